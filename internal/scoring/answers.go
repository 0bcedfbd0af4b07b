package scoring

import "github.com/gabf/telusur/internal/fact"

// countAnswers gives the share of control questions answered; "not applicable" is an answer, "don't know" and a refusal are not.
func (w *worker) countAnswers(out *Results) {
	n, base := w.m.n, w.m.base
	count := w.count[:n]
	clear(count)
	for from := 0; from < len(w.p.questions); from += 255 { // a byte counts to 255
		w.countBytes(w.p.questions[from:min(from+255, len(w.p.questions))], w.scratch)
		for i := range count {
			count[i] += uint16(w.scratch[i])
		}
	}
	answered, rows := w.answered[:n], out.answered[base:base+n]
	for i, k := range count {
		answered[i] = w.p.shares[k]
		rows[i] = hundredths(answered[i])
	}
}

// countBytes counts the answers of at most 255 questions, eight rows at a time and two questions.
func (w *worker) countBytes(questions []int, count []uint8) {
	clear(count)
	for len(questions) > 0 {
		a, b := w.answers(questions[0]), []fact.Code(nil)
		if questions = questions[1:]; len(questions) > 0 {
			b, questions = w.answers(questions[0]), questions[1:]
		}
		for at := range len(a) / 64 {
			x, to := blockAt(a, at), blockAt(count, at)
			if b == nil {
				for k := range 8 {
					setLanes(to, k, lanes(to, k)+toldLanes(lanes(x, k)))
				}
				continue
			}
			y := blockAt(b, at)
			for k := range 8 {
				setLanes(to, k, lanes(to, k)+toldLanes(lanes(x, k))+toldLanes(lanes(y, k)))
			}
		}
	}
}

// answers gives the codes of a question, those that lanes cannot hold made one of them.
func (w *worker) answers(question int) []fact.Code {
	codes := w.m.rows(question)
	if codesOf(w.p.code.facts[question]) <= laneCodes {
		return codes
	}
	out := w.places[0][:len(codes)]
	for i, code := range codes {
		out[i] = min(code, fact.CodeFirst)
	}
	return out
}

// toldLanes gives 1 in each byte whose code is an answer: a value, or "not applicable".
func toldLanes(x uint64) uint64 {
	return ((x + uint64(laneCodes-fact.CodeFirst)*laneOnes) | (laneHighs - x)) >> 7 & laneOnes
}

package intake

import "strconv"

// linkKeys are the messages of how two names hang together; nameSpelled has one for each way.
var linkKeys = [...]string{
	nameEqual: "intake.evidence.name-equal", nameSpelled: "", nameFiller: "intake.evidence.name-filler", nameTrade: "intake.evidence.name-trade",
	nameBranch: "intake.evidence.name-branch", nameGroup: "intake.evidence.name-group", nameMore: "intake.evidence.name-more",
	namePartial: "intake.evidence.name-partial", nameOpen: "intake.evidence.name-other-script", nameApart: "intake.evidence.name-apart",
}

// What the user said of a pair before.
const answeredSame, answeredDifferent = "answered-same", "answered-different"

// explain tells what speaks for and against two suppliers being one.
func (p *pair) explain(book *wordBook, a, o *seat) Judgement {
	out := Judgement{Verdict: p.verdict, Score: p.score}
	say := func(is bool, key string, supports bool, args ...string) {
		if is {
			out.Evidence = append(out.Evidence, Evidence{Key: "intake.evidence." + key, For: supports, Args: argsOf(args)})
		}
	}
	say(p.answered == answeredSame, answeredSame, true)
	say(p.answered == answeredDifferent, answeredDifferent, false)
	for i, field := range idFields {
		bit := uint8(1) << i
		say(p.ids.same&bit != 0, "id-equal", true, "field", string(field), "ours", a.ids[i])
		say(p.ids.other&bit != 0, "id-differs", false, "field", string(field), "ours", a.ids[i], "theirs", o.ids[i])
	}
	out.Evidence = append(out.Evidence, p.nameEvidence(book, a, o))
	say(p.figures == figuresDiffer, "figure-differs", false, "ours", a.name.figures, "theirs", o.name.figures)
	say(p.figures == figuresMissing, "figure-missing", false, "ours", a.name.figures+o.name.figures)
	say(p.legal, "legal-differs", false)
	say(p.chain, "name-chain", false)
	say(p.country, "country-equal", true)
	say(!p.country && !p.noLand, "country-differs", false)
	say(p.noLand, "country-missing", false)
	say(p.place == placeSame, "place-same", true)
	say(p.place == placeCity, "city-same", true)
	say(p.place == placeMoved, "place-other", false)
	say(p.place == placeOtherCity, "city-other", false, "ours", a.supplier.City, "theirs", o.supplier.City)
	say(p.email, "email-equal", true)
	return out
}

func (p *pair) nameEvidence(book *wordBook, a, o *seat) Evidence {
	key := linkKeys[p.link]
	if key == "" {
		key = p.how
	}
	e := Evidence{Key: key, For: p.link <= nameTrade}
	if p.link != nameEqual && p.link != nameOpen && p.link != nameApart {
		words := append(p.left.ours[:p.left.n:p.left.n], p.left.theirs[:p.left.m]...)
		e.Args = map[string]string{"ours": a.supplier.Name, "theirs": o.supplier.Name, "words": book.text(words)}
	}
	return e
}

func argsOf(args []string) map[string]string {
	if len(args) == 0 {
		return nil
	}
	out := make(map[string]string, len(args)/2)
	for i := 0; i+1 < len(args); i += 2 {
		out[args[i]] = args[i+1]
	}
	return out
}

// changesResult tells whether it matters if two suppliers are one: the score of either would be another, or an amount counted twice.
func changesResult(known, row Supplier) bool {
	for _, field := range []Field{
		FieldCountry, FieldSector, FieldProducts, FieldSiteType, FieldTier, FieldWorkers, FieldWomen, FieldMigrants, FieldAgency, FieldDormitory,
	} {
		if known.Text(field) != row.Text(field) {
			return true
		}
	}
	return known.Workers != nil || known.SpendMinor != nil || row.SpendMinor != nil
}

func rowText(row int) string { return strconv.Itoa(row) }

import type { WeightShown } from '@/api/types'

/** A weight and where its number stands in the text that is now in the editor. */
export interface Weight {
  /** Section and rule: the same rule may stand in two sections. */
  key: string
  id: string
  section: WeightShown['section']
  name: string
  /** null while what stands there is no number. */
  value: number | null
  max: number
  /** Of the number, in UTF-16 units from the beginning of the text. */
  at: number
  length: number
}

/** Where the lines of a text begin. */
export function lineStarts(text: string): number[] {
  const starts = [0]
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  return starts
}

/** A place that the server names (line and column from 1, columns in characters) as a place in a string of UTF-16. */
export function offsetOf(text: string, starts: number[], line: number, column: number): number {
  const start = starts[Math.min(Math.max(line, 1), starts.length) - 1] ?? 0
  const end = starts[Math.min(Math.max(line, 1), starts.length)] ?? text.length + 1
  let at = start
  for (let left = column - 1; left > 0 && at < end - 1; left--) at += (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1
  return at
}

/** The line, from 1, of a place. */
export function lineAt(starts: number[], at: number): number {
  let low = 0
  for (let high = starts.length; high - low > 1; ) {
    const middle = (low + high) >> 1
    if ((starts[middle] ?? 0) <= at) low = middle
    else high = middle
  }
  return low + 1
}

export function placed(text: string, shown: WeightShown[]): Weight[] {
  const starts = lineStarts(text)
  return shown.map((w) => {
    const at = offsetOf(text, starts, w.line, w.column)
    return { key: `${w.section}/${w.id}`, id: w.id, section: w.section, name: w.name, value: w.value, max: w.max, at, length: offsetOf(text, starts, w.line, w.column + w.length) - at }
  })
}

/** Writes a weight's number at its place, and nothing else: comments and layout stay. */
export function write(text: string, weights: Weight[], key: string, value: number): { text: string; at: number; length: number; written: string } | null {
  const weight = weights.find((w) => w.key === key)
  if (!weight) return null
  const written = String(Math.round(value * 1000) / 1000)
  return { text: text.slice(0, weight.at) + written + text.slice(weight.at + weight.length), at: weight.at, length: weight.length, written }
}

/**
 * Carries the places over to a text that was edited meanwhile. A number that the edit touched is read again where it stands; what the server
 * says next replaces all of it.
 */
export function follow(weights: Weight[], before: string, after: string): Weight[] {
  if (before === after) return weights
  const short = Math.min(before.length, after.length)
  let head = 0
  while (head < short && before.charCodeAt(head) === after.charCodeAt(head)) head++
  let tail = 0
  while (tail < short - head && before.charCodeAt(before.length - 1 - tail) === after.charCodeAt(after.length - 1 - tail)) tail++
  const end = before.length - tail
  const grown = after.length - before.length
  return weights.map((w) => {
    if (w.at + w.length < head) return w
    if (w.at > end) return { ...w, at: w.at + grown }
    const at = Math.min(w.at, head)
    const number = /^(?:\d+\.?\d*|\.\d+)/.exec(after.slice(at, at + 24))?.[0] ?? ''
    return { ...w, at, length: number.length, value: number ? Number(number) : null }
  })
}

/** How far one step of a slider goes: fine for small weights, whole points for large ones. */
export function stepOf(max: number): number {
  return max <= 2 ? 0.05 : max <= 20 ? 0.5 : 1
}

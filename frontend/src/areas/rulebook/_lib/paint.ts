/** A stretch of a line and how it is painted. */
export interface Stretch {
  text: string
  as: '' | 'comment' | 'key' | 'text' | 'number'
}

/** Where the comment of a line begins: at a # that stands first or after a space and outside quotes; -1 when there is none. */
function commentAt(line: string): number {
  let quote = ''
  for (let i = 0; i < line.length; i++) {
    const c = line[i] ?? ''
    if (quote) {
      if (c === '\\' && quote === '"') i++
      else if (c === quote) quote = ''
    } else if ((c === '"' || c === "'") && !/\w/.test(line[i - 1] ?? '')) quote = c
    else if (c === '#' && (i === 0 || /\s/.test(line[i - 1] ?? ''))) return i
  }
  return -1
}

const words = /((?<!\w)(?:"(?:[^"\\]|\\.)*"|'[^']*'))|([A-Za-z_][\w.]*)(?=:(?:\s|$))|(?<![\w.])(\d+(?:\.\d+)?)(?![\w.])/g

/** Paints a line of YAML roughly: a help to the eye, never the meaning. */
export function paint(line: string): Stretch[] {
  const comment = commentAt(line)
  const code = comment < 0 ? line : line.slice(0, comment)
  const stretches: Stretch[] = []
  let done = 0
  for (const found of code.matchAll(words)) {
    if (found.index > done) stretches.push({ text: code.slice(done, found.index), as: '' })
    stretches.push({ text: found[0], as: found[1] ? 'text' : found[2] ? 'key' : 'number' })
    done = found.index + found[0].length
  }
  if (done < code.length) stretches.push({ text: code.slice(done), as: '' })
  if (comment >= 0) stretches.push({ text: line.slice(comment), as: 'comment' })
  return stretches
}

import { memo } from 'react'
import type { TextError } from '@/api/types'
import { paint } from '../_lib/paint'

/** What stands at a place and is wrong: a name or number, or the next sign. */
function lengthAt(line: string, column: number): number {
  const rest = [...line].slice(column - 1).join('')
  return [.../^[\w.]+/.exec(rest)?.[0] ?? 'x'].length
}

/** One line behind the field. */
export const Line = memo(function Line({ line, marks }: { line: string; marks?: TextError[] }) {
  return (
    <div className={marks ? 'editor-line editor-line-bad' : 'editor-line'}>
      {paint(line).map((s, i) => (
        <span key={i} className={s.as ? `paint-${s.as}` : undefined}>
          {s.text}
        </span>
      ))}
      {marks?.map((m, i) => (
        <span key={`mark${i}`} className="editor-mark">
          {[...line].slice(0, m.column - 1).join('')}
          <span>{[...line].slice(m.column - 1, m.column - 1 + lengthAt(line, m.column)).join('') || ' '}</span>
        </span>
      ))}
    </div>
  )
})

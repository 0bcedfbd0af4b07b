import { useEffect, useId, useImperativeHandle, useMemo, useRef, useState, type KeyboardEvent, type Ref } from 'react'
import type { TextError } from '@/api/types'
import { lineStarts, offsetOf } from '../_lib/weights'
import { Line } from './Line'

/** Height of a line in pixels; rulebook.css has it too. */
const lineHeight = 20

export interface EditorHandle {
  /** Puts the cursor at a place (line and column from 1) and the focus with it. */
  goTo: (line: number, column: number, length?: number) => void
  /** Writes into the text without moving cursor or view; gives the whole text. */
  replace: (at: number, length: number, by: string) => string
}

interface EditorProps {
  ref?: Ref<EditorHandle>
  label: string
  text: string
  onChange?: (text: string) => void
  errors?: TextError[]
  /** The id of what tells the errors in words. */
  describedBy?: string
  readOnly?: boolean
}

/**
 * A text field with line numbers, marks and colours. The field is the browser's own, so reading aloud, searching, undoing and typing in any
 * script work as everywhere; only the lines in view are painted behind it.
 */
export function Editor({ ref, label, text, onChange, errors = [], describedBy, readOnly }: EditorProps) {
  const field = useRef<HTMLTextAreaElement>(null)
  const sheet = useRef<HTMLDivElement>(null)
  const numbers = useRef<HTMLDivElement>(null)
  const [first, setFirst] = useState(0)
  const [shown, setShown] = useState(60)
  const id = useId()
  const lines = useMemo(() => text.split('\n'), [text])
  const marks = useMemo(() => {
    const byLine = new Map<number, TextError[]>()
    for (const e of errors) byLine.set(e.line, [...(byLine.get(e.line) ?? []), e])
    return byLine
  }, [errors])

  const follow = () => {
    const at = field.current
    if (!at) return
    if (sheet.current) sheet.current.style.transform = `translate(${-at.scrollLeft}px, ${-at.scrollTop}px)`
    if (numbers.current) numbers.current.style.transform = `translateY(${-at.scrollTop}px)`
    // Moves in steps, so that most scrolling paints nothing anew.
    setFirst(Math.max(0, Math.floor(at.scrollTop / lineHeight / 20) * 20 - 20))
    setShown(Math.ceil(at.clientHeight / lineHeight) + 60)
  }

  useEffect(() => {
    const at = field.current
    if (!at || typeof ResizeObserver === 'undefined') return
    const watch = new ResizeObserver(follow)
    watch.observe(at)
    return () => watch.disconnect()
  }, [])
  useEffect(follow, [text])

  const goTo = (line: number, column: number, length = 0) => {
    const at = field.current
    if (!at) return
    const place = offsetOf(at.value, lineStarts(at.value), line, column)
    at.focus({ preventScroll: true })
    at.setSelectionRange(place, place + length)
    at.scrollTop = Math.max(0, (line - 1) * lineHeight - at.clientHeight / 3)
    at.scrollLeft = column > 60 ? (column - 20) * 7.8 : 0
    at.scrollIntoView({ block: 'nearest' })
  }
  useImperativeHandle(ref, () => ({
    goTo,
    replace: (place, length, by) => {
      field.current?.setRangeText(by, place, place + length, 'preserve')
      return field.current?.value ?? ''
    },
  }))

  // F8 goes to the next error, as in most editors; Tab leaves the field, as everywhere.
  const keys = (e: KeyboardEvent<HTMLTextAreaElement>) => {
    if (e.key !== 'F8' || errors.length === 0) return
    e.preventDefault()
    const now = e.currentTarget.value.slice(0, e.currentTarget.selectionStart).split('\n').length
    const sorted = [...errors].sort((a, b) => a.line - b.line || a.column - b.column)
    const next = e.shiftKey ? (sorted.findLast((x) => x.line < now) ?? sorted.at(-1)) : (sorted.find((x) => x.line > now) ?? sorted[0])
    if (next) goTo(next.line, next.column)
  }

  const inView = lines.slice(first, first + shown)
  return (
    <div className="editor" data-readonly={readOnly}>
      <div className="editor-gutter" aria-hidden="true">
        <div ref={numbers}>
          <div style={{ height: first * lineHeight }} />
          {inView.map((_, i) => (
            <div key={first + i} className={marks.has(first + i + 1) ? 'editor-number editor-number-bad' : 'editor-number'}>
              {first + i + 1}
            </div>
          ))}
        </div>
      </div>
      <div className="editor-body">
        <div className="editor-paint" aria-hidden="true">
          <div ref={sheet}>
            <div style={{ height: first * lineHeight }} />
            {inView.map((line, i) => (
              <Line key={first + i} line={line} marks={marks.get(first + i + 1)} />
            ))}
          </div>
        </div>
        <label htmlFor={id} className="visually-hidden">
          {label}
        </label>
        <textarea
          ref={field}
          id={id}
          className="editor-field"
          value={text}
          onChange={(e) => onChange?.(e.target.value)}
          onScroll={follow}
          onKeyDown={keys}
          readOnly={readOnly}
          wrap="off"
          spellCheck={false}
          autoCapitalize="off"
          autoCorrect="off"
          autoComplete="off"
          translate="no"
          aria-describedby={describedBy}
          aria-invalid={errors.some((e) => e.refused) || undefined}
        />
      </div>
    </div>
  )
}

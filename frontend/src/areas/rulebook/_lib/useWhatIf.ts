import { useCallback, useEffect, useRef, useState, type RefObject } from 'react'
import { ApiProblem } from '@/api/problem'
import type { WhatIf } from '@/api/types'

export type AskWhatIf = (text: string, signal: AbortSignal) => Promise<WhatIf>

/**
 * How long an edit rests before it is asked, in milliseconds: typing passes through texts that are no rulebook, a weight that is set does not.
 * What never rests is answered now and then all the same.
 */
export const rest = { typed: 120, set: 12 }
const patience = 300

/** From the last edit to the frame that shows its answer; the browser tests read it. */
export const editToScreen = 'what-if: edit to screen'

export interface Answers {
  /** What the server said to the newest text that it has answered. */
  now: WhatIf | null
  /** The newest answer to a text that was a rulebook: it stays while the text has errors. */
  good: WhatIf | null
  /** The text that `now` is about. */
  about: string | null
  pending: boolean
  error: unknown
  /** From the last edit to the answer on the screen, in milliseconds. */
  took: number | null
}

const tries = 6

function passes(error: unknown): boolean {
  return error instanceof ApiProblem && (error.status === 429 || error.code === 'fault.what-if-superseded')
}

const nothing: Answers = { now: null, good: null, about: null, pending: false, error: null, took: null }

/**
 * Asks what a text would change, a little after each edit. A new question cancels the one before it, and an answer that comes late, or to an
 * older text than the one on the screen, is never shown.
 */
export function useWhatIf(text: string, ask: AskWhatIf, pause: RefObject<number>): Answers & { again: () => void } {
  const [answers, setAnswers] = useState<Answers>(nothing)
  const running = useRef<AbortController | null>(null)
  const waiting = useRef<{ timer: ReturnType<typeof setTimeout>; since: number } | null>(null)
  const question = useRef(0)
  const asking = useRef(ask)
  useEffect(() => {
    asking.current = ask
  }, [ask])

  const send = useCallback(function send(about: string, edited: number, tried = 0) {
    waiting.current = null
    running.current?.abort()
    const control = (running.current = new AbortController())
    const mine = ++question.current
    setAnswers((a) => ({ ...a, pending: true }))
    asking.current(about, control.signal).then(
      (now) => {
        if (mine !== question.current) return
        setAnswers((a) => ({ now, good: now.ok ? now : a.good, about, pending: waiting.current !== null, error: null, took: a.took }))
        // The second frame comes after the first one was painted.
        requestAnimationFrame(() =>
          requestAnimationFrame(() => {
            if (mine !== question.current || !edited) return
            const took = performance.now() - edited
            performance.measure(editToScreen, { start: edited, end: edited + took })
            setAnswers((a) => ({ ...a, took }))
          }),
        )
      },
      (error: unknown) => {
        if (mine !== question.current || control.signal.aborted) return
        if (passes(error) && tried < tries) {
          // The server was busy, or another window of the same person asked: ours has its turn a little later.
          waiting.current ??= { timer: setTimeout(() => send(about, edited, tried + 1), 300 * (tried + 1)), since: performance.now() }
          return
        }
        setAnswers((a) => ({ ...a, pending: false, error }))
      },
    )
  }, [])

  const first = useRef(true)
  useEffect(() => {
    if (!text) return
    const edited = first.current ? 0 : performance.now()
    const since = waiting.current?.since ?? performance.now()
    clearTimeout(waiting.current?.timer)
    const delay = first.current ? 0 : Math.max(0, Math.min(pause.current, since + patience - performance.now()))
    first.current = false
    waiting.current = { timer: setTimeout(() => send(text, edited), delay), since }
  }, [text, send, pause])

  useEffect(
    () => () => {
      clearTimeout(waiting.current?.timer)
      waiting.current = null
      first.current = true
      question.current++
      running.current?.abort()
    },
    [],
  )

  const again = useCallback(() => send(text, 0), [text, send])
  return { ...answers, again }
}

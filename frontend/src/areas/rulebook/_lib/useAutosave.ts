import { useCallback, useEffect, useRef, useState } from 'react'
import { asProblem } from '@/api/problem'
import type { RulebookDraft } from '@/api/types'

export interface Words {
  title: string
  text: string
}

export type SaveState = 'saved' | 'waiting' | 'saving' | 'conflict' | 'failed'

const pause = 900

/**
 * Writes a draft to the server a little after each change, one write after the other. When somebody else has changed it meanwhile nothing
 * more is written: the page shows it, and the person decides.
 */
export function useAutosave(draft: RulebookDraft, save: (words: Words & { revision: number }) => Promise<RulebookDraft>) {
  const [words, setWords] = useState<Words>({ title: draft.title, text: draft.text })
  const [state, setState] = useState<SaveState>('saved')
  const [error, setError] = useState<unknown>(null)
  const [kept, setKept] = useState({ revision: draft.revision, updatedAt: draft.updatedAt })
  const now = useRef({ words, saved: words, revision: draft.revision, busy: false, stopped: false })
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const saving = useRef(save)
  useEffect(() => {
    saving.current = save
  }, [save])

  /** Writes what is not yet written; resolves to the revision, or null when it could not be. */
  const flush = useCallback(async (): Promise<number | null> => {
    clearTimeout(timer.current)
    const at = now.current
    while (at.busy) await new Promise((resolve) => setTimeout(resolve, 30))
    while (!at.stopped && !same(at.words, at.saved)) {
      const sent = at.words
      at.busy = true
      setState('saving')
      try {
        const done = await saving.current({ ...sent, revision: at.revision })
        at.saved = sent
        at.revision = done.revision
        setKept({ revision: done.revision, updatedAt: done.updatedAt })
        setError(null)
        setState(same(at.words, sent) ? 'saved' : 'waiting')
      } catch (e) {
        at.stopped = asProblem(e).status === 409
        setError(e)
        setState(at.stopped ? 'conflict' : 'failed')
        return null
      } finally {
        at.busy = false
      }
    }
    return at.stopped ? null : at.revision
  }, [])

  const write = useCallback(
    (change: Partial<Words>) => {
      const at = now.current
      at.words = { ...at.words, ...change }
      setWords(at.words)
      if (at.stopped) return
      setState((s) => (s === 'saving' ? s : 'waiting'))
      clearTimeout(timer.current)
      timer.current = setTimeout(() => void flush(), pause)
    },
    [flush],
  )
  useEffect(() => () => clearTimeout(timer.current), [])
  return { words, write, flush, state, error, revision: kept.revision, updatedAt: kept.updatedAt, unsaved: state !== 'saved' }
}

function same(a: Words, b: Words): boolean {
  return a.text === b.text && a.title === b.title
}

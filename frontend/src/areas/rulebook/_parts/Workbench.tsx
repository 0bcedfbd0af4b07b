import '../rulebook.css'
import { useCallback, useEffect, useId, useMemo, useRef, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { WhatIf } from '@/api/types'
import { announce } from '@/ui/announce'
import { formatNumber } from '@/ui/format'
import { Notice } from '@/ui/Notice'
import { Panel } from '@/ui/Panel'
import { ProblemNotice } from '@/ui/ProblemNotice'
import { Skeleton } from '@/ui/Skeleton'
import { rest, useWhatIf, type AskWhatIf } from '../_lib/useWhatIf'
import { follow, placed, write, type Weight } from '../_lib/weights'
import { Editor, type EditorHandle } from './Editor'
import { EffectDetails } from './EffectDetails'
import { EffectSummary } from './EffectSummary'
import { ErrorList } from './ErrorList'
import { Weights } from './Weights'

interface WorkbenchProps {
  text: string
  /** Left out: the text stands still. */
  onText?: (text: string) => void
  ask: AskWhatIf
  /** Weights of the published text that the draft began from; to go back to. */
  base: ReadonlyMap<string, BaseWeight>
  /** The answer names suppliers, which lead to their pages. */
  named?: boolean
  /** Beside the title of the text: what keeps it. */
  aside?: ReactNode
}

export interface BaseWeight {
  value: number
  max: number
}

export function baseWeights(check: Pick<WhatIf, 'weights'> | undefined): ReadonlyMap<string, BaseWeight> {
  return new Map((check?.weights ?? []).map((w) => [`${w.section}/${w.id}`, { value: w.value, max: w.max }]))
}

interface Sheet {
  text: string
  weights: Weight[]
}

/** The text of a draft, its weights as sliders, and what it would change, side by side. */
export function Workbench({ text, onText, ask, base, named, aside }: WorkbenchProps) {
  const { t } = useTranslation('rulebook')
  const editor = useRef<EditorHandle>(null)
  const told = useId()
  const [sheet, setSheet] = useState<Sheet>({ text, weights: [] })
  // Another text came from outside: a fresh start, a colleague's version.
  if (sheet.text !== text) setSheet({ text, weights: follow(sheet.weights, sheet.text, text) })
  const pause = useRef(rest.typed)
  const answers = useWhatIf(text, ask, pause)
  const { now, good, about, pending, error, took, again } = answers

  // The server's places hold for the text it was asked about; what was typed since is followed.
  const [placedBy, setPlacedBy] = useState<WhatIf | null>(null)
  if (now && about !== null && now !== placedBy) {
    setPlacedBy(now)
    if ((now.weights ?? []).length > 0) setSheet((s) => ({ ...s, weights: follow(placed(about, now.weights), about, s.text) }))
  }

  const latest = useRef(sheet)
  useEffect(() => {
    latest.current = sheet
  }, [sheet])
  const edit = useCallback(
    (next: string, how: keyof typeof rest = 'typed') => {
      pause.current = rest[how]
      const moved = { text: next, weights: follow(latest.current.weights, latest.current.text, next) }
      latest.current = moved
      setSheet(moved)
      onText?.(next)
    },
    [onText],
  )
  const setWeight = useCallback(
    (key: string, value: number) => {
      const done = write(latest.current.text, latest.current.weights, key, value)
      if (!done) return
      editor.current?.replace(done.at, done.length, done.written)
      edit(done.text, 'set')
    },
    [edit],
  )
  const goTo = useCallback((line: number, column: number, length?: number) => editor.current?.goTo(line, column, length), [])
  const mend = useCallback(
    (at: number, length: number, by: string) => {
      const next = latest.current.text.slice(0, at) + by + latest.current.text.slice(at + length)
      editor.current?.replace(at, length, by)
      edit(next)
    },
    [edit],
  )
  const errors = useMemo(() => (about === text ? (now?.errors ?? []) : []), [now, about, text])
  const broken = now !== null && !now.ok
  useSaid(now, pending, error)

  return (
    <div className="workbench">
      <Panel title={t('text.title')} aside={aside} className="workbench-text">
        <div className="stack-s">
          <Editor ref={editor} label={t('text.label')} text={text} onChange={onText && ((next) => edit(next))} readOnly={!onText} errors={errors} describedBy={told} />
          <ErrorList id={told} text={text} errors={errors} checked={about === text && !pending} onGo={goTo} onMend={onText && mend} />
        </div>
      </Panel>
      <div className="workbench-side">
        {error ? <ProblemNotice error={error} onRetry={again} /> : null}
        {good ? (
          <div className={broken || error ? 'stale' : undefined} aria-busy={pending} data-took={took === null ? undefined : Math.round(took)}>
            <EffectSummary effect={good} broken={broken} />
          </div>
        ) : broken ? (
          <Notice tone="warn" title={t('effect.none')}>
            {t('effect.noneText')}
          </Notice>
        ) : (
          !error && (
            <Panel title={t('effect.title')}>
              <Skeleton label={t('effect.first')} lines={7} />
            </Panel>
          )
        )}
        {sheet.weights.length > 0 && <Weights weights={sheet.weights} base={base} text={sheet.text} onSet={onText && setWeight} onGo={goTo} />}
      </div>
      {good && (
        <div className={`workbench-more${broken || error ? ' stale' : ''}`}>
          <EffectDetails effect={good} named={named} onGo={goTo} />
        </div>
      )}
    </div>
  )
}

/** Says the outcome once it has rested for a moment, so that dragging a slider is not talked over. */
function useSaid(now: WhatIf | null, pending: boolean, error: unknown) {
  const { t } = useTranslation('rulebook')
  const first = useRef(true)
  useEffect(() => {
    if (!now || pending || error) return
    if (first.current) {
      first.current = false
      return
    }
    const words = now.ok
      ? t('effect.said', { up: say(now.up), down: say(now.down), unchanged: say(now.unchanged) })
      : t('errors.said', { count: (now.errors ?? []).length, line: now.errors?.[0]?.line ?? 1 })
    const timer = setTimeout(() => announce(words), 700)
    return () => clearTimeout(timer)
  }, [now, pending, error, t])
}

function say(count: number | null): string {
  return count === null ? '–' : formatNumber(count)
}

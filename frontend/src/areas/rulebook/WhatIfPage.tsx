import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useQuery } from '@tanstack/react-query'
import { useCompany } from '@/api/session'
import { checkOf, useRulebookEditions, useRulebookText, whatIfOfCompany } from '@/api/whatif'
import { Button } from '@/ui/Button'
import { Dialog } from '@/ui/Dialog'
import { Empty } from '@/ui/Empty'
import { Select } from '@/ui/Field'
import { Notice } from '@/ui/Notice'
import { PageHead } from '@/ui/PageHead'
import { Waiting } from '@/ui/Waiting'
import { dropDraft, keepDraft, keptDraft } from './_lib/keep'
import { saveText } from './_lib/saveText'
import { baseWeights, Workbench } from './_parts/Workbench'

/** What an analyst's own changes to the rulebook would mean for the company's suppliers. The draft stays in this browser. */
export function WhatIfPage() {
  const { t } = useTranslation('rulebook')
  const editions = useRulebookEditions()
  return (
    <>
      <PageHead title={t('whatIf.title')} lead={t('whatIf.lead')} />
      <Waiting query={editions} lines={10}>
        {({ rows }) => {
          const inForce = rows.find((r) => r.inForce) ?? rows[0]
          return inForce ? <Draft editions={rows} inForce={inForce.digest} /> : <div className="panel"><Empty icon="scales" title={t('whatIf.noRulebook')} /></div>
        }}
      </Waiting>
    </>
  )
}

interface DraftProps {
  editions: { digest: string; name: string; version: string; title: string; inForce: boolean }[]
  inForce: string
}

function Draft({ editions, inForce }: DraftProps) {
  const company = useCompany()
  const [kept] = useState(() => keptDraft(company))
  const [basedOn, setBasedOn] = useState(kept?.basedOn ?? inForce)
  // A rulebook that is not published any more cannot be: an unknown digest is an old installation's.
  const known = editions.some((e) => e.digest === basedOn) ? basedOn : inForce
  const base = useRulebookText(known)
  return (
    <Waiting query={base} lines={10}>
      {(published) => (
        <Bench
          key={known}
          editions={editions}
          inForce={inForce}
          basedOn={known}
          published={published}
          first={kept?.basedOn === known ? kept.text : published}
          onRestart={(digest) => {
            dropDraft(company)
            setBasedOn(digest)
          }}
        />
      )}
    </Waiting>
  )
}

interface BenchProps extends DraftProps {
  basedOn: string
  published: string
  first: string
  onRestart: (digest: string) => void
}

function Bench({ editions, inForce, basedOn, published, first, onRestart }: BenchProps) {
  const { t } = useTranslation('rulebook')
  const { t: app } = useTranslation('app')
  const company = useCompany()
  const [text, setText] = useState(first)
  const [kept, setKept] = useState(true)
  const [asked, setAsked] = useState(false)
  const [from, setFrom] = useState(inForce)
  const check = useQuery(checkOf(basedOn, published))
  const base = useMemo(() => baseWeights(check.data), [check.data])
  const ask = useMemo(() => whatIfOfCompany(company), [company])
  const newest = useRef(text)
  const changed = text !== published

  const change = useCallback((next: string) => {
    newest.current = next
    setText(next)
  }, [])
  const keep = useCallback(() => {
    if (newest.current === published) dropDraft(company)
    else setKept(keepDraft(company, { text: newest.current, basedOn }))
  }, [company, published, basedOn])
  useEffect(() => {
    const timer = setTimeout(keep, 300)
    return () => clearTimeout(timer)
  }, [text, keep])
  useEffect(() => {
    window.addEventListener('pagehide', keep)
    return () => {
      window.removeEventListener('pagehide', keep)
      keep()
    }
  }, [keep])

  const restart = () => {
    setAsked(false)
    newest.current = published
    if (from === basedOn) {
      dropDraft(company)
      setText(published)
    } else onRestart(from)
  }
  return (
    <div className="stack">
      {!kept && <Notice tone="warn" live title={t('whatIf.notKept')} />}
      {basedOn !== inForce && changed && <Notice title={t('whatIf.older')}>{t('whatIf.olderText')}</Notice>}
      <Workbench
        text={text}
        onText={change}
        ask={ask}
        base={base}
        named
        aside={
          <span className="row bench-acts">
            <span className="small muted">{changed ? t('whatIf.kept') : t('whatIf.same')}</span>
            <Button small icon="download" onClick={() => saveText('rulebook-draft.yaml', text)}>
              {t('text.download')}
            </Button>
            <Button small icon="undo" disabled={!changed && editions.length < 2} onClick={() => setAsked(true)}>
              {t('whatIf.restart')}
            </Button>
          </span>
        }
      />
      <Dialog open={asked} title={t('whatIf.restartTitle')} closeLabel={app('close')} onClose={() => setAsked(false)}>
        <div className="form">
          {changed && <p>{t('whatIf.restartText')}</p>}
          <Select label={t('whatIf.from')} value={from} onChange={(e) => setFrom(e.target.value)}>
            {editions.map((e) => (
              <option key={e.digest} value={e.digest}>
                {[e.title || e.name, e.version, e.inForce && `(${t('published.inForce')})`].filter(Boolean).join(' ')}
              </option>
            ))}
          </Select>
          <div className="row-end">
            <Button onClick={() => setAsked(false)}>{app('cancel')}</Button>
            <Button look="primary" onClick={restart}>
              {t('whatIf.restart')}
            </Button>
          </div>
        </div>
      </Dialog>
    </div>
  )
}

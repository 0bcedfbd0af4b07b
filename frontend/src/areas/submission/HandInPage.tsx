import './submission.css'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { reportPdfAddress, useMakeReport } from '@/api/reports'
import { useCompany } from '@/api/session'
import { useHandIn, useSubmit } from '@/api/submission'
import type { HandIn, Report, Language } from '@/api/types'
import { MakeReport } from '@/areas/reports/_parts/MakeReport'
import { announce } from '@/ui/announce'
import { Button } from '@/ui/Button'
import { Dialog } from '@/ui/Dialog'
import { Digest } from '@/ui/Digest'
import { DownloadButton } from '@/ui/DownloadButton'
import { Empty } from '@/ui/Empty'
import { formatDay, formatTime } from '@/ui/format'
import { Icon } from '@/ui/Icon'
import { Notice } from '@/ui/Notice'
import { PageHead } from '@/ui/PageHead'
import { Panel } from '@/ui/Panel'
import { ProblemNotice } from '@/ui/ProblemNotice'
import { StateChip } from '@/ui/StateChip'
import { Waiting } from '@/ui/Waiting'
import { Events } from './_parts/Events'

export function HandInPage() {
  const { t } = useTranslation('submission')
  const company = useCompany()
  const make = useMakeReport(company)
  const [ordered, setOrdered] = useState<string | null>(null)
  // The server gives the newest ready report; an ordered one is on its way until it takes that place.
  const query = useHandIn(company, ordered)
  const waiting = ordered !== null && query.data?.report?.id !== ordered
  const order = (language: Language) => make.mutate({ kind: 'company', language }, { onSuccess: (r) => setOrdered(r.id) })
  const making = { order, waiting, busy: make.isPending, error: make.error }
  return (
    <>
      <PageHead title={t('title')} lead={t('lead')} />
      <Waiting query={query}>
        {(handIn) =>
          handIn.cycle ? (
            <Ready handIn={handIn} cycle={handIn.cycle} making={making} />
          ) : (
            <div className="panel">
              <Empty icon="cycle" title={t('noCycle')}>
                {t('noCycleText')}
              </Empty>
            </div>
          )
        }
      </Waiting>
    </>
  )
}

interface Making {
  order: (language: Language) => void
  waiting: boolean
  busy: boolean
  error: unknown
}

function Ready({ handIn, cycle, making }: { handIn: HandIn; cycle: NonNullable<HandIn['cycle']>; making: Making }) {
  const { t } = useTranslation('submission')
  const { submission } = handIn
  const state = submission?.state ?? 'not-started'
  // Of the last act only: what was said when it was returned does not belong to the acceptance that followed.
  const comment = submission?.events?.at(-1)?.comment
  return (
    <div className="stack">
      {state === 'returned' && (
        <Notice tone="warn" title={t('returned')}>
          {comment && <p className="event-comment">{comment}</p>}
          <p>{t('returnedText')}</p>
        </Notice>
      )}
      {state === 'accepted' && <Notice tone="good" title={t('accepted')}>{comment}</Notice>}
      {state === 'submitted' && (
        <Notice tone="good" title={t('submitted')}>
          {t('submittedText', { when: formatTime(submission?.submittedAt) })}
        </Notice>
      )}
      {cycle.late && state !== 'submitted' && state !== 'accepted' && <Notice tone="warn">{t('late')}</Notice>}
      <div className="columns-2">
        <div className="stack">
          {(state === 'not-started' || state === 'in-progress' || state === 'returned') && (
            <Panel title={t('checklist')} flush>
              <Checklist handIn={handIn} />
            </Panel>
          )}
          <OutgoingReport handIn={handIn} state={state} making={making} />
        </div>
        <div className="stack">
          <Panel title={t('cycle')} aside={<StateChip state={state} name={submission?.stateName} />}>
            <dl className="facts">
              <dt>{t('cycle')}</dt>
              <dd>{cycle.name}</dd>
              <dt>{t('due')}</dt>
              <dd>{formatDay(cycle.dueOn)}</dd>
              <dt>{t('closes')}</dt>
              <dd>{formatDay(cycle.closesOn)}</dd>
              <dt>{t('questionnaire')}</dt>
              <dd>
                {cycle.questionnaire.name} {cycle.questionnaire.version}
              </dd>
              <dt>{t('rulebook')}</dt>
              <dd>
                {cycle.rulebook.name} {cycle.rulebook.version}
              </dd>
            </dl>
          </Panel>
          <Panel title={t('events')}>
            <Events events={submission?.events ?? []} />
          </Panel>
        </div>
      </div>
    </div>
  )
}

function Checklist({ handIn }: { handIn: HandIn }) {
  const { t } = useTranslation('submission')
  return (
    <ul className="checklist">
      {(handIn.checklist ?? []).map((c) => (
        <li key={c.id} className={c.done ? 'checklist-done' : 'checklist-open'}>
          <Icon name={c.done ? 'check' : 'alert'} />
          <div>
            <span className="visually-hidden">{c.done ? t('done') : t('open')}: </span>
            <strong>{c.name}</strong>
            {c.detail && <p className="small muted">{c.detail}</p>}
          </div>
        </li>
      ))}
    </ul>
  )
}

function OutgoingReport({ handIn, state, making }: { handIn: HandIn; state: string; making: Making }) {
  const { t } = useTranslation('submission')
  const company = useCompany()
  const submit = useSubmit(company)
  const [confirming, setConfirming] = useState<Report | null>(null)
  const { report, submission } = handIn
  const open = state === 'not-started' || state === 'in-progress' || state === 'returned'
  const same = state === 'returned' && report?.id === submission?.reportId

  return (
    <Panel title={t('report')}>
      <div className="stack-s">
        {report ? (
          <>
            <p>
              <strong>{report.title}</strong> <span className="muted">· {t('reportMade', { when: formatTime(report.readyAt ?? report.createdAt) })}</span>
            </p>
            <Digest digest={report.contentDigest} />
            {open && <p className="muted">{t('reportLook')}</p>}
            <div className="row">
              <DownloadButton address={reportPdfAddress(company, report.id)} fileName={`${report.title}.pdf`}>
                {t('download')}
              </DownloadButton>
              {open && (
                <Button look="primary" icon="handIn" disabled={same} busy={submit.isPending} onClick={() => setConfirming(report)}>
                  {state === 'returned' ? t('resubmit') : t('submit')}
                </Button>
              )}
            </div>
            {same && <p className="small muted">{t('sameReport')}</p>}
          </>
        ) : (
          <p className="muted">{t('reportNone')}</p>
        )}
        {making.waiting && (
          <p role="status" className="row">
            <Icon name="busy" className="spin" /> {t('making')}
          </p>
        )}
        {open && (
          <div style={report ? { borderTop: '1px solid var(--line)', paddingTop: '1rem', marginTop: '0.35rem' } : undefined}>
            <MakeReport look={report ? 'plain' : 'primary'} label={report ? t('reportAgain') : t('reportMake')} busy={making.busy} error={making.error} onMake={making.order} />
          </div>
        )}
        {submit.isError && <ProblemNotice error={submit.error} />}
      </div>
      <Confirm
        report={confirming}
        onClose={() => setConfirming(null)}
        onYes={(r) => {
          setConfirming(null)
          submit.mutate(r.id, { onSuccess: () => announce(t('handedIn')) })
        }}
      />
    </Panel>
  )
}

function Confirm({ report, onClose, onYes }: { report: Report | null; onClose: () => void; onYes: (report: Report) => void }) {
  const { t } = useTranslation('submission')
  const { t: app } = useTranslation('app')
  return (
    <Dialog open={report !== null} title={t('confirm')} closeLabel={app('close')} onClose={onClose}>
      {report && (
        <div className="form">
          <p>{t('confirmText', { title: report.title, when: formatTime(report.readyAt ?? report.createdAt) })}</p>
          <div className="row-end">
            <Button onClick={onClose}>{app('cancel')}</Button>
            <Button look="primary" icon="handIn" onClick={() => onYes(report)}>
              {t('submit')}
            </Button>
          </div>
        </div>
      )}
    </Dialog>
  )
}

import './forum.css'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { submissionPdfAddress, useDecide, useReview } from '@/api/forum'
import { asProblem } from '@/api/problem'
import type { Review, Submission } from '@/api/types'
import { NotFound } from '@/app/NotFound'
import { Events } from '@/areas/submission/_parts/Events'
import { BandChip } from '@/ui/BandChip'
import { Button } from '@/ui/Button'
import { Dialog } from '@/ui/Dialog'
import { Digest } from '@/ui/Digest'
import { DownloadButton } from '@/ui/DownloadButton'
import { TextArea } from '@/ui/Field'
import { formatNumber, formatShare, formatTime } from '@/ui/format'
import { Icon } from '@/ui/Icon'
import { Notice } from '@/ui/Notice'
import { PageHead } from '@/ui/PageHead'
import { Panel } from '@/ui/Panel'
import { ProblemNotice } from '@/ui/ProblemNotice'
import { StateChip } from '@/ui/StateChip'
import { Waiting } from '@/ui/Waiting'

const route = getRouteApi('/inside/secretariat/forum/submissions/$submission')

export function ReviewPage() {
  const { submission } = route.useParams()
  const query = useReview(submission)
  if (query.isError && asProblem(query.error).status === 404) return <NotFound />
  return <Waiting query={query}>{(review) => <OneReview review={review} />}</Waiting>
}

function OneReview({ review }: { review: Review }) {
  const { t } = useTranslation('forum')
  const { submission, report, summary } = review
  return (
    <>
      <PageHead
        crumb={
          <Link to="/forum/board" className="crumb">
            <Icon name="back" />
            {t('review.back')}
          </Link>
        }
        title={submission.company}
        lead={
          <span className="row">
            {review.cycle.name} <StateChip state={submission.state} name={submission.stateName} />
          </span>
        }
      />
      <div className="columns-2">
        <div className="stack">
          <Panel title={t('review.report')}>
            {report ? (
              <div className="stack-s">
                <p>
                  <strong>{report.title}</strong>
                  {submission.submittedAt && <span className="muted"> · {t('review.handedIn', { when: formatTime(submission.submittedAt) })}</span>}
                </p>
                <Digest digest={report.contentDigest} />
                <div className="row">
                  <DownloadButton look="primary" address={submissionPdfAddress(submission.id)} fileName={`${submission.company}.pdf`}>
                    {t('review.pdf')}
                  </DownloadButton>
                </div>
              </div>
            ) : (
              <p className="muted">{t('review.draft')}</p>
            )}
          </Panel>
          {summary && <Summary summary={summary} />}
        </div>
        <div className="stack">
          <Decision submission={submission} />
          <Panel title={t('review.events')}>
            <Events events={submission.events} />
          </Panel>
        </div>
      </div>
    </>
  )
}

function Summary({ summary }: { summary: Review['summary'] }) {
  const { t } = useTranslation('forum')
  const most = Math.max(1, ...(summary.bands ?? []).map((b) => b.count))
  return (
    <>
      <ul className="figures">
        <li className="figure">
          <span className="figure-number">{formatNumber(summary.suppliers)}</span>
          <span className="figure-label">{t('review.suppliers')}</span>
        </li>
        <li className="figure">
          <span className="figure-number">{formatNumber(summary.workers)}</span>
          <span className="figure-label">{t('review.workers')}</span>
        </li>
        <li className="figure">
          <span className="figure-number">{formatShare(summary.answeredShare)}</span>
          <span className="figure-label">{t('review.answered')}</span>
        </li>
      </ul>
      <Panel title={t('review.bands')}>
        <ul className="bars">
          {(summary.bands ?? []).map((b) => (
            <li key={b.band} className={`band-${b.band}`}>
              <span>
                <BandChip band={b.band} name={b.name} />
              </span>
              <span className="bar-track" aria-hidden="true">
                <span className="bar-fill" style={{ width: `${(b.count / most) * 100}%` }} />
              </span>
              <span className="num">{formatNumber(b.count)}</span>
            </li>
          ))}
        </ul>
      </Panel>
      <Panel title={t('review.flags')}>
        {(summary.flags ?? []).length === 0 ? (
          <p className="muted">{t('review.flagsNone')}</p>
        ) : (
          <Bars rows={summary.flags.map((f) => ({ id: f.rule, name: f.name, count: f.count }))} />
        )}
      </Panel>
      <Panel title={t('review.countries')}>
        <Bars rows={(summary.countries ?? []).map((c) => ({ id: c.code, name: c.name, count: c.count }))} />
      </Panel>
      <Panel title={t('review.sectors')}>
        <Bars rows={(summary.sectors ?? []).map((c) => ({ id: c.code, name: c.name, count: c.count }))} />
      </Panel>
    </>
  )
}

function Bars({ rows }: { rows: { id: string; name: string; count: number }[] }) {
  const most = Math.max(1, ...rows.map((r) => r.count))
  return (
    <ul className="bars">
      {rows.map((r) => (
        <li key={r.id || '-'}>
          <span>{r.name || '–'}</span>
          <span className="bar-track" aria-hidden="true">
            <span className="bar-fill" style={{ width: `${(r.count / most) * 100}%` }} />
          </span>
          <span className="num">{formatNumber(r.count)}</span>
        </li>
      ))}
    </ul>
  )
}

function Decision({ submission }: { submission: Submission }) {
  const { t } = useTranslation('forum')
  const { t: app } = useTranslation('app')
  const decide = useDecide(submission.id)
  const [comment, setComment] = useState('')
  const [tried, setTried] = useState(false)
  const [confirming, setConfirming] = useState(false)
  const { version } = submission
  const outcome = decide.isSuccess && (
    <Notice tone="good" live title={decide.variables.act === 'accept' ? t('review.accepted') : t('review.returned')} />
  )
  if (submission.state !== 'submitted') {
    return <Panel title={t('review.decide')}>{outcome || <p className="muted">{t('review.notYours')}</p>}</Panel>
  }
  const giveBack = () => {
    setTried(true)
    if (comment.trim()) decide.mutate({ act: 'return', version, comment: comment.trim() })
  }
  return (
    <Panel title={t('review.decide')}>
      <div className="form">
        <p className="muted">{t('review.decideLead')}</p>
        <TextArea
          label={t('review.comment')}
          hint={t('review.commentHint')}
          error={tried && !comment.trim() ? t('review.commentNeeded') : undefined}
          value={comment}
          maxLength={5000}
          onChange={(e) => setComment(e.target.value)}
        />
        {decide.isError && <ProblemNotice error={decide.error} />}
        <div className="row">
          <Button icon="back" busy={decide.isPending && decide.variables.act === 'return'} onClick={giveBack}>
            {t('review.return')}
          </Button>
          <Button look="primary" icon="check" busy={decide.isPending && decide.variables.act === 'accept'} onClick={() => setConfirming(true)}>
            {t('review.accept')}
          </Button>
        </div>
      </div>
      <Dialog open={confirming} title={t('review.acceptConfirm')} closeLabel={app('close')} onClose={() => setConfirming(false)}>
        <div className="form">
          <p>{t('review.acceptText', { company: submission.company })}</p>
          <div className="row-end">
            <Button onClick={() => setConfirming(false)}>{app('cancel')}</Button>
            <Button
              look="primary"
              onClick={() => {
                setConfirming(false)
                decide.mutate({ act: 'accept', version, comment: comment.trim() })
              }}
            >
              {t('review.accept')}
            </Button>
          </div>
        </div>
      </Dialog>
    </Panel>
  )
}

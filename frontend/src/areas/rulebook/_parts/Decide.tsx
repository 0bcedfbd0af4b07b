import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useDraftAct } from '@/api/whatif'
import type { Proposal, RulebookDraft } from '@/api/types'
import { Button } from '@/ui/Button'
import { Digest } from '@/ui/Digest'
import { Dialog } from '@/ui/Dialog'
import { TextArea } from '@/ui/Field'
import { formatTime } from '@/ui/format'
import { Notice } from '@/ui/Notice'
import { Panel } from '@/ui/Panel'
import { ProblemNotice } from '@/ui/ProblemNotice'
import { BackTest } from './BackTest'
import { DiffList } from './DiffList'

/** What was proposed and why, and the decision on it: another officer publishes it, anyone may give it back. */
export function Decide({ draft, proposal }: { draft: RulebookDraft; proposal: Proposal }) {
  const { t } = useTranslation('rulebook')
  const { t: app } = useTranslation('app')
  const act = useDraftAct(draft.id)
  const [sure, setSure] = useState(false)
  const [comment, setComment] = useState('')
  const [missing, setMissing] = useState(false)
  const decline = () => {
    setMissing(!comment.trim())
    if (comment.trim()) act.mutate({ act: 'decline', comment: comment.trim() })
  }
  return (
    <Panel title={t('decide.title')}>
      <div className="stack">
        <div>
          <p className="small muted">{t('decide.by', { name: proposal.proposedBy, when: formatTime(proposal.proposedAt) })}</p>
          <blockquote className="why">{proposal.why}</blockquote>
        </div>
        <div className="stack-s">
          <h3>{t('decide.diff')}</h3>
          <DiffList diff={proposal.diff ?? []} none={t('details.wordsNone')} first={12} />
        </div>
        <BackTest effect={proposal.backTest} />
        <dl className="facts small">
          <dt>{t('decide.digest')}</dt>
          <dd>
            <Digest digest={proposal.digest} />
          </dd>
          <dt>{t('decide.recordDigest')}</dt>
          <dd>
            <Digest digest={proposal.recordDigest} />
          </dd>
        </dl>
        {proposal.mine && (
          <Notice title={t('decide.mine')}>
            {t('decide.mineText')}
          </Notice>
        )}
        <TextArea
          label={proposal.mine ? t('decide.withdrawComment') : t('decide.comment')}
          hint={t('decide.commentHint')}
          maxLength={4000}
          value={comment}
          error={missing && !comment.trim() ? t('decide.commentMissing') : undefined}
          onChange={(e) => setComment(e.target.value)}
        />
        {act.isError && <ProblemNotice error={act.error} />}
        <div className="row">
          <Button look="danger" busy={act.isPending && act.variables?.act === 'decline'} onClick={decline}>
            {proposal.mine ? t('decide.withdraw') : t('decide.decline')}
          </Button>
          <Button look="primary" icon="check" disabled={proposal.mine} busy={act.isPending && act.variables?.act === 'publish'} onClick={() => setSure(true)}>
            {t('decide.publish')}
          </Button>
        </div>
      </div>
      <Dialog open={sure} title={t('decide.sure')} closeLabel={app('close')} onClose={() => setSure(false)}>
        <div className="form">
          <p>{t('decide.sureText')}</p>
          <div className="row-end">
            <Button onClick={() => setSure(false)}>{app('cancel')}</Button>
            <Button
              look="primary"
              onClick={() => {
                setSure(false)
                act.mutate({ act: 'publish' })
              }}
            >
              {t('decide.publish')}
            </Button>
          </div>
        </div>
      </Dialog>
    </Panel>
  )
}

export function Declined({ proposal }: { proposal: Proposal }) {
  const { t } = useTranslation('rulebook')
  return (
    <Notice tone="warn" title={t('decide.declined', { name: proposal.decidedBy, when: formatTime(proposal.decidedAt) })}>
      {proposal.comment}
    </Notice>
  )
}

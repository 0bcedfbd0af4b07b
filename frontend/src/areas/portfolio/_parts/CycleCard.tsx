import { useTranslation } from 'react-i18next'
import type { Overview, SubmissionState } from '@/api/types'
import { ButtonLink } from '@/ui/Button'
import { daysUntil, formatDay } from '@/ui/format'
import { Panel } from '@/ui/Panel'
import { StateChip } from '@/ui/StateChip'

/** The open cycle: when it is due, how far the company is, and the one next step. */
export function CycleCard({ overview }: { overview: Overview }) {
  const { t } = useTranslation('portfolio')
  const { cycle } = overview
  const state = (overview.submissionState || 'not-started') as SubmissionState
  if (!cycle) {
    return (
      <Panel title={t('overview.noCycle')}>
        <p className="muted">{t('overview.noCycleText')}</p>
      </Panel>
    )
  }
  const days = daysUntil(cycle.dueOn)
  const done = state === 'submitted' || state === 'accepted'
  const left = days > 0 ? t('overview.dueIn', { count: days }) : days === 0 ? t('overview.dueToday') : t('overview.dueLate', { count: -days })
  return (
    <Panel title={t('overview.cycle')} aside={<StateChip state={state} />}>
      <p className="muted">{cycle.name}</p>
      <p className="cycle-due">{t('overview.due', { day: formatDay(cycle.dueOn) })}</p>
      {!done && <p className={days < 0 ? 'field-error' : 'muted'}>{left}</p>}
      <div className="cycle-next">
        <h3>{t('overview.next')}</h3>
        <NextStep overview={overview} state={state} />
      </div>
    </Panel>
  )
}

function NextStep({ overview, state }: { overview: Overview; state: string }) {
  const { t } = useTranslation('portfolio')
  const unanswered = overview.suppliers - overview.withResponse
  if (overview.suppliers === 0) {
    return (
      <div>
        <ButtonLink to="/imports" icon="upload">
          {t('overview.nextUpload')}
        </ButtonLink>
      </div>
    )
  }
  if (state === 'accepted') return <p>{t('overview.nextDone')}</p>
  if (state === 'submitted') return <p>{t('overview.nextWait')}</p>
  if (state === 'returned') {
    return (
      <ButtonLink to="/hand-in" look="primary">
        {t('overview.nextReturned')}
      </ButtonLink>
    )
  }
  if (unanswered > 0 && overview.withResponse / Math.max(1, overview.suppliers) < 0.5) {
    return (
      <>
        <p className="muted">{t('overview.nextAskText', { count: unanswered })}</p>
        <div>
          <ButtonLink to="/suppliers" search={{ answered: 'no' }} look="primary">
            {t('overview.nextAsk')}
          </ButtonLink>
        </div>
      </>
    )
  }
  return (
    <div>
      <ButtonLink to="/hand-in" look="primary">
        {t('overview.nextHandIn')}
      </ButtonLink>
    </div>
  )
}

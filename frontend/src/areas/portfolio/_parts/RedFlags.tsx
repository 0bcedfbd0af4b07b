import { useTranslation } from 'react-i18next'
import type { BandNamed, Flag } from '@/api/types'
import { BandChip } from '@/ui/BandChip'
import { Chip } from '@/ui/Chip'
import { Icon } from '@/ui/Icon'
import { Panel } from '@/ui/Panel'
import { FactTable } from './FactTable'

const severities = ['critical', 'major', 'minor'] as const

/** How grave a finding is; outside a column of its own it says so, or it would be taken for a band. */
export function SeverityChip({ severity, named }: { severity: string; named?: boolean }) {
  const { t } = useTranslation('app')
  const known = severities.find((s) => s === severity)
  if (!known) return null
  return <Chip tone={known === 'critical' ? 'bad' : known === 'major' ? 'warn' : 'neutral'}>{named ? t(`severityIs.${known}`) : t(`severity.${known}`)}</Chip>
}

/** Red flags that are raised, then those that the answers leave open. */
export function RedFlags({ flags, open, bands }: { flags: Flag[]; open: Flag[]; bands: BandNamed[] }) {
  const { t } = useTranslation('portfolio')
  return (
    <>
      {flags.length > 0 && (
        <Panel title={t('supplier.flags')} className="flags-panel" flush>
          <p className="small muted flags-lead">{t('supplier.flagsLead')}</p>
          {flags.map((f) => (
            <OneFlag key={f.rule} flag={f} bands={bands} />
          ))}
        </Panel>
      )}
      {open.length > 0 && (
        <details className="panel open-flags">
          <summary>
            <Icon name="next" />
            <h2>{t('supplier.openFlags', { count: open.length })}</h2>
            <span className="small muted">{t('supplier.openFlagsLead')}</span>
          </summary>
          {open.map((f) => (
            <OneFlag key={f.rule} flag={f} bands={bands} unsettled />
          ))}
        </details>
      )}
    </>
  )
}

function OneFlag({ flag, bands, unsettled }: { flag: Flag; bands: BandNamed[]; unsettled?: boolean }) {
  const { t } = useTranslation('portfolio')
  const floor = bands.find((b) => b.id === flag.bandFloor)
  return (
    <article className={`flag${unsettled ? ' flag-open' : ''}`}>
      <div className="flag-head">
        <Icon name={unsettled ? 'question' : 'flag'} />
        <h3>{flag.name}</h3>
        {!unsettled && flag.severity && <SeverityChip severity={flag.severity} named />}
        {!unsettled && Boolean(flag.dueDays) && <span className="small muted">{t('supplier.flagDue', { count: flag.dueDays })}</span>}
      </div>
      {flag.why && <p>{flag.why}</p>}
      {flag.action && !unsettled && (
        <div className="flag-action">
          <strong>{t('supplier.flagAction')}: </strong>
          {flag.action}
        </div>
      )}
      {floor && (
        <p className="small muted row" style={{ gap: '0.4rem' }}>
          {flag.eased ? t('supplier.flagEased') : t('supplier.flagFloor')} <BandChip band={floor.id} name={floor.name} />
        </p>
      )}
      {(flag.facts ?? []).length > 0 && (
        <details>
          <summary className="small">{t('supplier.flagBasis')}</summary>
          <FactTable facts={flag.facts} name={flag.name} />
        </details>
      )}
    </article>
  )
}

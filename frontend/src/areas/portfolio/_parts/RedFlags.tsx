import { useTranslation } from 'react-i18next'
import type { FlagHit } from '@/api/types'
import { BandChip } from '@/ui/BandChip'
import { Chip } from '@/ui/Chip'
import { Icon } from '@/ui/Icon'
import { Panel } from '@/ui/Panel'
import { FactTable } from './FactTable'

export function SeverityChip({ severity }: { severity: 'critical' | 'major' | 'minor' }) {
  const { t } = useTranslation('app')
  return <Chip tone={severity === 'critical' ? 'bad' : severity === 'major' ? 'warn' : 'neutral'}>{t(`severity.${severity}`)}</Chip>
}

export function RedFlags({ flags }: { flags: FlagHit[] }) {
  const { t } = useTranslation('portfolio')
  return (
    <Panel title={t('supplier.flags')} className="flags-panel" flush aside={<span className="small muted">{t('supplier.flagsLead')}</span>}>
      {flags.map((f) => (
        <article key={f.rule} className="flag">
          <div className="flag-head">
            <Icon name="flag" />
            <h3>{f.name}</h3>
            <SeverityChip severity={f.severity} />
            {f.dueDays > 0 && <span className="small muted">{t('supplier.flagDue', { count: f.dueDays })}</span>}
            {f.bandFloor && (
              <span className="small muted row" style={{ gap: '0.4rem' }}>
                {t('supplier.flagFloor', { band: f.bandFloorName })} <BandChip band={f.bandFloor} name={f.bandFloorName} />
              </span>
            )}
          </div>
          <p>
            {f.why} {f.indicatorName && <span className="muted">({f.indicatorName})</span>}
          </p>
          <div className="flag-action">
            <strong>{t('supplier.flagAction')}: </strong>
            {f.action}
          </div>
          {(f.facts ?? []).length > 0 && (
            <details>
              <summary className="small">{t('supplier.flagBasis')}</summary>
              <FactTable facts={f.facts} name={f.name} />
            </details>
          )}
        </article>
      ))}
    </Panel>
  )
}

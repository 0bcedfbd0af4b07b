import { useTranslation } from 'react-i18next'
import { useWords } from '@/api/session'
import type { Explanation, SupplierRow } from '@/api/types'
import { BandChip } from '@/ui/BandChip'
import { formatDay, formatPoints, formatShare } from '@/ui/format'
import { Panel } from '@/ui/Panel'
import { RiskRuler } from './RiskRuler'

function confidenceWord(share: number) {
  return share < 0.4 ? 'confidenceLow' : share < 0.7 ? 'confidenceMiddle' : 'confidenceHigh'
}

/** The score in one look: where it stands on the scale, the three numbers it comes from, and the sentence that joins them. */
export function ScorePanel({ supplier, explanation, asOf }: { supplier: SupplierRow; explanation: Explanation; asOf?: string }) {
  const { t } = useTranslation('portfolio')
  const words = useWords()
  return (
    <Panel title={t('supplier.score')} aside={asOf && <span className="small muted">{t('supplier.asOf', { day: formatDay(asOf) })}</span>}>
      <div className="score-grid">
        <div className="score-main">
          <span className="small muted">{t('supplier.residual')}</span>
          <span className="score-number">
            {formatPoints(supplier.residual)} <small>/ 100</small>
          </span>
          <BandChip band={supplier.band} name={supplier.bandName} />
          <span className="small muted">{t('supplier.residualHint')}</span>
        </div>
        <div>
          {words.data && <RiskRuler bands={words.data.bands} supplier={supplier} />}
          <dl className="score-parts">
            <div className="score-part">
              <dt>{t('supplier.inherent')}</dt>
              <dd>{formatPoints(supplier.inherent)}</dd>
              <dd className="small muted" style={{ fontWeight: 400, fontSize: '0.8125rem' }}>
                {t('supplier.inherentHint')}
              </dd>
            </div>
            <div className="score-part">
              <dt>{t('supplier.control')}</dt>
              <dd>{formatShare(supplier.control)}</dd>
              <dd className="small muted" style={{ fontWeight: 400, fontSize: '0.8125rem' }}>
                {t('supplier.controlHint')}
              </dd>
            </div>
            <div className="score-part">
              <dt>{t('supplier.confidence')}</dt>
              <dd>
                {formatShare(supplier.confidence)} <span className="small muted">{t(`supplier.${confidenceWord(supplier.confidence)}`)}</span>
              </dd>
              <dd className="small muted" style={{ fontWeight: 400, fontSize: '0.8125rem' }}>
                {t('supplier.confidenceHint')}
              </dd>
            </div>
          </dl>
        </div>
      </div>
      <div className="formula">
        <p>{explanation.formula}</p>
        {explanation.floor.applied && <p>{explanation.floor.text}</p>}
      </div>
    </Panel>
  )
}

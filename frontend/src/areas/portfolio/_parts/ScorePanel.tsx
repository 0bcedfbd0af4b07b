import { useTranslation } from 'react-i18next'
import type { BandNamed, Explanation, SupplierRow } from '@/api/types'
import { BandChip } from '@/ui/BandChip'
import { formatDay, formatPoints, formatShare } from '@/ui/format'
import { Panel } from '@/ui/Panel'
import { total } from '../_lib/parts'
import { RiskRuler } from './RiskRuler'

function confidenceWord(share: number) {
  return share < 0.4 ? 'confidenceLow' : share < 0.7 ? 'confidenceMiddle' : 'confidenceHigh'
}

function change(before: number, now: number): string {
  const by = now - before
  return Math.abs(by) < 0.05 ? '±0' : `${by > 0 ? '+' : '−'}${formatPoints(Math.abs(by))}`
}

/** The score in one look: where it stands on the scale, the three numbers it comes from, and the sentence that joins them. */
export function ScorePanel({ supplier, explanation, bands, asOf }: { supplier: SupplierRow; explanation: Explanation; bands: BandNamed[]; asOf?: string }) {
  const { t } = useTranslation('portfolio')
  const off = total(explanation.controls)
  const floor = total(explanation.floor)
  const numbers = { inherent: formatPoints(supplier.inherent), off: formatPoints(-off), floor: formatPoints(floor), residual: formatPoints(supplier.residual), band: supplier.bandName }
  const sentence = floor > 0 ? t('supplier.formulaFloor', numbers) : t('supplier.formula', numbers)
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
          {bands.length > 0 && <RiskRuler bands={bands} supplier={supplier} />}
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
        <p>{sentence}</p>
        {explanation.previous && (
          <p className="muted">
            {t('supplier.previous', { day: formatDay(explanation.previousOn), residual: formatPoints(explanation.previous.residual), change: change(explanation.previous.residual, supplier.residual) })}
          </p>
        )}
      </div>
    </Panel>
  )
}

import { useTranslation } from 'react-i18next'
import type { Explanation, SupplierRow } from '@/api/types'
import { BandChip } from '@/ui/BandChip'
import { formatPoints, formatShare } from '@/ui/format'
import { Icon } from '@/ui/Icon'
import { total } from '../_lib/parts'
import { PartList } from './PartList'

/** Where every point comes from: what adds risk, what takes it off, what holds it up, and what the whole rests on. */
export function Why({ supplier, explanation }: { supplier: SupplierRow; explanation: Explanation }) {
  const { t } = useTranslation('portfolio')
  const off = total(explanation.controls)
  const offSaid = off < -0.04 ? `−${formatPoints(-off)}` : formatPoints(0)
  const floor = explanation.floor ?? []
  const left = (explanation.controls ?? []).filter((p) => !p.leftOut)
  return (
    <>
      <section aria-labelledby="why-inherent">
        <div className="why-head">
          <div>
            <h2 id="why-inherent">{t('supplier.why.inherent')}</h2>
            <p className="small muted">
              {t('supplier.why.inherentLead', { points: formatPoints(supplier.inherent) })} {t('supplier.why.expand')}
            </p>
          </div>
          <span className="why-total">{formatPoints(supplier.inherent)}</span>
        </div>
        <PartList parts={explanation.inherent ?? []} kind="inherent" />
      </section>
      <section aria-labelledby="why-controls" className="why-section">
        <div className="why-head">
          <div>
            <h2 id="why-controls">{t('supplier.why.controls')}</h2>
            <p className="small muted">{t('supplier.why.controlsLead', { points: offSaid })}</p>
          </div>
          <span className="why-total">{offSaid}</span>
        </div>
        <PartList parts={left} kind="control" />
      </section>
      {floor.length > 0 && (
        <section aria-labelledby="why-floor" className="why-section">
          <div className="why-head">
            <div>
              <h2 id="why-floor">{t('supplier.why.floor')}</h2>
              <p className="small muted">{t('supplier.why.floorLead')}</p>
            </div>
            <span className="why-total">+{formatPoints(total(floor))}</span>
          </div>
          <PartList parts={floor} kind="floor" />
        </section>
      )}
      <div className="panel-body">
        <p className="why-sum">
          <span>{t('supplier.why.sum')}</span>
          <span className="row">
            <b>{formatPoints(supplier.residual)}</b>
            <BandChip band={supplier.band} name={supplier.bandName} />
          </span>
        </p>
      </div>
      <section aria-labelledby="why-confidence" className="why-section">
        <div className="why-head">
          <div>
            <h2 id="why-confidence">{t('supplier.why.confidence')}</h2>
            <p className="small muted">{t('supplier.why.confidenceLead', { share: formatShare(supplier.confidence) })}</p>
          </div>
          <span className="why-total">{formatShare(supplier.confidence)}</span>
        </div>
        <PartList parts={explanation.confidence ?? []} kind="confidence" />
      </section>
      <section aria-labelledby="why-indicators" className="why-section">
        <div className="why-head">
          <div>
            <h2 id="why-indicators">{t('supplier.why.indicators')}</h2>
            <p className="small muted">{t('supplier.why.indicatorsLead')}</p>
          </div>
        </div>
        <div className="panel-body">
          <ul className="indicators">
            {(explanation.indicators ?? []).map((i) => (
              <li key={i.id} className={`band-${i.band || 'none'}`}>
                <span className={`indicator-name band-${i.band || 'none'}`}>
                  {i.name} {i.flagged && <Icon name="flag" />}
                </span>
                <span className="part-bar" aria-hidden="true">
                  <span className="part-fill" style={{ width: `${i.residual ?? 0}%`, display: 'block' }} />
                </span>
                <span className="num">
                  {i.residual === null ? (
                    <>
                      <span aria-hidden="true">–</span>
                      <span className="visually-hidden">{t('supplier.why.noPoints')}</span>
                    </>
                  ) : (
                    formatPoints(i.residual)
                  )}
                </span>
              </li>
            ))}
          </ul>
        </div>
      </section>
    </>
  )
}

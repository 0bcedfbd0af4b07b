import { useTranslation } from 'react-i18next'
import type { BandNamed, SupplierRow } from '@/api/types'
import { formatPoints } from '@/ui/format'

/** Words near an end of the scale grow inwards. */
function wordClass(points: number, more = ''): string {
  return `ruler-word ${points > 80 ? 'ruler-word-end' : points < 20 ? 'ruler-word-start' : ''} ${more}`
}

/** The scale 0-100 with its bands, the inherent risk (hollow mark) and what is left of it (full mark). */
export function RiskRuler({ bands, supplier }: { bands: BandNamed[]; supplier: SupplierRow }) {
  const { t } = useTranslation('portfolio')
  const sorted = [...bands].sort((a, b) => a.from - b.from)
  const parts = sorted.map((b, i) => ({ ...b, width: (sorted[i + 1]?.from ?? 100) - b.from }))
  const words = t('supplier.ruler', { residual: formatPoints(supplier.residual), band: supplier.bandName, inherent: formatPoints(supplier.inherent) })
  const at = (points: number) => Math.min(100, Math.max(0, points))
  const near = Math.abs(supplier.inherent - supplier.residual) < 22
  return (
    <div className="ruler" role="img" aria-label={words}>
      <div aria-hidden="true">
        {!near && (
          <span className={wordClass(supplier.inherent, 'muted')} style={{ left: `${at(supplier.inherent)}%` }}>
            {t('supplier.inherent')}
          </span>
        )}
        <span className={wordClass(supplier.residual)} style={{ left: `${at(supplier.residual)}%` }}>
          {t('supplier.residual')}
        </span>
        <div className="ruler-track">
          {parts.map((b) => (
            <span key={b.id} className={`ruler-part band-${b.id}`} style={{ flex: `${b.width} 0 0` }} />
          ))}
        </div>
        <span className="ruler-mark ruler-mark-inherent" style={{ left: `${at(supplier.inherent)}%` }} />
        <span className="ruler-mark" style={{ left: `${at(supplier.residual)}%` }} />
        <div className="ruler-names">
          {parts.map((b) => (
            <span key={b.id} style={{ flex: `${b.width} 0 0` }}>
              {b.name}
            </span>
          ))}
        </div>
      </div>
    </div>
  )
}

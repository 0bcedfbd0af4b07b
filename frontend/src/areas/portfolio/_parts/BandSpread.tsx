import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Overview } from '@/api/types'
import { BandSteps } from '@/ui/BandChip'
import { formatNumber } from '@/ui/format'

/** How the suppliers lie over the bands; each part leads to its suppliers. The bar is a picture of the list below it. */
export function BandSpread({ bands }: { bands: Overview['bands'] }) {
  const { t } = useTranslation('portfolio')
  return (
    <>
      <div className="spread" aria-hidden="true">
        {bands
          .filter((b) => b.count > 0)
          .map((b) => (
            <span key={b.band} className={`spread-part band-${b.band}`} style={{ flexGrow: b.count }} />
          ))}
      </div>
      <ul className="spread-legend">
        {bands.map((b) => (
          <li key={b.band}>
            <Link
              to="/suppliers"
              search={{ band: b.band }}
              className={`spread-entry band-${b.band}`}
            >
              <span className="small spread-name">{b.name}</span>
              <span className="spread-count">
                {formatNumber(b.count)} <BandSteps band={b.band} />
                <span className="visually-hidden">{t('overview.suppliers')},</span>
              </span>
              <span className="small muted">{t('overview.workersCount', { workers: formatNumber(b.workers) })}</span>
            </Link>
          </li>
        ))}
      </ul>
    </>
  )
}

import { useTranslation } from 'react-i18next'
import { useScreening } from '@/api/screening'
import { HitCard } from './HitCard'
import '../screening.css'

/** The possible matches of one supplier, on its own page; nothing where there are none. */
export function SupplierHits({ company, supplier }: { company: string; supplier: string }) {
  const { t } = useTranslation('screening')
  const query = useScreening(company, { supplier })
  if (!query.data || query.data.rows.length === 0) return null
  return (
    <section className="stack-s" aria-label={t('title')}>
      <h2>{t('title')}</h2>
      {query.data.rows.map((hit) => (
        <HitCard key={hit.id} hit={hit} company={company} />
      ))}
    </section>
  )
}

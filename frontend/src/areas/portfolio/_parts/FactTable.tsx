import { useTranslation } from 'react-i18next'
import type { Fact } from '@/api/types'
import { formatDay } from '@/ui/format'

/** The day a value was given; else the edition of its source, unless that stands in the words already. */
function dateOf(f: Fact): string {
  if (f.origin?.on) return formatDay(f.origin.on)
  const edition = f.origin?.edition ?? ''
  return f.from.includes(edition) ? '' : edition
}

/** Facts that a rule read: what, its value, where it comes from, and of which day. */
export function FactTable({ facts, name }: { facts: Fact[]; name: string }) {
  const { t } = useTranslation('portfolio')
  return (
    <table className="fact-table">
      <caption className="visually-hidden">{t('supplier.why.factsCaption', { name })}</caption>
      <thead>
        <tr>
          <th scope="col">{t('supplier.why.fact')}</th>
          <th scope="col">{t('supplier.why.value')}</th>
          <th scope="col">{t('supplier.why.from')}</th>
          <th scope="col">{t('supplier.why.on')}</th>
        </tr>
      </thead>
      <tbody>
        {facts.map((f) => (
          <tr key={f.name}>
            <th scope="row">{f.label || f.name}</th>
            <td>{f.absent ? <span className="muted">{f.value || t('supplier.why.missingShort')}</span> : <strong>{f.value}</strong>}</td>
            <td>{f.from || '–'}</td>
            <td>{dateOf(f)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

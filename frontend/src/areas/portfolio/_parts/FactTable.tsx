import { useTranslation } from 'react-i18next'
import type { FactShown, Origin } from '@/api/types'
import { formatDay } from '@/ui/format'

/** Where a value stands, so that a reader can go and look: the server's sentence, or the parts of it. */
export function OriginText({ origin }: { origin: Origin | null | undefined }) {
  const { t } = useTranslation('app')
  if (!origin || !origin.kind) return <span className="muted">–</span>
  if (origin.text) return <>{origin.text}</>
  const place = [origin.file, origin.sheet && origin.cell ? `${origin.sheet}!${origin.cell}` : (origin.cell ?? origin.sheet), origin.question, origin.source, origin.edition]
  return (
    <>
      {t(`origin.${origin.kind}`)}: {place.filter(Boolean).join(', ')}
    </>
  )
}

/** Facts that a rule read: what, its value, where it comes from, and of which day. */
export function FactTable({ facts, name }: { facts: FactShown[]; name: string }) {
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
            <td>{f.value ? <strong>{f.value}</strong> : <span className="muted">{t('supplier.why.missingShort')}</span>}</td>
            <td>
              <OriginText origin={f.origin} />
            </td>
            <td className="nowrap">{f.origin?.on ? formatDay(f.origin.on) : (f.origin?.edition ?? '')}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

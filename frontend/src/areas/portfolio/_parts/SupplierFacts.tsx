import { useTranslation } from 'react-i18next'
import type { FactShown, SupplierDetail } from '@/api/types'
import { formatDay, formatTime } from '@/ui/format'
import { Notice } from '@/ui/Notice'
import { TableScroll } from '@/ui/TableScroll'
import { Block } from './Block'
import { FactTable, OriginText } from './FactTable'

/** What is known of a supplier, each value with the place it was read from. */
export function SupplierFacts({ detail }: { detail: SupplierDetail }) {
  const { t } = useTranslation('portfolio')
  const answers = answersOf(detail)
  const { response } = detail
  return (
    <>
      <Block title={t('supplier.details')}>
        <TableScroll label={t('supplier.details')}>
          <table className="table table-cards">
            <caption className="visually-hidden">{t('supplier.details')}</caption>
            <thead>
              <tr>
                <th scope="col">{t('supplier.field')}</th>
                <th scope="col">{t('supplier.why.value')}</th>
                <th scope="col">{t('supplier.why.from')}</th>
              </tr>
            </thead>
            <tbody>
              {(detail.fields ?? []).map((f) => (
                <tr key={f.field}>
                  <th scope="row">{f.name}</th>
                  <td>{f.value}</td>
                  <td className="muted">
                    <OriginText origin={f.origin} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableScroll>
      </Block>
      <Block title={t('supplier.response')}>
        <div className="block-body">
          {response ? (
            <dl className="facts">
              <dt>{t('supplier.answers')}</dt>
              <dd>{t('supplier.responseAnswered', { answered: response.answered, asked: response.asked })}</dd>
              <dt>{t('supplier.responseFile')}</dt>
              <dd>{response.file}</dd>
              <dt>{t('supplier.responseFilled')}</dt>
              <dd>{formatDay(response.filledOn)}</dd>
              <dt>{t('supplier.responseReceived')}</dt>
              <dd>{formatTime(response.receivedAt)}</dd>
              <dt>{t('supplier.responseVersion')}</dt>
              <dd>{response.version}</dd>
            </dl>
          ) : (
            <Notice title={t('supplier.responseNone')}>{t('supplier.responseNoneText')}</Notice>
          )}
        </div>
        {answers.length > 0 && (
          <div className="block-body">
            <FactTable facts={answers} name={t('supplier.answers')} />
          </div>
        )}
      </Block>
    </>
  )
}

/** The answers that the rules read, each once, in the order of their questions. */
function answersOf(detail: SupplierDetail): FactShown[] {
  const e = detail.explanation
  if (!e) return []
  const all = [...(e.controls ?? []), ...(e.inherent ?? []), ...(e.confidenceParts ?? []), ...(e.flags ?? []), ...(e.checks ?? [])].flatMap((p) => p.facts ?? [])
  const found = new Map<string, FactShown>()
  for (const f of all) if (f.origin?.kind === 'answer' && f.value && !found.has(f.name)) found.set(f.name, f)
  return [...found.values()].sort((a, b) => a.name.localeCompare(b.name))
}

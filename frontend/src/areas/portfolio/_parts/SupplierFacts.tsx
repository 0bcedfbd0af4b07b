import { useTranslation } from 'react-i18next'
import type { SupplierDetail } from '@/api/types'
import { Chip } from '@/ui/Chip'
import { formatDay, formatTime } from '@/ui/format'
import { Notice } from '@/ui/Notice'
import { TableScroll } from '@/ui/TableScroll'
import { Block } from './Block'
import { FactTable } from './FactTable'
import { Merges } from './Merges'
import { Archive } from './Standing'

/** What is known of a supplier, each value with the place it was read from; then what is not known. */
export function SupplierFacts({ detail }: { detail: SupplierDetail }) {
  const { t } = useTranslation('portfolio')
  const facts = detail.explanation?.shown ?? []
  const answers = facts.filter((f) => f.name.startsWith('answers.') && !f.absent)
  const others = facts.filter((f) => !f.absent && !f.name.startsWith('answers.') && !f.name.startsWith('evidence'))
  const unanswered = detail.explanation?.unanswered ?? []
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
                  <td className="muted">{f.from}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableScroll>
      </Block>
      <Merges supplier={detail.supplier} />
      <Archive supplier={detail.supplier} />
      <Block title={t('supplier.response')}>
        <div className="block-body">
          {response ? (
            <dl className="facts">
              <dt>{t('supplier.answers')}</dt>
              <dd>{t('supplier.responseAnswered', { answered: answers.length, asked: answers.length + unanswered.length })}</dd>
              <dt>{t('supplier.responseFile')}</dt>
              <dd>{response.file}</dd>
              <dt>{t('supplier.responseFilled')}</dt>
              <dd>{formatDay(response.filledOn)}</dd>
              <dt>{t('supplier.responseReceived')}</dt>
              <dd>{formatTime(response.receivedAt)}</dd>
              <dt>{t('supplier.responseVersion')}</dt>
              <dd>
                <code>{response.version}</code>
              </dd>
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
      {response && unanswered.length > 0 && (
        <Block title={t('supplier.unanswered', { count: unanswered.length })} lead={t('supplier.unansweredLead')}>
          <ul className="check-list">
            {unanswered.map((u) => (
              <li key={u.question}>
                <p>
                  {u.text} {u.key && <Chip tone="warn">{t('supplier.keyQuestion')}</Chip>}
                </p>
                {u.reason && <p className="small muted">{u.reason}</p>}
              </li>
            ))}
          </ul>
        </Block>
      )}
      {others.length > 0 && (
        <Block title={t('supplier.facts')} lead={t('supplier.factsLead')}>
          <div className="block-body">
            <FactTable facts={others} name={t('supplier.facts')} />
          </div>
        </Block>
      )}
    </>
  )
}

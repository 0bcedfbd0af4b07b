import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useReread } from '@/api/imports'
import { useWords } from '@/api/session'
import type { Import } from '@/api/types'
import { Button } from '@/ui/Button'
import { Select } from '@/ui/Field'
import { formatNumber } from '@/ui/format'
import { Icon } from '@/ui/Icon'
import { ProblemNotice } from '@/ui/ProblemNotice'
import { TableScroll } from '@/ui/TableScroll'

const choices = ['replace', 'fill-empty', 'keep'] as const

/** What becomes of a known value when the list tells another, field by field; the file is then read again. */
export function PolicyPanel({ told, company }: { told: Import; company: string }) {
  const { t } = useTranslation('imports')
  const words = useWords()
  const reread = useReread(company, told.id)
  const before = told.recipe?.policy ?? {}
  const [chosen, setChosen] = useState<Record<string, string>>({})
  const known = told.effect?.fields ?? []
  const silent = Object.keys(before).filter((field) => !known.some((f) => f.field === field))
  const rows = [...known, ...silent.map((field) => ({ field, name: words.data?.fields.find((f) => f.id === field)?.name ?? field, replaced: 0, filled: 0, kept: 0 }))]
  if (rows.length === 0) return null
  const choiceOf = (field: string) => chosen[field] ?? before[field] ?? 'replace'
  const dirty = rows.some((r) => choiceOf(r.field) !== (before[r.field] ?? 'replace'))
  const send = () => reread.mutate({ policy: Object.fromEntries(rows.map((r) => [r.field, choiceOf(r.field)] as const).filter(([, choice]) => choice !== 'replace')) })
  return (
    <details className="panel mapping" open={Object.keys(before).length > 0 || undefined}>
      <summary>
        <Icon name="next" />
        <h2>{t('policy.title')}</h2>
        <span className="muted">{t('policy.lead')}</span>
      </summary>
      <TableScroll label={t('policy.title')}>
        <table className="table table-cards">
          <caption className="visually-hidden">{t('policy.title')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('policy.field')}</th>
              <th scope="col">{t('policy.would')}</th>
              <th scope="col">{t('policy.choice')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((r) => (
              <tr key={r.field}>
                <th scope="row">{r.name}</th>
                <td data-label={t('policy.would')}>
                  {(['replaced', 'filled', 'kept'] as const)
                    .filter((what) => r[what] > 0)
                    .map((what) => t(`policy.${what}`, { count: r[what], number: formatNumber(r[what]) }))
                    .join(', ') || '–'}
                </td>
                <td>
                  <Select small hideLabel label={t('policy.of', { field: r.name })} value={choiceOf(r.field)} onChange={(e) => setChosen({ ...chosen, [r.field]: e.target.value })}>
                    {choices.map((choice) => (
                      <option key={choice} value={choice}>
                        {t(`policy.${choice}`)}
                      </option>
                    ))}
                  </Select>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableScroll>
      <div className="mapping-foot">
        <Button look={dirty ? 'primary' : 'plain'} disabled={!dirty} busy={reread.isPending} onClick={send}>
          {t('policy.again')}
        </Button>
        {reread.isError && <ProblemNotice error={reread.error} />}
      </div>
    </details>
  )
}

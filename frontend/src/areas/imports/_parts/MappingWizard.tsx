import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useRemap } from '@/api/imports'
import { useWords } from '@/api/session'
import type { ColumnMap, Import, Mapping } from '@/api/types'
import { Button } from '@/ui/Button'
import { Chip } from '@/ui/Chip'
import { Select, TextInput } from '@/ui/Field'
import { Icon } from '@/ui/Icon'
import { Notice } from '@/ui/Notice'
import { ProblemNotice } from '@/ui/ProblemNotice'
import { TableScroll } from '@/ui/TableScroll'
import { ColumnSource } from './ColumnSource'
import { hasForm, TextForm } from './TextForm'

interface MappingWizardProps {
  told: Import
  mapping: Mapping
  company: string
}

/** Several columns may together fill an address; any other field has one. */
const joined = new Set(['address', 'products'])

/** How the columns were understood, each to be corrected; the file is then read again. */
export function MappingWizard({ told, mapping, company }: MappingWizardProps) {
  const { t } = useTranslation('imports')
  const words = useWords()
  const remap = useRemap(company, told.id)
  const columns = mapping.columns ?? []
  const tabs = (told.shape?.tabs ?? [])
  const [chosen, setChosen] = useState<Record<number, string>>({})
  const [tab, setTab] = useState(mapping.tab)
  const [headerRow, setHeaderRow] = useState(String(mapping.headerRow))

  const fieldOf = (c: ColumnMap) => chosen[c.column] ?? c.field
  const used = columns.filter((c) => fieldOf(c) !== '')
  const noName = !used.some((c) => fieldOf(c) === 'name')
  const doubtful = columns.some((c) => c.field && c.confidence < 0.5)
  const twice = [...new Set(used.map(fieldOf))].filter((f) => !joined.has(f) && used.filter((c) => fieldOf(c) === f).length > 1)
  const otherPlace = tab !== mapping.tab || Number(headerRow) !== mapping.headerRow
  const dirty = otherPlace || columns.some((c) => fieldOf(c) !== c.field)
  const fields = words.data?.fields ?? []
  const nameOf = (field: string) => fields.find((f) => f.id === field)?.name ?? field

  const again = () =>
    remap.mutate({
      tab,
      headerRow: Number(headerRow) || 0,
      // Another sheet or header row has other columns: they are recognised anew.
      columns: otherPlace ? [] : columns.map((c) => ({ column: c.column, field: fieldOf(c) })),
    })

  return (
    <details className="panel mapping" open={noName || doubtful || undefined}>
      <summary>
        <Icon name="next" />
        <h2>{t('mapping.title')}</h2>
        <span className="muted">{t('mapping.lead', { count: used.length, total: columns.length })}</span>
      </summary>
      <ColumnSource told={told} company={company} />
      {hasForm(told) && <TextForm told={told} company={company} />}
      <div className="mapping-top">
        {tabs.length > 1 && (
          <Select label={t('mapping.tab')} value={tab} onChange={(e) => setTab(e.target.value)}>
            {tabs.map((s) => (
              <option key={s.name} value={s.name}>
                {s.hidden ? `${s.name} (${t('mapping.hidden')})` : s.name}
              </option>
            ))}
          </Select>
        )}
        <div style={{ width: '11rem' }}>
          <TextInput label={t('mapping.headerRow')} type="number" min={1} max={1000} value={headerRow} onChange={(e) => setHeaderRow(e.target.value)} />
        </div>
      </div>
      {(noName || twice.length > 0) && (
        <div className="stack-s" style={{ padding: '0 1.25rem 1rem' }}>
          {noName && <Notice tone="bad" title={t('mapping.noName')} />}
          {twice.map((f) => (
            <Notice key={f} tone="warn">
              {t('mapping.twice', { field: nameOf(f) })}
            </Notice>
          ))}
        </div>
      )}
      {!otherPlace && (
        <TableScroll label={t('mapping.caption')}>
          <table className="table table-cards">
            <caption className="visually-hidden">{t('mapping.caption')}</caption>
            <thead>
              <tr>
                <th scope="col">{t('mapping.column')}</th>
                <th scope="col">{t('mapping.samples')}</th>
                <th scope="col">{t('mapping.field')}</th>
                <th scope="col">
                  <span className="visually-hidden">{t('mapping.check')}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {columns.map((c) => (
                <tr key={c.column} className={fieldOf(c) ? undefined : 'unused'}>
                  <th scope="row">
                    <span className="column-letter">{c.letter}</span>
                    {c.header || <span className="muted">{t('mapping.noHeader')}</span>}
                  </th>
                  <td data-label={t('mapping.samples')}>
                    <span className="mapping-samples">
                      {(c.samples ?? []).slice(0, 3).map((s, i) => (
                        <span key={i}>{s}</span>
                      ))}
                    </span>
                  </td>
                  <td>
                    <Select
                      small
                      hideLabel
                      label={t('mapping.fieldOf', { letter: c.letter, header: c.header })}
                      value={fieldOf(c)}
                      onChange={(e) => setChosen({ ...chosen, [c.column]: e.target.value })}
                    >
                      <option value="">{t('mapping.unused')}</option>
                      {fields.map((f) => (
                        <option key={f.id} value={f.id}>
                          {f.name}
                        </option>
                      ))}
                      {!fields.some((f) => f.id === fieldOf(c)) && fieldOf(c) && <option value={fieldOf(c)}>{fieldOf(c)}</option>}
                    </Select>
                  </td>
                  <td>
                    <Confidence column={c} byUser={chosen[c.column] !== undefined && chosen[c.column] !== c.field} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableScroll>
      )}
      <div className="mapping-foot">
        <Button look={dirty ? 'primary' : 'plain'} disabled={!dirty} busy={remap.isPending} onClick={again}>
          {t('mapping.again')}
        </Button>
        {dirty && <span className="muted">{t('mapping.dirty')}</span>}
        {remap.isError && <ProblemNotice error={remap.error} />}
      </div>
    </details>
  )
}

function Confidence({ column, byUser }: { column: ColumnMap; byUser: boolean }) {
  const { t } = useTranslation('imports')
  if (byUser) return <Chip tone="accent">{t('mapping.byYou')}</Chip>
  if (!column.field) return null
  const [tone, word] = column.confidence >= 0.8 ? (['good', 'sure'] as const) : column.confidence >= 0.5 ? (['neutral', 'likely'] as const) : (['warn', 'check'] as const)
  return (
    <span className="stack-s" style={{ gap: '0.15rem', justifyItems: 'start' }}>
      <Chip tone={tone}>{t(`mapping.${word}`)}</Chip>
      {column.why && word !== 'sure' && <span className="small muted">{column.why}</span>}
    </span>
  )
}

import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useImportRows } from '@/api/imports'
import { useWords } from '@/api/session'
import type { Action, Import, ImportRow } from '@/api/types'
import { Chip, type ChipTone } from '@/ui/Chip'
import { formatNumber } from '@/ui/format'
import { Pager } from '@/ui/Pager'
import { Panel } from '@/ui/Panel'
import { TableScroll } from '@/ui/TableScroll'
import { Tabs } from '@/ui/Tabs'
import { Waiting } from '@/ui/Waiting'
import { Link } from '@tanstack/react-router'
import { stamp } from '../_lib/stamp'
import { Absents } from './Absents'
import { IssueList } from './IssueList'

const actions: Action[] = ['new', 'changed', 'renamed', 'unchanged', 'duplicate', 'refused', 'left']
/** Kinds that few lists have: their tabs are there only when they hold something. */
const rare: Action[] = ['renamed', 'duplicate', 'refused', 'left']
const tones: Record<Action, ChipTone> = { new: 'good', changed: 'accent', renamed: 'accent', unchanged: 'neutral', duplicate: 'warn', refused: 'bad', left: 'neutral' }
const limit = 50
/** The fields by which people know a supplier again, those first. */
const telling = ['country', 'city', 'address', 'sector', 'products', 'workers', 'reference', 'localName', 'taxId', 'lei', 'osHubId', 'tier', 'siteType', 'parent']
export type View = Action | 'absent' | 'issues'

interface PreviewProps {
  told: Import
  company: string
  /** The tab a person went to. It outlasts a second reading, during which the preview is away. */
  chosen: View | undefined
  onChoose: (view: View) => void
}

/** What the import would do, row by row, and the cells that raise a question. */
export function Preview({ told, company, chosen, onChoose }: PreviewProps) {
  const { t } = useTranslation('imports')
  const first: View = actions.find((a) => told.counts[a] > 0) ?? 'issues'
  const tabs = [
    ...actions
      .filter((a) => !rare.includes(a) || told.counts[a] > 0)
      .map((a) => ({ id: a as View, name: t(`preview.action.${a}`), count: formatNumber(told.counts[a]) })),
    ...(told.counts.absent > 0 ? [{ id: 'absent' as View, name: t('absent.tab'), count: formatNumber(told.counts.absent) }] : []),
    { id: 'issues' as View, name: t('issues.tab'), count: formatNumber(told.counts.issues) },
  ]
  const opening = told.counts.issues > 0 && told.state === 'refused' ? 'issues' : first
  const view = chosen && tabs.some((tab) => tab.id === chosen) ? chosen : opening
  return (
    <Panel title={told.state === 'imported' ? t('preview.titleDone') : t('preview.title')} flush>
      <Tabs label={t('preview.label')} tabs={tabs} now={view} onChange={onChoose}>
        {view === 'issues' && <IssueList told={told} company={company} />}
        {view === 'absent' && <Absents told={told} company={company} />}
        {view !== 'issues' && view !== 'absent' && <Rows key={view} told={told} company={company} action={view} />}
      </Tabs>
    </Panel>
  )
}

function Rows({ told, company, action }: { told: Import; company: string; action: Action }) {
  const { t } = useTranslation('imports')
  const [offset, setOffset] = useState(0)
  const query = useImportRows(company, told.id, action, offset, limit, stamp(told))
  const caption = t('preview.caption', { kind: t(`preview.action.${action}`) })
  return (
    <>
      <p className="tab-hint">{told.kind === 'suppliers' && told.state === 'imported' ? t(`preview.hintDone.${action}`) : told.kind === 'suppliers' || action === 'renamed' || action === 'left' ? t(`preview.hint.${action}`) : t(`preview.hintResponses.${action}`)}</p>
      <Waiting query={query}>
        {(page) =>
          (page.rows ?? []).length === 0 ? (
            <p className="panel-body muted">{t('preview.none')}</p>
          ) : (
            <>
              <TableScroll label={caption}>
                <table className="table table-cards">
                  <caption className="visually-hidden">{caption}</caption>
                  <thead>
                    <tr>
                      <th scope="col" className="num">
                        {told.kind === 'suppliers' ? t('preview.row') : t('preview.file')}
                      </th>
                      <th scope="col">{t('preview.name')}</th>
                      <th scope="col">{t('preview.what')}</th>
                      <th scope="col">{t('preview.values')}</th>
                    </tr>
                  </thead>
                  <tbody>
                    {page.rows.map((r) => (
                      <OneRow key={`${r.row}-${r.name}`} row={r} />
                    ))}
                  </tbody>
                </table>
              </TableScroll>
              <Pager total={page.total} offset={offset} limit={limit} onMove={setOffset} />
            </>
          )
        }
      </Waiting>
    </>
  )
}

function OneRow({ row }: { row: ImportRow }) {
  const { t } = useTranslation('imports')
  const words = useWords()
  const nameOf = (field: string) => words.data?.fields.find((f) => f.id === field)?.name ?? field
  const values = telling.map((field) => [field, row.values?.[field] ?? ''] as const).filter(([, value]) => value)
  const changes = row.changes ?? []
  const action = actions.find((a) => a === row.action) ?? 'unchanged'
  return (
    <tr>
      <td className="num" data-label={t('preview.row')}>
        {row.row > 0 ? row.row : ''}
      </td>
      <th scope="row">
        {row.supplierId ? (
          <Link to="/suppliers/$supplier" params={{ supplier: row.supplierId }}>
            {row.name}
          </Link>
        ) : (
          row.name || <span className="muted">{t('preview.emptyValue')}</span>
        )}
      </th>
      <td>
        <span>
          <Chip tone={tones[action]}>{row.renamed ? t('preview.one.renamed') : t(`preview.one.${action}`)}</Chip>
        </span>
        {action === 'duplicate' && row.firstRow > 0 && <p className="small muted">{t('preview.sameAs', { row: row.firstRow })}</p>}
        {row.why && action !== 'new' && <p className="small muted">{row.why}</p>}
      </td>
      <td>
        {changes.length > 0 ? (
          <ul className="changes">
            {changes.map((c) => (
              <li key={c.field}>
                <span className="muted small">{c.name || nameOf(c.field)}</span>
                <ChangeWords change={c} />
              </li>
            ))}
          </ul>
        ) : (
          <span className="values">
            {values.slice(0, 6).map(([field, value]) => (
              <span key={field}>
                <span>{nameOf(field)}:</span> {value}
              </span>
            ))}
          </span>
        )}
      </td>
    </tr>
  )
}

/** Old and new; or, where the policy keeps the old one, that it stays. */
function ChangeWords({ change }: { change: ImportRow['changes'][number] }) {
  const { t } = useTranslation('imports')
  const was = change.old || t('preview.emptyValue')
  const now = change.new || t('preview.emptyValue')
  if (change.kept) return <span>{t('preview.kept', { was, now })}</span>
  return (
    <>
      <span className="visually-hidden">{t('preview.was')}</span>
      <del>{was}</del>
      <span aria-hidden="true">→</span>
      <span className="visually-hidden">{t('preview.becomes')}</span>
      <ins>{now}</ins>
    </>
  )
}

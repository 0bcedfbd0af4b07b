import { Link } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { SupplierSort } from '@/api/portfolio'
import type { SupplierRow } from '@/api/types'
import { BandChip } from '@/ui/BandChip'
import { Chip } from '@/ui/Chip'
import { formatNumber, formatPoints, formatShare } from '@/ui/format'
import { Icon } from '@/ui/Icon'
import { TableScroll } from '@/ui/TableScroll'
import { firstOrder, type SupplierSearch } from '../_lib/search'
import { RiskBar } from './RiskBar'

interface SupplierTableProps {
  rows: SupplierRow[]
  search: SupplierSearch
  /** Chosen suppliers: id to name. */
  chosen: Map<string, string>
  onChoose: (chosen: Map<string, string>) => void
  onSort: (sort: SupplierSort, order: 'asc' | 'desc') => void
}

export function SupplierTable({ rows, search, chosen, onChoose, onSort }: SupplierTableProps) {
  const { t } = useTranslation('portfolio')
  const sort = search.sort
  const order = search.order ?? 'desc'
  const all = rows.every((r) => chosen.has(r.id))
  const some = rows.some((r) => chosen.has(r.id))
  const box = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (box.current) box.current.indeterminate = some && !all
  }, [some, all])

  const choose = (ids: SupplierRow[], on: boolean) => {
    const next = new Map(chosen)
    for (const r of ids) {
      if (on) next.set(r.id, r.name)
      else next.delete(r.id)
    }
    onChoose(next)
  }
  const head = (by: SupplierSort, name: string, numeric = false) => (
    <th scope="col" className={numeric ? 'num' : undefined} aria-sort={sort === by ? (order === 'asc' ? 'ascending' : 'descending') : undefined}>
      <button type="button" className="sort" onClick={() => onSort(by, sort === by ? (order === 'asc' ? 'desc' : 'asc') : firstOrder(by))}>
        {name}
        <Icon name={sort === by ? (order === 'asc' ? 'up' : 'down') : 'both'} />
      </button>
    </th>
  )

  const caption = t('list.caption', { order: t(`list.sorted.${sort ?? 'attention'}`) })
  return (
    <TableScroll label={caption}>
      <table className="table table-cards supplier-table">
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">
              <label className="check-bare">
                <input ref={box} type="checkbox" checked={all} aria-label={t('list.chooseAll')} onChange={(e) => choose(rows, e.target.checked)} />
              </label>
            </th>
            {head('name', t('list.name'))}
            {head('residual', t('list.residual'))}
            <th scope="col">{t('list.flags')}</th>
            {head('inherent', t('list.inherent'), true)}
            {head('control', t('list.control'), true)}
            {head('confidence', t('list.confidence'), true)}
            {head('workers', t('list.workers'), true)}
          </tr>
        </thead>
        <tbody>
          {rows.map((r) => (
            <Row key={r.id} row={r} chosen={chosen.has(r.id)} onChoose={(on) => choose([r], on)} />
          ))}
        </tbody>
      </table>
    </TableScroll>
  )
}

function Row({ row, chosen, onChoose }: { row: SupplierRow; chosen: boolean; onChoose: (on: boolean) => void }) {
  const { t } = useTranslation('portfolio')
  const { t: app } = useTranslation('app')
  const flags = row.flags ?? []
  const place = [row.city, row.countryName].filter(Boolean).join(', ')
  return (
    <tr>
      <td>
        <label className="check-bare">
          <input type="checkbox" checked={chosen} aria-label={t('list.choose', { name: row.name })} onChange={(e) => onChoose(e.target.checked)} />
        </label>
      </td>
      <th scope="row">
        <span className="supplier-name">
          <Link to="/suppliers/$supplier" params={{ supplier: row.id }}>
            {row.name}
          </Link>
          <span className="small muted supplier-line">{place}</span>
          <span className="small muted supplier-line" title={row.sectorTitle}>
            {row.sectorTitle}
          </span>
        </span>
      </th>
      {row.scored ? (
        <>
          <td data-label={t('list.residual')}>
            <span className="risk-cell">
              <RiskBar residual={row.residual} inherent={row.inherent} band={row.band} />
              <BandChip band={row.band} name={row.bandName} />
            </span>
          </td>
          <td>
            {(flags.length > 0 || row.review) && (
              <span className="flag-cell">
                {flags.length > 0 && (
                  <span title={flags.map((f) => f.name).join('\n')}>
                    <Chip tone="bad" icon="flag">
                      {t('list.flags', { count: flags.length })}
                    </Chip>
                  </span>
                )}
                {row.review && (
                  <Chip tone="warn" icon="search">
                    {t('list.toReview')}
                  </Chip>
                )}
              </span>
            )}
          </td>
          <td className="num" data-label={t('list.inherent')}>
            {formatPoints(row.inherent)}
          </td>
          <td className="num" data-label={t('list.control')}>
            {formatShare(row.control)}
          </td>
          <td className="num" data-label={t('list.confidence')}>
            {formatShare(row.confidence)}
          </td>
        </>
      ) : (
        <td colSpan={5} className="muted">
          {app('unscored')}
        </td>
      )}
      <td className="num" data-label={t('list.workers')}>
        {formatNumber(row.workers)}
      </td>
    </tr>
  )
}

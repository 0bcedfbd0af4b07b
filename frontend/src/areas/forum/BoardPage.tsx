import './forum.css'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useBoard, useCycles, useMembers } from '@/api/forum'
import { useWords } from '@/api/session'
import { language } from '@/i18n'
import type { Board, BoardRow } from '@/api/types'
import { Button, ButtonLink } from '@/ui/Button'
import { Chip } from '@/ui/Chip'
import { Empty } from '@/ui/Empty'
import { Select } from '@/ui/Field'
import { formatDay, formatNumber } from '@/ui/format'
import { PageHead } from '@/ui/PageHead'
import { Pager } from '@/ui/Pager'
import { SearchBox } from '@/ui/SearchBox'
import { StateChip } from '@/ui/StateChip'
import { TableScroll } from '@/ui/TableScroll'
import { Waiting } from '@/ui/Waiting'
import { boardSorts, type BoardSearch, type BoardSort } from './_lib/search'

const route = getRouteApi('/inside/secretariat/forum/board')
const limit = 50

export function BoardPage() {
  const { t } = useTranslation('forum')
  const search = route.useSearch()
  const navigate = useNavigate({ from: '/forum/board' })
  const { offset = 0, ...filters } = search
  const query = useBoard({ ...filters, sort: filters.sort ?? 'late', offset, limit })
  const change = (next: BoardSearch) => void navigate({ search: (now: BoardSearch) => ({ ...now, offset: undefined, ...next }), replace: true })
  const cycle = query.data?.cycle
  return (
    <>
      <PageHead
        title={t('board.title')}
        lead={query.data && (cycle ? t('board.lead', { cycle: cycle.name, due: formatDay(cycle.dueOn) }) : t('board.leadNone'))}
      />
      <Waiting query={query} lines={10}>
        {(board) =>
          board.cycle ? (
            <div className="stack">
              <Counts board={board} search={search} />
              <div className="panel">
                <Filters search={filters} onChange={change} />
                {(board.rows ?? []).length === 0 ? (
                  <Empty icon="search" title={t('board.none')} action={<Button onClick={() => void navigate({ search: {} })}>{t('board.clear')}</Button>}>
                    {t('board.noneText')}
                  </Empty>
                ) : (
                  <>
                    <BoardTable rows={board.rows} />
                    <Pager total={board.total} offset={offset} limit={limit} onMove={(to) => void navigate({ search: (now: BoardSearch) => ({ ...now, offset: to || undefined }) })} />
                  </>
                )}
              </div>
            </div>
          ) : (
            <div className="panel">
              <Empty
                icon="cycle"
                title={t('board.noCycle')}
                action={
                  <ButtonLink to="/forum/cycles" look="primary">
                    {t('board.noCycleAction')}
                  </ButtonLink>
                }
              >
                {t('board.noCycleText')}
              </Empty>
            </div>
          )
        }
      </Waiting>
    </>
  )
}

function Counts({ board, search }: { board: Board; search: BoardSearch }) {
  const { t } = useTranslation('forum')
  const { t: app } = useTranslation('app')
  const { counts } = board
  const all = counts.notStarted + counts.inProgress + counts.submitted + counts.returned + counts.accepted
  const places = [
    { state: undefined, count: all, name: t('board.all') },
    { state: 'not-started', count: counts.notStarted, name: app('state.not-started') },
    { state: 'in-progress', count: counts.inProgress, name: app('state.in-progress') },
    { state: 'submitted', count: counts.submitted, name: app('state.submitted') },
    { state: 'returned', count: counts.returned, name: app('state.returned') },
    { state: 'accepted', count: counts.accepted, name: app('state.accepted') },
  ] as const
  return (
    <nav aria-label={t('board.counts')}>
      <ul className="state-counts">
        <li className={`state-count${counts.late > 0 ? ' state-count-late' : ''}`}>
          <b>{formatNumber(counts.late)}</b>
          <span className="small muted">{app('state.late')}</span>
        </li>
        {places.map((p) => (
          <li key={p.name}>
            <Link
              to="/forum/board"
              search={{ ...search, offset: undefined, state: p.state }}
              className="state-count"
              activeOptions={{ exact: true, includeSearch: true, explicitUndefined: true }}
            >
              <b>{formatNumber(p.count)}</b>
              <span className="small muted">{p.name}</span>
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}

function Filters({ search, onChange }: { search: BoardSearch; onChange: (next: BoardSearch) => void }) {
  const { t } = useTranslation('forum')
  const countries = useMemberCountries()
  const cycles = useCycles()
  return (
    <search className="board-filters">
      <SearchBox label={t('board.search')} value={search.search ?? ''} onChange={(text) => onChange({ search: text || undefined })} />
      {(cycles.data?.rows ?? []).length > 1 && (
        <Select small label={t('board.cycle')} value={search.cycle ?? ''} onChange={(e) => onChange({ cycle: e.target.value || undefined })}>
          {cycles.data?.rows.map((c, i) => (
            <option key={c.id} value={i === 0 ? '' : c.id}>
              {c.name}
            </option>
          ))}
        </Select>
      )}
      <Select small label={t('board.country')} value={search.country ?? ''} onChange={(e) => onChange({ country: e.target.value || undefined })}>
        <option value="">{t('board.anyCountry')}</option>
        {countries.map((c) => (
          <option key={c.id} value={c.id}>
            {c.name}
          </option>
        ))}
      </Select>
      <Select small label={t('board.sortBy')} value={search.sort ?? 'late'} onChange={(e) => onChange({ sort: e.target.value as BoardSort })}>
        {boardSorts.map((s) => (
          <option key={s} value={s}>
            {t(`board.sort.${s}`)}
          </option>
        ))}
      </Select>
    </search>
  )
}

/** The countries of the members, by name; of very many members, all countries. */
function useMemberCountries(): { id: string; name: string }[] {
  const words = useWords()
  const members = useMembers('', 0, 200)
  const { rows = [], total = 0 } = members.data ?? {}
  const all = total > rows.length ? (words.data?.countries ?? []) : rows.filter((m) => m.country).map((m) => ({ id: m.country, name: m.countryName }))
  const byId = new Map(all.map((c) => [c.id, c]))
  return [...byId.values()].sort((a, b) => a.name.localeCompare(b.name, language()))
}

function BoardTable({ rows }: { rows: BoardRow[] }) {
  const { t } = useTranslation('forum')
  const words = useWords()
  const sectorOf = (code: string) => words.data?.sectors.find((s) => s.id === code)?.name ?? code
  return (
    <TableScroll label={t('board.caption')}>
      <table className="table table-cards">
        <caption className="visually-hidden">{t('board.caption')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('board.member')}</th>
            <th scope="col">{t('board.country')}</th>
            <th scope="col">{t('board.state')}</th>
            <th scope="col">{t('board.submitted')}</th>
            <th scope="col">{t('board.reviewed')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((r) => (
            <tr key={r.companyId}>
              <th scope="row">
                {r.submissionId ? (
                  <Link to="/forum/submissions/$submission" params={{ submission: r.submissionId }}>
                    {r.name}
                  </Link>
                ) : (
                  r.name
                )}
                {sectorOf(r.sector) && (
                  <p className="small muted" style={{ fontWeight: 400 }}>
                    {sectorOf(r.sector)}
                  </p>
                )}
              </th>
              <td data-label={t('board.country')}>{r.countryName}</td>
              <td data-label={t('board.state')}>
                <span className="row" style={{ gap: '0.4rem' }}>
                  <StateChip state={r.state} name={r.stateName} />
                  {r.late && (
                    <Chip tone="bad" icon="clock">
                      {t('board.late', { count: r.daysLate })}
                    </Chip>
                  )}
                </span>
              </td>
              <td data-label={t('board.submitted')} className="nowrap">
                {formatDay(r.submittedAt)}
              </td>
              <td data-label={t('board.reviewed')} className="nowrap">
                {formatDay(r.reviewedAt)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  )
}

import { Link } from '@tanstack/react-router'
import { memo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Effect, GroupShift, WhatIf } from '@/api/types'
import { BandChip } from '@/ui/BandChip'
import { Button } from '@/ui/Button'
import { formatPoints, formatShare } from '@/ui/format'
import { Icon } from '@/ui/Icon'
import { TableScroll } from '@/ui/TableScroll'
import { Tabs } from '@/ui/Tabs'
import { DiffList } from './DiffList'
import { Change, Count } from './Shift'

type Tab = 'moves' | 'movers' | 'places' | 'flags' | 'tests' | 'words'

/** Where the change comes from and whom it meets. */
export const EffectDetails = memo(function EffectDetails({ effect, named, onGo }: { effect: WhatIf; named?: boolean; onGo: (line: number, column: number) => void }) {
  const { t } = useTranslation('rulebook')
  const [tab, setTab] = useState<Tab>('moves')
  const failed = effect.tests.failed ?? []
  const tabs: { id: Tab; name: string; count?: number }[] = [
    { id: 'moves', name: t('details.moves') },
    ...(named ? [{ id: 'movers' as const, name: t('details.movers'), count: (effect.movers ?? []).length }] : []),
    { id: 'places', name: t('details.places') },
    { id: 'flags', name: t('details.flags') },
    { id: 'tests', name: t('details.tests'), count: failed.length || undefined },
    { id: 'words', name: t('details.words'), count: (effect.diff ?? []).length },
  ]
  return (
    <div className="panel">
      <Tabs label={t('details.label')} tabs={tabs} now={tab} onChange={setTab}>
        {tab === 'moves' && <MoveTable effect={effect} />}
        {tab === 'movers' && <MoverTable effect={effect} />}
        {tab === 'places' && <Places effect={effect} />}
        {tab === 'flags' && <FlagTable effect={effect} />}
        {tab === 'tests' && <Tests effect={effect} onGo={onGo} />}
        {tab === 'words' && (
          <div className="panel-body">
            <DiffList diff={effect.diff ?? []} none={t('details.wordsNone')} />
          </div>
        )}
      </Tabs>
    </div>
  )
})

/** From which band to which: before down, after across. */
export function MoveTable({ effect }: { effect: Effect }) {
  const { t } = useTranslation('rulebook')
  const bands = effect.bands ?? []
  const count = new Map((effect.moves ?? []).map((m) => [`${m.from}>${m.to}`, m.count]))
  return (
    <TableScroll label={t('details.movesCaption')}>
      <table className="table move-table">
        <caption className="small muted table-lead">{t('details.movesLead')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('details.fromTo')}</th>
            {bands.map((b) => (
              <th key={b.band} scope="col" className="num">
                {b.name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {bands.map((from, row) => (
            <tr key={from.band}>
              <th scope="row">
                <BandChip band={from.band} name={from.name} />
              </th>
              {bands.map((to, column) => {
                const n = count.has(`${from.band}>${to.band}`) ? (count.get(`${from.band}>${to.band}`) ?? null) : 0
                return (
                  <td key={to.band} className={`num ${n === 0 ? 'move-none' : row === column ? 'move-stay' : column > row ? 'move-up' : 'move-down'}`}>
                    {n !== 0 && row !== column && <Icon name={column > row ? 'up' : 'down'} />} {n === 0 ? <span className="muted">0</span> : <Count n={n} />}
                    {n !== 0 && row !== column && <span className="visually-hidden"> {column > row ? t('effect.up') : t('effect.down')}</span>}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  )
}

function MoverTable({ effect }: { effect: Effect }) {
  const { t } = useTranslation('rulebook')
  const movers = effect.movers ?? []
  const name = (id: string) => (effect.bands ?? []).find((b) => b.band === id)?.name ?? id
  if (movers.length === 0) return <p className="panel-body muted">{t('details.moversNone')}</p>
  return (
    <TableScroll label={t('details.movers')}>
      <table className="table table-cards">
        <caption className="visually-hidden">{t('details.movers')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('details.supplier')}</th>
            <th scope="col">{t('details.from')}</th>
            <th scope="col">{t('details.to')}</th>
            <th scope="col" className="num">
              {t('details.residual')}
            </th>
          </tr>
        </thead>
        <tbody>
          {movers.map((m) => (
            <tr key={m.supplierId}>
              <th scope="row">
                <Link to="/suppliers/$supplier" params={{ supplier: m.supplierId }}>
                  {m.name}
                </Link>
              </th>
              <td data-label={t('details.from')}>
                <BandChip band={m.from} name={name(m.from)} />
              </td>
              <td data-label={t('details.to')}>
                <BandChip band={m.to} name={name(m.to)} />
              </td>
              <td data-label={t('details.residual')} className="num">
                <span>
                  {formatPoints(m.residualBefore)} → <strong>{formatPoints(m.residualAfter)}</strong>
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  )
}

export function Places({ effect }: { effect: Effect }) {
  const { t } = useTranslation('rulebook')
  return (
    <div className="place-tables">
      <GroupTable groups={effect.countries ?? []} title={t('details.countries')} />
      <GroupTable groups={effect.sectors ?? []} title={t('details.sectors')} />
    </div>
  )
}

function GroupTable({ groups, title }: { groups: GroupShift[]; title: string }) {
  const { t } = useTranslation('rulebook')
  return (
    <TableScroll label={title}>
      <table className="table group-table">
        <caption className="visually-hidden">{title}</caption>
        <thead>
          <tr>
            <th scope="col">{title}</th>
            <th scope="col" className="num">
              {t('details.suppliers')}
            </th>
            <th scope="col" className="num">
              {t('effect.up')}
            </th>
            <th scope="col" className="num">
              {t('effect.down')}
            </th>
            <th scope="col" className="num">
              {t('details.mean')}
            </th>
          </tr>
        </thead>
        <tbody>
          {groups.map((g) => (
            <tr key={g.code}>
              <th scope="row">{g.name || g.code || t('details.unknown')}</th>
              <td className="num">
                <Count n={g.suppliers} />
              </td>
              <td className="num">
                <Count n={g.up} />
              </td>
              <td className="num">
                <Count n={g.down} />
              </td>
              <td className="num">
                {g.meanBefore === null || g.meanAfter === null ? (
                  <Count n={null} />
                ) : (
                  <>
                    {formatPoints(g.meanBefore)} → {formatPoints(g.meanAfter)} <Change before={g.meanBefore} after={g.meanAfter} points />
                  </>
                )}
              </td>
            </tr>
          ))}
          {groups.length === 0 && (
            <tr>
              <td colSpan={5} className="muted">
                {t('details.groupsNone')}
              </td>
            </tr>
          )}
        </tbody>
      </table>
    </TableScroll>
  )
}

export function FlagTable({ effect }: { effect: Effect }) {
  const { t } = useTranslation('rulebook')
  const { review, confidence } = effect
  return (
    <TableScroll label={t('details.flagsCaption')}>
      <table className="table">
        <caption className="visually-hidden">{t('details.flagsCaption')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('details.what')}</th>
            <th scope="col" className="num">
              {t('effect.before')}
            </th>
            <th scope="col" className="num">
              {t('effect.after')}
            </th>
            <th scope="col" className="num">
              {t('effect.change')}
            </th>
          </tr>
        </thead>
        <tbody>
          {(effect.flags ?? []).map((f) => (
            <tr key={f.rule}>
              <th scope="row">{f.name || f.rule}</th>
              <td className="num">
                <Count n={f.before} />
              </td>
              <td className="num">
                <Count n={f.after} />
              </td>
              <td className="num">
                <Change before={f.before} after={f.after} />
              </td>
            </tr>
          ))}
          <tr>
            <th scope="row">{t('details.review')}</th>
            <td className="num">
              <Count n={review.before} />
            </td>
            <td className="num">
              <Count n={review.after} />
            </td>
            <td className="num">
              <Change before={review.before} after={review.after} />
            </td>
          </tr>
          <tr>
            <th scope="row">{t('details.confidence')}</th>
            <td className="num">{formatShare(confidence.before)}</td>
            <td className="num">{formatShare(confidence.after)}</td>
            <td className="num muted">–</td>
          </tr>
        </tbody>
      </table>
    </TableScroll>
  )
}

function Tests({ effect, onGo }: { effect: WhatIf; onGo: (line: number, column: number) => void }) {
  const { t } = useTranslation('rulebook')
  const failed = effect.tests.failed ?? []
  return (
    <div className="panel-body stack-s">
      <p>{failed.length === 0 ? t('details.testsHold', { count: effect.tests.passed }) : t('details.testsBreak', { count: failed.length, passed: effect.tests.passed })}</p>
      {failed.length > 0 && (
        <ul className="errors-list">
          {failed.map((f, i) => (
            <li key={i} className="error error-bad">
              <Button small look="quiet" onClick={() => onGo(f.line, 1)}>
                <span className="visually-hidden">{t('errors.goTo')}</span>
                {f.line}
              </Button>
              <p className="small">
                <strong>{f.name}</strong>
                <br />
                {f.message || t('details.testGot', { want: f.want, got: f.got })}
              </p>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

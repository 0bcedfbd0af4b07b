import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAssessment, useAssessments } from '@/api/whatif'
import { useCompany } from '@/api/session'
import type { Assessment, SupplierAssessment } from '@/api/types'
import { BandChip } from '@/ui/BandChip'
import { Button } from '@/ui/Button'
import { Chip } from '@/ui/Chip'
import { Select } from '@/ui/Field'
import { formatPoints, formatShare, formatTime } from '@/ui/format'
import { Icon } from '@/ui/Icon'
import { TableScroll } from '@/ui/TableScroll'
import { Waiting } from '@/ui/Waiting'
import { changedFacts, differing, type PartPair } from '../_lib/compare'
import { Block } from './Block'

/** All scores that a supplier ever had, and two of them side by side. */
export function Earlier({ supplier }: { supplier: string }) {
  const { t } = useTranslation('portfolio')
  const company = useCompany()
  const query = useAssessments(company, supplier)
  return (
    <Waiting query={query} lines={5}>
      {({ rows }) =>
        rows.length === 0 ? (
          <p className="panel-body muted">{t('supplier.earlier.none')}</p>
        ) : (
          <>
            <Block title={t('supplier.earlier.list')} lead={t('supplier.earlier.lead')}>
              <AssessmentTable rows={rows} />
            </Block>
            {rows.length > 1 ? <Compare rows={rows} company={company} supplier={supplier} /> : <p className="block-body muted">{t('supplier.earlier.onlyOne')}</p>}
          </>
        )
      }
    </Waiting>
  )
}

function AssessmentTable({ rows }: { rows: Assessment[] }) {
  const { t } = useTranslation('portfolio')
  return (
    <TableScroll label={t('supplier.earlier.list')}>
      <table className="table table-cards">
        <caption className="visually-hidden">{t('supplier.earlier.list')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('supplier.earlier.made')}</th>
            <th scope="col" className="num">
              {t('supplier.residual')}
            </th>
            <th scope="col">{t('supplier.earlier.band')}</th>
            <th scope="col" className="num">
              {t('supplier.inherent')}
            </th>
            <th scope="col" className="num">
              {t('supplier.control')}
            </th>
            <th scope="col" className="num">
              {t('supplier.confidence')}
            </th>
            <th scope="col">{t('supplier.rulebook')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((r) => (
            <tr key={r.id}>
              <th scope="row">
                {formatTime(r.createdAt)} {r.current && <Chip tone="accent">{t('supplier.earlier.current')}</Chip>}
              </th>
              <td className="num" data-label={t('supplier.residual')}>
                <strong>{formatPoints(r.residual)}</strong>
              </td>
              <td data-label={t('supplier.earlier.band')}>
                <BandChip band={r.band} name={r.bandName} />
              </td>
              <td className="num" data-label={t('supplier.inherent')}>
                {formatPoints(r.inherent)}
              </td>
              <td className="num" data-label={t('supplier.control')}>
                {formatShare(r.control)}
              </td>
              <td className="num" data-label={t('supplier.confidence')}>
                {formatShare(r.confidence)}
              </td>
              <td data-label={t('supplier.rulebook')}>
                {r.rulebook.id} {r.rulebook.version}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  )
}

function Compare({ rows, company, supplier }: { rows: Assessment[]; company: string; supplier: string }) {
  const { t } = useTranslation('portfolio')
  const [from, setFrom] = useState(rows[1]?.id ?? '')
  const [to, setTo] = useState(rows[0]?.id ?? '')
  const before = useAssessment(company, supplier, from)
  const after = useAssessment(company, supplier, to)
  const option = (r: Assessment) => (
    <option key={r.id} value={r.id}>
      {formatTime(r.createdAt)}: {formatPoints(r.residual)} {r.bandName}
    </option>
  )
  return (
    <Block title={t('supplier.earlier.compare')}>
      <div className="block-body stack-s">
        <div className="form-pair">
          <Select label={t('supplier.earlier.first')} value={from} onChange={(e) => setFrom(e.target.value)}>
            {rows.map(option)}
          </Select>
          <Select label={t('supplier.earlier.second')} value={to} onChange={(e) => setTo(e.target.value)}>
            {rows.map(option)}
          </Select>
        </div>
      </div>
      {from === to ? (
        <p className="block-body muted">{t('supplier.earlier.same')}</p>
      ) : (
        <Waiting query={before} lines={5}>
          {(a) => (
            <Waiting query={after} lines={5}>
              {(b) => <SideBySide before={a} after={b} />}
            </Waiting>
          )}
        </Waiting>
      )}
    </Block>
  )
}

function by(before: number, after: number, share?: boolean) {
  const change = after - before
  if (Math.abs(change) < (share ? 0.005 : 0.05)) return <span className="muted">±0</span>
  const size = share ? formatShare(Math.abs(change)) : formatPoints(Math.abs(change))
  return (
    <strong>
      {change > 0 ? '+' : '−'}
      {size}
    </strong>
  )
}

function SideBySide({ before, after }: { before: SupplierAssessment; after: SupplierAssessment }) {
  const { t } = useTranslation('portfolio')
  const [a, b] = [before.assessment, after.assessment]
  const numbers = [
    { name: t('supplier.inherent'), a: a.inherent, b: b.inherent },
    { name: t('supplier.control'), a: a.control, b: b.control, share: true },
    { name: t('supplier.residual'), a: a.residual, b: b.residual },
    { name: t('supplier.confidence'), a: a.confidence, b: b.confidence, share: true },
  ]
  const reasons = [
    { name: t('supplier.earlier.byAnswers'), changed: a.inputsDigest !== b.inputsDigest },
    { name: t('supplier.earlier.byRefdata'), changed: a.refdataDigest !== b.refdataDigest },
    { name: t('supplier.earlier.byRulebook'), changed: a.rulebook.digest !== b.rulebook.digest, more: a.rulebook.digest === b.rulebook.digest ? '' : `${a.rulebook.id} ${a.rulebook.version} → ${b.rulebook.id} ${b.rulebook.version}` },
  ]
  const parts = differing(before.explanation, after.explanation)
  const facts = changedFacts(before.explanation, after.explanation)
  return (
    <>
      <TableScroll label={t('supplier.earlier.compare')}>
        <table className="table">
          <caption className="visually-hidden">{t('supplier.earlier.compare')}</caption>
          <CompareHead of={t('supplier.earlier.what')} moments={[formatTime(a.createdAt), formatTime(b.createdAt)]} />
          <tbody>
            {numbers.map((n) => (
              <tr key={n.name}>
                <th scope="row">{n.name}</th>
                <td className="num">{n.share ? formatShare(n.a) : formatPoints(n.a)}</td>
                <td className="num">{n.share ? formatShare(n.b) : formatPoints(n.b)}</td>
                <td className="num">{by(n.a, n.b, n.share)}</td>
              </tr>
            ))}
            <tr>
              <th scope="row">{t('supplier.earlier.band')}</th>
              <td className="num">
                <BandChip band={a.band} name={a.bandName} />
              </td>
              <td className="num">
                <BandChip band={b.band} name={b.bandName} />
              </td>
              <td className="num muted">{a.band === b.band ? '±0' : '→'}</td>
            </tr>
          </tbody>
        </table>
      </TableScroll>
      <div className="block-body stack-s">
        <h3>{t('supplier.earlier.why')}</h3>
        <ul className="reasons">
          {reasons.map((r) => (
            <li key={r.name}>
              <Icon name={r.changed ? 'check' : 'cross'} />
              <span>
                {r.name}: <strong>{r.changed ? t('supplier.earlier.changed') : t('supplier.earlier.notChanged')}</strong> {r.more && <span className="muted">({r.more})</span>}
              </span>
            </li>
          ))}
        </ul>
        {facts.length > 0 && (
          <details>
            <summary>{t('supplier.earlier.facts', { count: facts.length })}</summary>
            <ul className="fact-changes small">
              {facts.map((f) => (
                <li key={f.name}>
                  {f.label}: {f.before} → <strong>{f.after}</strong>
                </li>
              ))}
            </ul>
          </details>
        )}
      </div>
      {parts.length === 0 ? <p className="block-body muted">{t('supplier.earlier.partsNone')}</p> : <PartTable parts={parts} moments={[formatTime(a.createdAt), formatTime(b.createdAt)]} />}
    </>
  )
}

/** The head of a table that sets two moments side by side. */
function CompareHead({ of, moments }: { of: string; moments: [string, string] }) {
  const { t } = useTranslation('portfolio')
  return (
    <thead>
      <tr>
        <th scope="col">{of}</th>
        {[...moments, t('supplier.earlier.change')].map((name, at) => (
          <th key={at} scope="col" className="num">
            {name}
          </th>
        ))}
      </tr>
    </thead>
  )
}

/** So many parts stand there at first: the rest are crumbs. */
const first = 8

function PartTable({ parts, moments }: { parts: PartPair[]; moments: [string, string] }) {
  const { t } = useTranslation('portfolio')
  const [all, setAll] = useState(false)
  const say = (p: PartPair, n: number | null) => (n === null ? '–' : p.section === 'confidence' ? formatShare(n) : `${n < 0 ? '−' : ''}${formatPoints(Math.abs(n))}`)
  return (
    <>
      <TableScroll label={t('supplier.earlier.parts')}>
        <table className="table">
          <caption className="small muted table-lead">{t('supplier.earlier.partsLead')}</caption>
          <CompareHead of={t('supplier.earlier.part')} moments={moments} />
          <tbody>
            {(all ? parts : parts.slice(0, first)).map((p) => (
              <tr key={`${p.section}/${p.rule}`}>
                <th scope="row">
                  {p.name}
                  <p className="small muted" style={{ fontWeight: 400 }}>
                    {t(`supplier.earlier.section.${p.section}`)}
                  </p>
                </th>
                <td className="num">{say(p, p.before)}</td>
                <td className="num">{say(p, p.after)}</td>
                <td className="num">{by(p.before ?? 0, p.after ?? 0, p.section === 'confidence')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableScroll>
      {parts.length > first && (
        <div className="why-more">
          <Button look="quiet" small icon={all ? 'up' : 'down'} onClick={() => setAll(!all)}>
            {all ? t('supplier.why.showFewer') : t('supplier.why.showAll', { count: parts.length })}
          </Button>
        </div>
      )}
    </>
  )
}

import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Finding, SupplierDetail } from '@/api/types'
import { BandChip } from '@/ui/BandChip'
import { Button } from '@/ui/Button'
import { Chip } from '@/ui/Chip'
import { formatDay, formatPoints } from '@/ui/format'
import { TableScroll } from '@/ui/TableScroll'
import { Block } from './Block'
import { FactTable } from './FactTable'
import { SeverityChip } from './RedFlags'

/** What to do about a supplier: findings with their day, contradictions to ask about, changes that would help most. */
export function SupplierActions({ detail }: { detail: SupplierDetail }) {
  const { t } = useTranslation('portfolio')
  const findings = detail.findings ?? []
  const checks = detail.explanation?.checks ?? []
  const improvements = detail.explanation?.improvements ?? []
  const bands = detail.bands ?? []
  const [all, setAll] = useState(false)
  // What all changes together would do stands first, then the single ones that help most.
  const together = improvements.filter((i) => !i.question)
  const single = improvements.filter((i) => i.question)
  const shown = [...together, ...(all ? single : single.slice(0, 6))]
  return (
    <>
      <Block title={t('supplier.findings')} lead={findings.length === 0 ? t('supplier.findingsNone') : undefined}>
        {findings.length > 0 && <FindingTable findings={findings} />}
      </Block>
      <Block title={t('supplier.improvements')} lead={improvements.length > 0 ? t('supplier.improvementsLead') : t('supplier.improvementsNone')}>
        <ul className="improve">
          {shown.map((i) => (
            <li key={i.text} className={i.question ? undefined : 'improve-all'}>
              <span className="grow" style={{ flexBasis: '16rem' }}>
                {i.text}
              </span>
              <span className="row">
                <strong>{formatPoints(i.residual)}</strong>
                <BandChip band={i.band} name={bands.find((b) => b.id === i.band)?.name ?? i.band} />
              </span>
            </li>
          ))}
        </ul>
        {single.length > 6 && (
          <div className="why-more">
            <Button look="quiet" small icon={all ? 'up' : 'down'} onClick={() => setAll(!all)}>
              {all ? t('supplier.why.showFewer') : t('supplier.why.showAll', { count: single.length })}
            </Button>
          </div>
        )}
      </Block>
      <Block title={t('supplier.checks')} lead={checks.length > 0 ? t('supplier.checksLead') : t('supplier.checksNone')}>
        <ul className="check-list">
          {checks.map((c) => (
            <li key={c.id}>
              <h3>{c.name}</h3>
              <p>{c.message}</p>
              {c.question && (
                <p>
                  <strong>{t('supplier.checkAsk')}: </strong>
                  {c.question}
                </p>
              )}
              {(c.facts ?? []).length > 0 && (
                <details>
                  <summary className="small">{t('supplier.flagBasis')}</summary>
                  <FactTable facts={c.facts} name={c.name} />
                </details>
              )}
            </li>
          ))}
        </ul>
      </Block>
    </>
  )
}

function FindingTable({ findings }: { findings: Finding[] }) {
  const { t } = useTranslation('portfolio')
  return (
    <TableScroll label={t('supplier.findings')}>
      <table className="table table-cards">
        <caption className="visually-hidden">{t('supplier.findings')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('supplier.finding')}</th>
            <th scope="col">{t('supplier.severity')}</th>
            <th scope="col">{t('supplier.state')}</th>
            <th scope="col">{t('supplier.due')}</th>
          </tr>
        </thead>
        <tbody>
          {findings.map((f) => (
            <tr key={f.id}>
              <th scope="row">
                {f.name}
                <p className="small muted" style={{ fontWeight: 400 }}>
                  {f.action}
                </p>
              </th>
              <td data-label={t('supplier.severity')}>
                <span>
                  <SeverityChip severity={f.severity} />
                </span>
              </td>
              <td data-label={t('supplier.state')}>{f.state === 'open' || f.state === 'closed' ? t(`supplier.findingState.${f.state}`) : f.state}</td>
              <td data-label={t('supplier.due')}>
                <span className="row nowrap" style={{ gap: '0.4rem' }}>
                  {formatDay(f.dueOn)}
                  {f.overdue && (
                    <Chip tone="bad" icon="clock">
                      {t('supplier.overdue')}
                    </Chip>
                  )}
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  )
}

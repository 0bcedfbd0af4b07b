import './portfolio.css'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useOverview } from '@/api/portfolio'
import { useCompany } from '@/api/session'
import type { Overview } from '@/api/types'
import { BandChip } from '@/ui/BandChip'
import { ButtonLink } from '@/ui/Button'
import { Chip } from '@/ui/Chip'
import { Empty } from '@/ui/Empty'
import { formatNumber } from '@/ui/format'
import { Notice } from '@/ui/Notice'
import { PageHead } from '@/ui/PageHead'
import { Panel } from '@/ui/Panel'
import { TableScroll } from '@/ui/TableScroll'
import { Waiting } from '@/ui/Waiting'
import { BandSpread } from './_parts/BandSpread'
import { CycleCard } from './_parts/CycleCard'
import { RiskBar } from './_parts/RiskBar'

export function OverviewPage() {
  const { t } = useTranslation('portfolio')
  const query = useOverview(useCompany())
  return (
    <>
      <PageHead title={t('overview.title')} lead={t('overview.lead')} />
      <Waiting query={query}>{(overview) => (overview.suppliers === 0 ? <FirstSteps overview={overview} /> : <Picture overview={overview} />)}</Waiting>
    </>
  )
}

function FirstSteps({ overview }: { overview: Overview }) {
  const { t } = useTranslation('portfolio')
  return (
    <div className="columns-2">
      <div className="panel">
        <Empty
          icon="sheet"
          title={t('overview.emptyTitle')}
          action={
            <ButtonLink to="/imports" look="primary" icon="upload">
              {t('overview.emptyAction')}
            </ButtonLink>
          }
        >
          {t('overview.emptyText')}
        </Empty>
        <ol className="steps">
          {(['1', '2', '3'] as const).map((n) => (
            <li key={n}>
              <h3>{t(`overview.step${n}`)}</h3>
              <p className="small muted">{t(`overview.step${n}Text`)}</p>
            </li>
          ))}
        </ol>
      </div>
      <CycleCard overview={overview} />
    </div>
  )
}

function Picture({ overview }: { overview: Overview }) {
  const { t } = useTranslation('portfolio')
  return (
    <div className="stack">
      <Figures overview={overview} />
      {overview.review > 0 && (
        <Notice
          tone="warn"
          title={t('overview.review', { count: overview.review })}
          actions={
            <ButtonLink to="/suppliers" search={{ review: true }} small>
              {t('overview.reviewOpen')}
            </ButtonLink>
          }
        >
          {t('overview.reviewText')}
        </Notice>
      )}
      <div className="columns-2">
        <div className="stack">
          <Panel title={t('overview.spread')}>
            <p className="small muted" style={{ marginBottom: '0.9rem' }}>
              {t('overview.spreadHint')} {overview.unscored > 0 && t('overview.unscored', { count: overview.unscored })}
            </p>
            <BandSpread bands={overview.bands} />
          </Panel>
          <Top overview={overview} />
        </div>
        <div className="stack">
          <CycleCard overview={overview} />
          <Countries overview={overview} />
        </div>
      </div>
    </div>
  )
}

function Figures({ overview }: { overview: Overview }) {
  const { t } = useTranslation('portfolio')
  return (
    <ul className="figures">
      <li>
        <Link to="/suppliers" className="figure">
          <span className="figure-number">{formatNumber(overview.suppliers)}</span>
          <span className="figure-label">{t('overview.suppliers')}</span>
        </Link>
      </li>
      <li>
        <Link to="/suppliers" search={{ sort: 'workers' }} className="figure">
          <span className="figure-number">{formatNumber(overview.workers)}</span>
          <span className="figure-label">{t('overview.workers')}</span>
        </Link>
      </li>
      <li>
        <Link to="/suppliers" search={{ flagged: true }} className="figure">
          <span className="figure-number">{formatNumber(overview.flagged)}</span>
          <span className="figure-label">{t('overview.flagged')}</span>
        </Link>
      </li>
      <li>
        <Link to="/suppliers" search={{ flagged: true }} className="figure">
          <span className="figure-number">{formatNumber(overview.openFindings)}</span>
          <span className="figure-label">{t('overview.openFindings')}</span>
        </Link>
      </li>
      <li>
        <Link to="/suppliers" search={{ answered: 'yes' }} className="figure">
          <span className="figure-number">{t('overview.answeredOf', { count: overview.withResponse, total: overview.suppliers })}</span>
          <span className="figure-label">{t('overview.answered')}</span>
        </Link>
      </li>
    </ul>
  )
}

function Top({ overview }: { overview: Overview }) {
  const { t } = useTranslation('portfolio')
  const top = overview.top ?? []
  return (
    <Panel title={t('overview.top')} flush aside={<Link to="/suppliers">{t('overview.topAll')}</Link>}>
      {top.length === 0 && <p className="panel-body muted">{t('overview.topNone')}</p>}
      <ol className="top-list">
        {top.map((s) => (
          <li key={s.id}>
            <span className="supplier-name">
              <Link to="/suppliers/$supplier" params={{ supplier: s.id }}>
                {s.name}
              </Link>
              <span className="small muted">{[s.countryName, s.sectorTitle].filter(Boolean).join(' · ')}</span>
              {(s.flags ?? []).length > 0 && (
                <span>
                  <Chip tone="bad" icon="flag">
                    {s.flags.length === 1 ? s.flags[0]?.name : t('list.flags', { count: s.flags.length })}
                  </Chip>
                </span>
              )}
            </span>
            {s.scored && (
              <span className="risk-cell">
                <BandChip band={s.band} name={s.bandName} />
                <RiskBar residual={s.residual} inherent={s.inherent} band={s.band} />
              </span>
            )}
          </li>
        ))}
      </ol>
    </Panel>
  )
}

function Countries({ overview }: { overview: Overview }) {
  const { t } = useTranslation('portfolio')
  const countries = (overview.countries ?? []).slice(0, 10)
  if (countries.length === 0) return null
  const bandName = (band: string) => overview.bands.find((b) => b.band === band)?.name ?? ''
  return (
    <Panel title={t('overview.countries')} flush>
      <TableScroll label={t('overview.countries')}>
        <table className="table">
          <caption className="visually-hidden">{t('overview.countries')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('overview.country')}</th>
              <th scope="col" className="num">
                {t('overview.suppliers')}
              </th>
              <th scope="col">{t('overview.worst')}</th>
            </tr>
          </thead>
          <tbody>
            {countries.map((c) => (
              <tr key={c.code || '-'}>
                <th scope="row">
                  {c.code ? (
                    <Link to="/suppliers" search={{ country: c.code }}>
                      {c.name}
                    </Link>
                  ) : (
                    c.name || t('overview.unknownCountry')
                  )}
                </th>
                <td className="num">{formatNumber(c.count)}</td>
                <td>{c.worst && <BandChip band={c.worst} name={bandName(c.worst)} />}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableScroll>
    </Panel>
  )
}

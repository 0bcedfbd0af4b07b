import './portfolio.css'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSupplier } from '@/api/portfolio'
import { useMakeReport } from '@/api/reports'
import { useCompany } from '@/api/session'
import { asProblem } from '@/api/problem'
import type { SupplierDetail, SupplierRow } from '@/api/types'
import { language } from '@/i18n'
import { NotFound } from '@/app/NotFound'
import { Button } from '@/ui/Button'
import { formatNumber } from '@/ui/format'
import { Icon } from '@/ui/Icon'
import { Notice } from '@/ui/Notice'
import { PageHead } from '@/ui/PageHead'
import { ProblemNotice } from '@/ui/ProblemNotice'
import { Tabs } from '@/ui/Tabs'
import { Waiting } from '@/ui/Waiting'
import { SupplierHits } from '@/areas/screening/_parts/SupplierHits'
import { SupplierActions } from './_parts/SupplierActions'
import { Earlier } from './_parts/Earlier'
import { RedFlags } from './_parts/RedFlags'
import { ScorePanel } from './_parts/ScorePanel'
import { Standing } from './_parts/Standing'
import { SupplierFacts } from './_parts/SupplierFacts'
import { SupplierProof } from './_parts/SupplierProof'
import { Why } from './_parts/Why'
import type { SupplierTab } from './_lib/search'
import { WorkbookDialog } from './_parts/WorkbookDialog'

const route = getRouteApi('/inside/company/suppliers/$supplier')

export function SupplierPage() {
  const { supplier } = route.useParams()
  const query = useSupplier(useCompany(), supplier)
  if (query.isError && asProblem(query.error).status === 404) return <NotFound />
  return <Waiting query={query}>{(detail) => <Detail key={supplier} detail={detail} />}</Waiting>
}

function Detail({ detail }: { detail: SupplierDetail }) {
  const { t } = useTranslation('portfolio')
  const company = useCompany()
  const { tab = 'why' } = route.useSearch()
  const navigate = useNavigate({ from: '/suppliers/$supplier' })
  const [dialog, setDialog] = useState(false)
  const { supplier, explanation, assessment, findings } = detail
  const flags = explanation?.flags ?? []
  const checks = explanation?.checks ?? []
  const show = (next: SupplierTab) => void navigate({ search: { tab: next === 'why' ? undefined : next }, replace: true })

  // Ordered in the language on the screen; the tab shows it being made, and makes others.
  const make = useMakeReport(company)
  const makeReport = () => {
    make.mutate({ kind: 'supplier', supplierId: supplier.id, language: language() })
    show('proof')
    requestAnimationFrame(() => {
      const place = document.querySelector<HTMLElement>('[data-tab="proof"]')
      place?.scrollIntoView({ block: 'start' })
      place?.focus({ preventScroll: true })
    })
  }

  return (
    <>
      <PageHead
        crumb={
          <Link to="/suppliers" className="crumb">
            <Icon name="back" />
            {t('supplier.back')}
          </Link>
        }
        title={supplier.name}
        beside={<SubLine supplier={supplier} />}
        actions={
          <>
            <Button icon="download" onClick={() => setDialog(true)}>
              {t('supplier.workbook')}
            </Button>
            <Button icon="reports" look="primary" disabled={!supplier.scored} busy={make.isPending} onClick={makeReport}>
              {t('supplier.report')}
            </Button>
          </>
        }
      />
      <div className="stack">
        {make.isError && <ProblemNotice error={make.error} />}
        <Standing supplier={supplier} />
        {supplier.scored && explanation ? (
          <ScorePanel supplier={supplier} explanation={explanation} bands={detail.bands ?? []} asOf={assessment?.asOf} />
        ) : (
          <Notice title={t('supplier.notScored')}>{t('supplier.notScoredText')}</Notice>
        )}
        <RedFlags flags={flags} open={explanation?.open ?? []} bands={detail.bands ?? []} />
        <SupplierHits company={company} supplier={supplier.id} />
        <div className="panel">
          <Tabs
            label={t('supplier.tab.label')}
            now={tab}
            onChange={show}
            tabs={[
              { id: 'why', name: t('supplier.tab.why') },
              { id: 'actions', name: t('supplier.tab.actions'), count: (findings ?? []).length + checks.length || undefined },
              { id: 'details', name: t('supplier.tab.details') },
              { id: 'earlier', name: t('supplier.tab.earlier') },
              { id: 'proof', name: t('supplier.tab.proof') },
            ]}
          >
            {tab === 'why' && explanation && <Why supplier={supplier} explanation={explanation} />}
            {tab === 'actions' && <SupplierActions detail={detail} />}
            {tab === 'details' && <SupplierFacts detail={detail} />}
            {tab === 'earlier' && <Earlier supplier={supplier.id} />}
            {tab === 'proof' && <SupplierProof detail={detail} />}
          </Tabs>
        </div>
      </div>
      <WorkbookDialog open={dialog} onClose={() => setDialog(false)} company={company} chosen={[supplier.id]} filters={{}} total={1} />
    </>
  )
}

function SubLine({ supplier }: { supplier: SupplierRow }) {
  const { t } = useTranslation('portfolio')
  const words = [
    supplier.localName,
    [supplier.city, supplier.countryName].filter(Boolean).join(', '),
    supplier.sectorTitle,
    supplier.workers !== null && t('supplier.workersCount', { count: supplier.workers, workers: formatNumber(supplier.workers) }),
    supplier.tier !== null && supplier.tier > 0 && t('supplier.tier', { tier: supplier.tier }),
    supplier.reference,
  ].filter(Boolean)
  return (
    <p className="subline">
      {words.map((w, i) => (
        <span key={i}>{w}</span>
      ))}
    </p>
  )
}

import './portfolio.css'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSuppliers } from '@/api/portfolio'
import { useCompany } from '@/api/session'
import { Button, ButtonLink } from '@/ui/Button'
import { Empty } from '@/ui/Empty'
import { formatNumber } from '@/ui/format'
import { PageHead } from '@/ui/PageHead'
import { Pager } from '@/ui/Pager'
import { Waiting } from '@/ui/Waiting'
import { anyFilter, type SupplierSearch } from './_lib/search'
import { ExportDialog } from './_parts/ExportDialog'
import { SupplierFilterBar } from './_parts/SupplierFilterBar'
import { SupplierTable } from './_parts/SupplierTable'
import { WorkbookDialog } from './_parts/WorkbookDialog'

const route = getRouteApi('/inside/company/suppliers')
const limit = 50

export function SuppliersPage() {
  const { t } = useTranslation('portfolio')
  const company = useCompany()
  const { offset = 0, ...filters } = route.useSearch()
  const navigate = useNavigate({ from: '/suppliers' })
  const query = useSuppliers(company, filters, offset, limit)
  const [chosen, setChosen] = useState<Map<string, string>>(new Map())
  const [dialog, setDialog] = useState(false)
  const [exporting, setExporting] = useState(false)

  const change = (next: SupplierSearch) => void navigate({ search: (now: SupplierSearch) => ({ ...now, offset: undefined, ...next }), replace: true })
  const clear = () => void navigate({ search: { sort: filters.sort, order: filters.order } })

  const total = query.data?.total ?? 0
  return (
    <>
      <PageHead
        title={t('list.title')}
        lead={query.data && (anyFilter(filters) ? t('list.found', { count: total, total: formatNumber(total) }) : t('list.lead', { count: total, total: formatNumber(total) }))}
        actions={
          <>
            <ButtonLink to="/imports" icon="upload">
              {t('list.upload')}
            </ButtonLink>
            <Button icon="sheet" disabled={total === 0} onClick={() => setExporting(true)}>
              {t('export.button')}
            </Button>
            <Button icon="download" disabled={total === 0} onClick={() => setDialog(true)}>
              {t('list.workbooks')}
            </Button>
          </>
        }
      />
      <div className="panel">
        <SupplierFilterBar search={filters} facets={query.data?.facets} onChange={change} onClear={clear} />
        <Waiting query={query} lines={10}>
          {(page) =>
            (page.rows ?? []).length === 0 ? (
              anyFilter(filters) ? (
                <Empty icon="search" title={t('list.noneTitle')} action={<Button onClick={clear}>{t('list.clear')}</Button>}>
                  {t('list.noneText')}
                </Empty>
              ) : (
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
              )
            ) : (
              <>
                <SupplierTable rows={page.rows} search={filters} chosen={chosen} onChoose={setChosen} onSort={(sort, order) => change({ sort, order })} />
                <Pager total={page.total} offset={offset} limit={limit} onMove={(to) => void navigate({ search: (now: SupplierSearch) => ({ ...now, offset: to || undefined }) })} />
              </>
            )
          }
        </Waiting>
      </div>
      {chosen.size > 0 && (
        <div className="chosen" role="region" aria-label={t('list.chosen', { count: chosen.size })}>
          <strong>{t('list.chosen', { count: chosen.size })}</strong>
          <span className="row">
            <Button small look="quiet" onClick={() => setChosen(new Map())}>
              {t('list.unchoose')}
            </Button>
            <Button small icon="sheet" onClick={() => setExporting(true)}>
              {t('export.button')}
            </Button>
            <Button small icon="download" onClick={() => setDialog(true)}>
              {t('list.workbooks')}
            </Button>
          </span>
        </div>
      )}
      <ExportDialog open={exporting} onClose={() => setExporting(false)} company={company} chosen={[...chosen.keys()]} filters={filters} total={total} />
      <WorkbookDialog open={dialog} onClose={() => setDialog(false)} company={company} chosen={[...chosen.keys()]} filters={filters} total={total} />
    </>
  )
}

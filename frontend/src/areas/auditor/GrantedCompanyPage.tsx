import { getRouteApi, Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useGrantedCompanies } from '@/api/auditor'
import { asProblem } from '@/api/problem'
import { useReports } from '@/api/reports'
import { NotFound } from '@/app/NotFound'
import { ReportTable } from '@/areas/reports/_parts/ReportTable'
import { ButtonLink } from '@/ui/Button'
import { Icon } from '@/ui/Icon'
import { PageHead } from '@/ui/PageHead'
import { Panel } from '@/ui/Panel'
import { Waiting } from '@/ui/Waiting'

const route = getRouteApi('/inside/auditor/granted/$company')

export function GrantedCompanyPage() {
  const { t } = useTranslation('auditor')
  const { company } = route.useParams()
  const companies = useGrantedCompanies()
  const reports = useReports(company)
  if (reports.isError && asProblem(reports.error).status === 404) return <NotFound />
  const name = companies.data?.rows.find((c) => c.id === company)?.name ?? t('company.reports')
  return (
    <>
      <PageHead
        crumb={
          <Link to="/granted" className="crumb">
            <Icon name="back" />
            {t('company.back')}
          </Link>
        }
        title={name}
        lead={t('company.lead')}
        actions={
          <ButtonLink to="/check" icon="shield">
            {t('company.check')}
          </ButtonLink>
        }
      />
      <Panel title={t('company.reports')} flush>
        <Waiting query={reports}>
          {(page) =>
            (page.rows ?? []).length === 0 ? (
              <p className="panel-body muted">{t('company.none')}</p>
            ) : (
              <ReportTable reports={page.rows} company={company} caption={t('company.reports')} />
            )
          }
        </Waiting>
      </Panel>
    </>
  )
}

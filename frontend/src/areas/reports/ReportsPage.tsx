import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMakeReport, useReports } from '@/api/reports'
import { useCompany } from '@/api/session'
import { Empty } from '@/ui/Empty'
import { Select } from '@/ui/Field'
import { PageHead } from '@/ui/PageHead'
import { Panel } from '@/ui/Panel'
import { Waiting } from '@/ui/Waiting'
import { MakeReport } from './_parts/MakeReport'
import { ReportTable } from './_parts/ReportTable'

export function ReportsPage() {
  const { t } = useTranslation('reports')
  const company = useCompany()
  const [kind, setKind] = useState<'' | 'company' | 'supplier'>('')
  const query = useReports(company, { kind: kind || undefined })
  const make = useMakeReport(company)
  return (
    <>
      <PageHead title={t('title')} lead={t('lead')} />
      <div className="stack">
        <Panel title={t('makeTitle')}>
          <div className="stack-s">
            <p className="muted">{t('makeLead')}</p>
            <MakeReport label={t('make')} busy={make.isPending} error={make.error} onMake={(language) => make.mutate({ kind: 'company', language })} />
          </div>
        </Panel>
        <Panel
          title={t('list')}
          flush
          aside={
            <Select small hideLabel label={t('filterKind')} value={kind} onChange={(e) => setKind(e.target.value as typeof kind)}>
              <option value="">{t('allKinds')}</option>
              <option value="company">{t('kind.company')}</option>
              <option value="supplier">{t('kind.supplier')}</option>
            </Select>
          }
        >
          <Waiting query={query}>
            {(page) =>
              (page.rows ?? []).length === 0 ? (
                <Empty icon="reports" title={t('none')}>
                  {t('noneText')}
                </Empty>
              ) : (
                <>
                  <ReportTable reports={page.rows} company={company} caption={t('caption')} />
                  <p className="panel-body small muted">{t('digestHint')}</p>
                </>
              )
            }
          </Waiting>
        </Panel>
      </div>
    </>
  )
}

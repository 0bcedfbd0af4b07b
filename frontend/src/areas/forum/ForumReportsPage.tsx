import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { forumReportPdfAddress, useCycles, useForumReports, useMakeForumReport } from '@/api/forum'
import { MakeReport } from '@/areas/reports/_parts/MakeReport'
import { ReportTable } from '@/areas/reports/_parts/ReportTable'
import { Select } from '@/ui/Field'
import { PageHead } from '@/ui/PageHead'
import { Panel } from '@/ui/Panel'
import { Waiting } from '@/ui/Waiting'

export function ForumReportsPage() {
  const { t } = useTranslation('forum')
  const cycles = useCycles()
  const reports = useForumReports()
  const make = useMakeForumReport()
  const [chosen, setChosen] = useState('')
  const cycleId = chosen || cycles.data?.rows?.[0]?.id || ''
  return (
    <>
      <PageHead title={t('reports.title')} lead={t('reports.lead')} />
      <div className="stack">
        <Panel title={t('reports.makeTitle')}>
          {cycles.data && (cycles.data.rows ?? []).length === 0 ? (
            <p className="muted">{t('reports.noCycle')}</p>
          ) : (
            <div className="row" style={{ alignItems: 'end' }}>
              <Select label={t('reports.cycle')} value={cycleId} onChange={(e) => setChosen(e.target.value)}>
                {(cycles.data?.rows ?? []).map((c) => (
                  <option key={c.id} value={c.id}>
                    {c.name}
                  </option>
                ))}
              </Select>
              <MakeReport label={t('reports.make')} disabled={!cycleId} busy={make.isPending} error={make.error} onMake={(language) => make.mutate({ cycleId, language })} />
            </div>
          )}
        </Panel>
        <Panel title={t('reports.list')} flush>
          <Waiting query={reports}>
            {(page) =>
              (page.rows ?? []).length === 0 ? (
                <p className="panel-body muted">{t('reports.none')}</p>
              ) : (
                <ReportTable reports={page.rows} pdfAddress={(r) => forumReportPdfAddress(r.id)} caption={t('reports.list')} />
              )
            }
          </Waiting>
        </Panel>
      </div>
    </>
  )
}

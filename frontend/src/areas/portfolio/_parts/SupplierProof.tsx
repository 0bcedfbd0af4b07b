import { useTranslation } from 'react-i18next'
import { useMakeReport } from '@/api/reports'
import { useCompany } from '@/api/session'
import type { SupplierDetail } from '@/api/types'
import { MakeReport } from '@/areas/reports/_parts/MakeReport'
import { ReportTable } from '@/areas/reports/_parts/ReportTable'
import { useReports } from '@/api/reports'
import { Digest } from '@/ui/Digest'
import { formatTime } from '@/ui/format'
import { Waiting } from '@/ui/Waiting'
import { Block } from './Block'

/** The supplier's reports, and what the score was made from. */
export function SupplierProof({ detail }: { detail: SupplierDetail }) {
  const { t } = useTranslation('portfolio')
  const company = useCompany()
  const { id, scored } = detail.supplier
  const reports = useReports(company, { kind: 'supplier', supplierId: id })
  const make = useMakeReport(company)
  const { assessment } = detail
  return (
    <>
      <Block title={t('supplier.reports')}>
        <div className="block-body">
          <MakeReport
            label={t('supplier.report')}
            disabled={!scored}
            busy={make.isPending}
            error={make.error}
            onMake={(language) => make.mutate({ kind: 'supplier', supplierId: id, language })}
          />
        </div>
        <Waiting query={reports} lines={3}>
          {(page) => ((page.rows ?? []).length > 0 ? <ReportTable reports={page.rows} company={company} caption={t('supplier.reports')} /> : <p className="block-body muted">{t('supplier.reportsNone')}</p>)}
        </Waiting>
      </Block>
      {assessment && (
        <Block title={t('supplier.proof')} lead={t('supplier.proofLead')}>
          <dl className="facts block-body">
            <dt>{t('supplier.assessed')}</dt>
            <dd>{formatTime(assessment.createdAt)}</dd>
            <dt>{t('supplier.rulebook')}</dt>
            <dd>
              {assessment.rulebook.id} {assessment.rulebook.version}
            </dd>
            <dt>{t('supplier.rulebookDigest')}</dt>
            <dd>
              <Digest digest={assessment.rulebook.digest} />
            </dd>
            <dt>{t('supplier.refdata')}</dt>
            <dd>
              <Digest digest={assessment.refdataDigest} />
            </dd>
            <dt>{t('supplier.inputs')}</dt>
            <dd>
              <Digest digest={assessment.inputsDigest} />
            </dd>
          </dl>
        </Block>
      )}
    </>
  )
}

import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { reportPdfAddress } from '@/api/reports'
import type { Report } from '@/api/types'
import { language } from '@/i18n'
import { announce } from '@/ui/announce'
import { Chip } from '@/ui/Chip'
import { Digest } from '@/ui/Digest'
import { DownloadButton } from '@/ui/DownloadButton'
import { formatBytes, formatTime } from '@/ui/format'
import { Icon } from '@/ui/Icon'
import { TableScroll } from '@/ui/TableScroll'

interface ReportTableProps {
  reports: Report[]
  /** Whose reports; for the address of the PDF. */
  company?: string
  pdfAddress?: (report: Report) => string
  caption: string
}

/** Reports with their state, size and digest; one that is being made says so and says when it is ready. */
export function ReportTable({ reports, company = '', pdfAddress = (r) => reportPdfAddress(company, r.id), caption }: ReportTableProps) {
  const { t } = useTranslation('reports')
  useReadyAnnouncement(reports)
  return (
    <TableScroll label={caption}>
      <table className="table table-cards">
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{t('report')}</th>
            <th scope="col">{t('state')}</th>
            <th scope="col">{t('made')}</th>
            <th scope="col">{t('digest')}</th>
            <th scope="col">
              <span className="visually-hidden">{t('download')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {reports.map((r) => (
            <tr key={r.id}>
              <th scope="row">
                {r.title}
                <p className="small muted" style={{ fontWeight: 400 }}>
                  {details(r, t)}
                </p>
              </th>
              <td data-label={t('state')}>
                <ReportState report={r} />
              </td>
              <td data-label={t('made')} className="nowrap">
                {formatTime(r.readyAt ?? r.createdAt)}
              </td>
              <td data-label={t('digest')}>{r.contentDigest ? <Digest digest={r.contentDigest} /> : null}</td>
              <td>
                {r.state === 'ready' && (
                  <DownloadButton small address={pdfAddress(r)} fileName={`${r.title || 'report'}.pdf`} label={t('downloadOf', { title: r.title })}>
                    PDF
                  </DownloadButton>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  )
}

function details(r: Report, t: ReturnType<typeof useTranslation<'reports'>>['t']): string {
  const tongue = new Intl.DisplayNames([language()], { type: 'language' }).of(r.language || 'en')
  return [
    t(`kind.${r.kind}`),
    tongue,
    r.pages > 0 && t('pages', { count: r.pages }),
    r.pdfBytes > 0 && formatBytes(r.pdfBytes),
    r.leafIndex !== null && r.leafIndex !== undefined && r.leafIndex >= 0 && t('leaf', { index: r.leafIndex }),
  ]
    .filter(Boolean)
    .join(' · ')
}

function ReportState({ report }: { report: Report }) {
  const { t } = useTranslation('reports')
  if (report.state === 'making') {
    return (
      <span className="chip chip-accent">
        <Icon name="busy" className="spin" />
        {t('stateName.making')}
      </span>
    )
  }
  if (report.state === 'failed') {
    return (
      <span className="stack-s">
        <Chip tone="bad" icon="alert">
          {t('stateName.failed')}
        </Chip>
        {report.fault && (
          <span className="small">
            {report.fault}
          </span>
        )}
      </span>
    )
  }
  return (
    <Chip tone="good" icon="check">
      {t('stateName.ready')}
    </Chip>
  )
}

function useReadyAnnouncement(reports: Report[]): void {
  const { t } = useTranslation('reports')
  const making = useRef<Set<string>>(new Set())
  useEffect(() => {
    for (const r of reports) {
      if (r.state === 'making') making.current.add(r.id)
      else if (making.current.delete(r.id) && r.state === 'ready') announce(t('readyNow', { title: r.title }))
    }
  }, [reports, t])
}

import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { exportAddress, exportFormats, type ExportFormat, type SupplierFilters } from '@/api/portfolio'
import { Dialog } from '@/ui/Dialog'
import { DownloadButton } from '@/ui/DownloadButton'
import { formatNumber } from '@/ui/format'

interface ExportDialogProps {
  open: boolean
  onClose: () => void
  company: string
  /** Ids; none means all that the filters leave. */
  chosen: string[]
  filters: SupplierFilters
  total: number
}

const fileNames: Record<ExportFormat, string> = { xlsx: 'suppliers.xlsx', csv: 'suppliers.csv', osh: 'suppliers-osh.csv' }

/** The suppliers in view as a file, in the form that somebody needs. */
export function ExportDialog({ open, onClose, company, chosen, filters, total }: ExportDialogProps) {
  const { t } = useTranslation('portfolio')
  const { t: app } = useTranslation('app')
  const [format, setFormat] = useState<ExportFormat>('xlsx')
  const name = useId()
  const count = chosen.length || total
  return (
    <Dialog open={open} title={t('export.title')} closeLabel={app('close')} onClose={onClose}>
      <div className="form">
        <p>{chosen.length > 0 ? t('export.forChosen', { count, number: formatNumber(count) }) : t('export.forAll', { count, number: formatNumber(count) })}</p>
        <fieldset style={{ border: 0, padding: 0, margin: 0 }}>
          <legend className="field-label">{t('export.format')}</legend>
          <div className="stack-s">
            {exportFormats.map((f) => (
              <label key={f} className="check">
                <input type="radio" name={name} checked={format === f} onChange={() => setFormat(f)} />
                <span>{t(`export.${f}`)}</span>
              </label>
            ))}
          </div>
        </fieldset>
        <div>
          <DownloadButton look="primary" address={exportAddress(company, format, chosen, filters)} fileName={fileNames[format]}>
            {t('export.download')}
          </DownloadButton>
        </div>
      </div>
    </Dialog>
  )
}

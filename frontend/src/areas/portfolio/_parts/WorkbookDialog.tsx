import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { workbooksAddress, type SupplierFilters } from '@/api/portfolio'
import type { Language } from '@/api/types'
import { language as now, languages } from '@/i18n'
import { Dialog } from '@/ui/Dialog'
import { DownloadButton } from '@/ui/DownloadButton'

interface WorkbookDialogProps {
  open: boolean
  onClose: () => void
  company: string
  /** Ids; none means all that the filters leave. */
  chosen: string[]
  filters: SupplierFilters
  total: number
}

export function WorkbookDialog({ open, onClose, company, chosen, filters, total }: WorkbookDialogProps) {
  const { t } = useTranslation('portfolio')
  const { t: app } = useTranslation('app')
  const [language, setLanguage] = useState<Language>(now())
  const name = useId()
  const count = chosen.length || total
  return (
    <Dialog open={open} title={t('workbooks.title')} closeLabel={app('close')} onClose={onClose}>
      <div className="form">
        <p>{chosen.length > 0 ? t('workbooks.forChosen', { count }) : t('workbooks.forAll', { count })}</p>
        <p className="muted">{t('workbooks.how')}</p>
        <fieldset style={{ border: 0, padding: 0, margin: 0 }}>
          <legend className="field-label">{t('workbooks.language')}</legend>
          <div className="row">
            {languages.map((l) => (
              <label key={l.tag} className="check" lang={l.tag}>
                <input type="radio" name={name} checked={language === l.tag} onChange={() => setLanguage(l.tag)} />
                {l.name}
              </label>
            ))}
          </div>
        </fieldset>
        <div>
          <DownloadButton look="primary" address={workbooksAddress(company, language, chosen, filters)} fileName={count === 1 ? 'questionnaire.xlsx' : 'questionnaires.zip'}>
            {t('workbooks.download')}
          </DownloadButton>
        </div>
      </div>
    </Dialog>
  )
}

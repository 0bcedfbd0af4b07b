import './imports.css'
import { useTranslation } from 'react-i18next'
import { PageHead } from '@/ui/PageHead'
import { EarlierImports } from './_parts/EarlierImports'
import { Memories } from './_parts/Memories'
import { Upload } from './_parts/Upload'

export function ImportsPage() {
  const { t } = useTranslation('imports')
  return (
    <>
      <PageHead title={t('suppliers.title')} lead={t('suppliers.lead')} />
      <div className="stack">
        <Upload kind="suppliers" />
        <EarlierImports kind="suppliers" />
        <Memories />
      </div>
    </>
  )
}

import { useTranslation } from 'react-i18next'
import { ButtonLink } from '@/ui/Button'
import { Empty } from '@/ui/Empty'
import { PageHead } from '@/ui/PageHead'

export function NotFound() {
  const { t } = useTranslation('app')
  return (
    <>
      <PageHead title={t('notFound.title')} />
      <div className="panel">
        <Empty icon="question" title={t('notFound.lead')} action={<ButtonLink to="/" look="primary">{t('notFound.home')}</ButtonLink>}>
          {t('notFound.text')}
        </Empty>
      </div>
    </>
  )
}

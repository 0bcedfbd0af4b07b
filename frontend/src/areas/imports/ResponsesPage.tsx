import './imports.css'
import { useTranslation } from 'react-i18next'
import { ButtonLink } from '@/ui/Button'
import { PageHead } from '@/ui/PageHead'
import { Panel } from '@/ui/Panel'
import { EarlierImports } from './_parts/EarlierImports'
import { Upload } from './_parts/Upload'

export function ResponsesPage() {
  const { t } = useTranslation('imports')
  return (
    <>
      <PageHead title={t('responses.title')} lead={t('responses.lead')} />
      <div className="stack">
        <Panel title={t('responses.send')}>
          <div className="stack-s">
            <p className="muted">{t('responses.sendText')}</p>
            <div>
              <ButtonLink to="/suppliers" search={{ answered: 'no' }} icon="suppliers">
                {t('responses.sendAction')}
              </ButtonLink>
            </div>
          </div>
        </Panel>
        <Panel title={t('responses.bring')}>
          <Upload kind="responses" />
        </Panel>
        <EarlierImports kind="responses" />
      </div>
    </>
  )
}

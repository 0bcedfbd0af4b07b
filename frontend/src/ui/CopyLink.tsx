import { useTranslation } from 'react-i18next'
import { CopyButton } from './CopyButton'
import { TextInput } from './Field'
import { Notice } from './Notice'

/** A link that was just made for somebody: to be copied and handed over, as it will not be shown again. */
export function CopyLink({ link, mailed, email }: { link: string; mailed: boolean; email: string }) {
  const { t } = useTranslation('app')
  return (
    <Notice tone="good" live title={mailed ? t('link.mailed', { email }) : t('link.made')}>
      <p>{mailed ? t('link.mailedHint') : t('link.handOver', { email })}</p>
      <div className="stack-s">
        <TextInput label={t('link.label')} value={link} readOnly onFocus={(e) => e.currentTarget.select()} />
        <div>
          <CopyButton text={link} label={t('link.copy')} small={false} />
        </div>
      </div>
    </Notice>
  )
}

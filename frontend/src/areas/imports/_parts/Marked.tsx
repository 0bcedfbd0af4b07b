import { useTranslation } from 'react-i18next'
import { annotatedAddress, useReread } from '@/api/imports'
import type { Import } from '@/api/types'
import { Button } from '@/ui/Button'
import { DownloadButton } from '@/ui/DownloadButton'
import { formatNumber } from '@/ui/format'
import { Notice } from '@/ui/Notice'
import { ProblemNotice } from '@/ui/ProblemNotice'

/** The user's own file with the bad cells marked, and what to do with it. */
export function Marked({ told, company }: { told: Import; company: string }) {
  const { t } = useTranslation('imports')
  return (
    <div className="marked">
      <div>
        <strong>{t('marked.title')}</strong>
        <p className="small muted">{t('marked.how')}</p>
      </div>
      <DownloadButton address={annotatedAddress(company, told.id)} fileName={told.fileName}>
        {t('marked.download')}
      </DownloadButton>
    </div>
  )
}

/** A marked file that came back: only the marked rows are taken, unless somebody wants all. */
export function MarkedBack({ told, company }: { told: Import; company: string }) {
  const { t } = useTranslation('imports')
  const reread = useReread(company, told.id)
  if (!told.effect?.marked) return null
  return (
    <Notice
      title={t('marked.back')}
      actions={
        told.state === 'ready' && (
          <Button small busy={reread.isPending} onClick={() => reread.mutate({ whole: true })}>
            {t('marked.whole')}
          </Button>
        )
      }
    >
      {t('marked.backText', { count: told.counts.left, rows: formatNumber(told.counts.left) })}
      {reread.isError && <ProblemNotice error={reread.error} />}
    </Notice>
  )
}

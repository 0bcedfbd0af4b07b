import { useRouter, type ErrorComponentProps } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { PageHead } from '@/ui/PageHead'
import { ProblemNotice } from '@/ui/ProblemNotice'

/** Drawn in place of a page that could not be drawn; the frame around it stays. */
export function PageProblem({ error, reset }: ErrorComponentProps) {
  const { t } = useTranslation('app')
  const router = useRouter()
  return (
    <div className="shell-width">
      <PageHead title={t('pageProblem')} />
      <ProblemNotice
        error={error}
        onRetry={() => {
          // A new version may have replaced the files this page was made of.
          if (/dynamically imported|module script|Loading/.test(String(error))) location.reload()
          reset()
          void router.invalidate()
        }}
      />
    </div>
  )
}

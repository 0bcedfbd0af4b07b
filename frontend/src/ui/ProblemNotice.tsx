import { useTranslation } from 'react-i18next'
import { asProblem, codeOfStatus, ownCodes, type OwnCode } from '@/api/problem'
import { Button } from './Button'
import { Notice } from './Notice'

/** What went wrong and what to do, in the server's words when it sent some, else in ours. */
export function useProblemWords(error: unknown): { title: string; detail: string } {
  const { t } = useTranslation('app')
  const problem = asProblem(error)
  const own: OwnCode = ownCodes.includes(problem.code as OwnCode) ? (problem.code as OwnCode) : codeOfStatus(problem.status)
  const title = problem.title || t(`problem.${own}.title`)
  let detail = problem.detail || t(`problem.${own}.fix`)
  if (problem.retryAfterSeconds) detail = `${detail} ${t('problem.retryAfter', { count: problem.retryAfterSeconds })}`
  return { title, detail }
}

export function ProblemNotice({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const { t } = useTranslation('app')
  const words = useProblemWords(error)
  const problem = asProblem(error)
  return (
    <Notice
      tone="bad"
      live
      title={words.title}
      actions={
        onRetry && (
          <Button small onClick={onRetry}>
            {t('retry')}
          </Button>
        )
      }
    >
      <p>{words.detail}</p>
      {problem.issues.length > 0 && (
        <ul className="stack-s small">
          {problem.issues.slice(0, 10).map((issue, i) => (
            <li key={i}>
              {issue.cell && <strong>{issue.cell}: </strong>}
              {issue.message} {issue.fix}
            </li>
          ))}
        </ul>
      )}
      {problem.requestId && problem.status >= 500 && (
        <p className="small muted">
          {t('problem.tellOperator')} <code>{problem.requestId}</code>
        </p>
      )}
    </Notice>
  )
}

import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ProblemNotice } from './ProblemNotice'
import { Skeleton } from './Skeleton'

/** Draws what a query gives: a skeleton while it is asked, the problem when it fails, else the content. What was already there stays. */
export function Waiting<T>({ query, lines, children }: { query: UseQueryResult<T>; lines?: number; children: (value: T) => ReactNode }) {
  const { t } = useTranslation('app')
  if (query.data !== undefined) {
    return (
      <>
        {query.isError && <ProblemNotice error={query.error} onRetry={() => void query.refetch()} />}
        {children(query.data)}
      </>
    )
  }
  if (query.isError) return <ProblemNotice error={query.error} onRetry={() => void query.refetch()} />
  return <Skeleton label={t('loading')} lines={lines} />
}

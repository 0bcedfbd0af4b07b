import { useTranslation } from 'react-i18next'
import { formatNumber, formatPoints } from '@/ui/format'

/** A count; where it may not be told, a sign with words for it. */
export function Count({ n }: { n: number | null }) {
  const { t } = useTranslation('rulebook')
  if (n !== null) return <>{formatNumber(n)}</>
  return (
    <>
      <span aria-hidden="true" className="muted">
        ∙∙
      </span>
      <span className="visually-hidden">{t('few')}</span>
    </>
  )
}

/** How much more or less, with its sign. */
export function Change({ before, after, points }: { before: number | null; after: number | null; points?: boolean }) {
  if (before === null || after === null) return <span className="muted">–</span>
  const by = after - before
  const small = points ? Math.abs(by) < 0.05 : by === 0
  if (small) return <span className="muted">±0</span>
  return (
    <strong>
      {by > 0 ? '+' : '−'}
      {points ? formatPoints(Math.abs(by)) : formatNumber(Math.abs(by))}
    </strong>
  )
}

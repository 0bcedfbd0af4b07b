import { useTranslation } from 'react-i18next'
import { Button } from './Button'
import { formatNumber } from './format'

interface PagerProps {
  total: number
  offset: number
  limit: number
  onMove: (offset: number) => void
}

export function Pager({ total, offset, limit, onMove }: PagerProps) {
  const { t } = useTranslation('app')
  if (total <= limit && offset === 0) return null
  const to = Math.min(total, offset + limit)
  return (
    <nav className="pager" aria-label={t('pager.label')}>
      <span className="muted">{t('pager.range', { from: formatNumber(offset + 1), to: formatNumber(to), total: formatNumber(total) })}</span>
      <span className="row">
        <Button small icon="back" disabled={offset === 0} onClick={() => onMove(Math.max(0, offset - limit))}>
          {t('pager.previous')}
        </Button>
        <Button small disabled={to >= total} onClick={() => onMove(offset + limit)}>
          {t('pager.next')}
        </Button>
      </span>
    </nav>
  )
}

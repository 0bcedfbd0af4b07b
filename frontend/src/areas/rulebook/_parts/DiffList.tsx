import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Difference } from '@/api/types'
import { Button } from '@/ui/Button'

/** What a text says differently, in words. */
export function DiffList({ diff, none, first = 30 }: { diff: Difference[]; none: string; first?: number }) {
  const { t } = useTranslation('rulebook')
  const [all, setAll] = useState(false)
  if (diff.length === 0) return <p className="muted">{none}</p>
  return (
    <div className="stack-s">
      <ul className="diff">
        {(all ? diff : diff.slice(0, first)).map((d, i) => (
          <li key={i}>{d.text}</li>
        ))}
      </ul>
      {diff.length > first && (
        <div>
          <Button small look="quiet" icon={all ? 'up' : 'down'} onClick={() => setAll(!all)}>
            {all ? t('diff.fewer') : t('diff.all', { count: diff.length })}
          </Button>
        </div>
      )}
    </div>
  )
}

import { useTranslation } from 'react-i18next'
import type { Import } from '@/api/types'
import { BandChip } from '@/ui/BandChip'
import { formatNumber } from '@/ui/format'
import { Panel } from '@/ui/Panel'

/** How the risk bands of known suppliers would move: before, after, and how many. */
export function EffectPanel({ told }: { told: Import }) {
  const { t } = useTranslation('imports')
  const effect = told.effect
  if (!effect || effect.compared === 0) return null
  const moves = (effect.moves ?? []).filter((m) => m.from !== m.to)
  const stay = (effect.moves ?? []).filter((m) => m.from === m.to).reduce((sum, m) => sum + m.count, 0)
  return (
    <Panel title={told.state === 'imported' ? t('effect.titleDone') : t('effect.title')}>
      <div className="stack-s">
        <p>{t('effect.sum', { count: effect.compared, suppliers: formatNumber(effect.compared), higher: formatNumber(effect.higher), lower: formatNumber(effect.lower) })}</p>
        {moves.length > 0 && (
          <ul className="band-moves" aria-label={t('effect.moves')}>
            {moves.map((m) => (
              <li key={`${m.from}-${m.to}`}>
                <b>{formatNumber(m.count)}</b>
                <BandChip band={m.from} name={m.from ? m.fromName : t('effect.unscored')} />
                <span aria-hidden="true">→</span>
                <span className="visually-hidden">{t('preview.becomes')}</span>
                <BandChip band={m.to} name={m.toName} />
              </li>
            ))}
          </ul>
        )}
        {stay > 0 && <p className="muted">{t('effect.stay', { count: stay, suppliers: formatNumber(stay) })}</p>}
        <p className="small muted">{t('effect.new')}</p>
      </div>
    </Panel>
  )
}

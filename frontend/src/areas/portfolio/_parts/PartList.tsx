import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Part } from '@/api/types'
import { Button } from '@/ui/Button'
import { Chip } from '@/ui/Chip'
import { formatPoints, formatShare } from '@/ui/format'
import { Icon } from '@/ui/Icon'
import { FactTable } from './FactTable'

type PartKind = 'inherent' | 'control' | 'floor' | 'confidence'

/** Lines that add up to a number; each opens to its rule, inputs, source and date. The weightiest stand first. */
export function PartList({ parts, kind, first = 8 }: { parts: Part[]; kind: PartKind; first?: number }) {
  const { t } = useTranslation('portfolio')
  const [all, setAll] = useState(false)
  const sorted = [...parts].sort((a, b) => Math.abs(b.points) - Math.abs(a.points) || Math.abs(b.max) - Math.abs(a.max))
  const shown = all ? sorted : sorted.slice(0, first)
  return (
    <>
      {shown.map((p) => (
        <PartLine key={p.rule} part={p} kind={kind} />
      ))}
      {sorted.length > first && (
        <div className="why-more">
          <Button look="quiet" small icon={all ? 'up' : 'down'} onClick={() => setAll(!all)}>
            {all ? t('supplier.why.showFewer') : t('supplier.why.showAll', { count: sorted.length })}
          </Button>
        </div>
      )}
    </>
  )
}

function PartLine({ part, kind }: { part: Part; kind: PartKind }) {
  const { t } = useTranslation('portfolio')
  const say = (n: number) => (kind === 'confidence' ? formatShare(n) : formatPoints(n))
  const max = Math.abs(part.max)
  const share = max > 0 ? Math.min(1, Math.abs(part.points) / max) : 0
  const sign = part.points < 0 ? '−' : part.points > 0 && kind !== 'confidence' ? '+' : ''
  return (
    <details className={`part${part.missing ? ' part-missing' : ''}`}>
      <summary>
        <Icon name="next" />
        <span className="part-name">
          <span>{part.name}</span>
          {part.missing && (
            <span>
              <Chip icon="question">{t('supplier.why.missingShort')}</Chip>
            </span>
          )}
        </span>
        <span className="part-bar" aria-hidden="true">
          <span className={`part-fill part-fill-${kind}`} style={{ width: `${share * 100}%`, display: 'block' }} />
        </span>
        <span className="part-points">
          {sign}
          {say(Math.abs(part.points))}
          {max > 0 && <small>{kind === 'control' ? t('supplier.why.ofMost', { max: say(max) }) : t('supplier.why.of', { max: say(max) })}</small>}
        </span>
      </summary>
      <div className="part-inner">
        {part.note && <p>{part.note}</p>}
        {part.missing && <p className="muted">{t('supplier.why.missing')}</p>}
        {(part.facts ?? []).length > 0 ? <FactTable facts={part.facts} name={part.name} /> : <p className="muted small">{t('supplier.why.noFacts')}</p>}
        <p className="part-rule">
          <span>
            {t('supplier.why.rule')}: <code>{part.rule}</code>
          </span>
          {part.weight > 0 && (
            <span>
              {t('supplier.why.weight')}: {formatShare(part.weight)}
            </span>
          )}
          {Boolean(part.evidence) && (
            <span>
              {t('supplier.why.evidence')}: {formatShare(part.evidence)}
            </span>
          )}
          {part.indicator && (
            <span>
              {t('supplier.why.indicator')}: {part.indicator}
            </span>
          )}
        </p>
      </div>
    </details>
  )
}

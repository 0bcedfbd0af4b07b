import { memo, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { Button, IconButton } from '@/ui/Button'
import { Chip } from '@/ui/Chip'
import { formatNumber } from '@/ui/format'
import { Icon } from '@/ui/Icon'
import { Panel } from '@/ui/Panel'
import { lineAt, lineStarts, stepOf, type Weight } from '../_lib/weights'
import type { BaseWeight } from './Workbench'

interface WeightsProps {
  weights: Weight[]
  base: ReadonlyMap<string, BaseWeight>
  text: string
  onSet?: (key: string, value: number) => void
  onGo: (line: number, column: number, length?: number) => void
}

const sections = ['inherent', 'controls', 'confidence'] as const

/** All weights of the text as sliders, by section. Moving one writes its number into the text. */
export const Weights = memo(function Weights({ weights, base, text, onSet, onGo }: WeightsProps) {
  const { t } = useTranslation('rulebook')
  const starts = useMemo(() => lineStarts(text), [text])
  const changed = weights.filter((w) => isChanged(w, base))
  const resetAll = () => changed.forEach((w) => onSet?.(w.key, base.get(w.key)?.value ?? 0))
  return (
    <Panel
      title={t('weights.title')}
      aside={
        changed.length > 0 && onSet ? (
          <Button small look="quiet" onClick={resetAll}>
            {t('weights.resetAll', { count: changed.length })}
          </Button>
        ) : (
          <span className="small muted">{t('weights.lead')}</span>
        )
      }
      flush
    >
      {sections.map((section) => {
        const of = weights.filter((w) => w.section === section)
        if (of.length === 0) return null
        const moved = of.filter((w) => isChanged(w, base)).length
        return (
          <details key={section} className="weights" open={section === 'inherent'}>
            <summary>
              <Icon name="next" />
              <h3>{t(`weights.section.${section}`)}</h3>
              <span className="small muted">{t('weights.count', { count: of.length })}</span>
              {moved > 0 && <Chip tone="accent">{t('weights.changed', { count: moved })}</Chip>}
            </summary>
            <ul>
              {of.map((w) => (
                <OneWeight
                  key={w.key}
                  weight={w}
                  base={base.get(w.key)}
                  line={lineAt(starts, w.at)}
                  onSet={onSet}
                  onShow={() => onGo(lineAt(starts, w.at), w.at - (starts[lineAt(starts, w.at) - 1] ?? 0) + 1, w.length)}
                />
              ))}
            </ul>
          </details>
        )
      })}
    </Panel>
  )
})

function isChanged(w: Weight, base: ReadonlyMap<string, BaseWeight>): boolean {
  const was = base.get(w.key)
  return was !== undefined && w.value !== null && was.value !== w.value
}

interface OneWeightProps {
  weight: Weight
  base?: BaseWeight
  line: number
  onSet?: (key: string, value: number) => void
  onShow: () => void
}

function OneWeight({ weight, base, line, onSet, onShow }: OneWeightProps) {
  const { t } = useTranslation('rulebook')
  const { key, name, value } = weight
  // The scale stays while a weight is moved, though the server counts it from the largest one.
  const max = Math.max(base?.max ?? weight.max, value ?? 0)
  const changed = base !== undefined && value !== null && base.value !== value
  const set = (to: number) => Number.isFinite(to) && to >= 0 && onSet?.(key, to)
  return (
    <li className={changed ? 'weight weight-changed' : 'weight'}>
      <div className="weight-name">
        <span>{name}</span>
        <button type="button" className="link-button small" aria-label={t('weights.showOf', { name, line })} onClick={onShow}>
          {t('weights.line', { line })}
        </button>
      </div>
      <input
        type="range"
        min={0}
        max={max}
        step={stepOf(max)}
        value={value ?? 0}
        disabled={value === null || !onSet}
        aria-label={t('weights.of', { name })}
        aria-valuetext={changed ? t('weights.valueWas', { value: formatNumber(value), was: formatNumber(base.value) }) : undefined}
        onChange={(e) => set(e.target.valueAsNumber)}
      />
      <input
        type="number"
        className="input input-small"
        min={0}
        step="any"
        inputMode="decimal"
        value={value ?? ''}
        disabled={value === null || !onSet}
        aria-label={t('weights.numberOf', { name })}
        onChange={(e) => e.target.value !== '' && set(e.target.valueAsNumber)}
      />
      {changed && onSet ? (
        <IconButton icon="undo" label={t('weights.reset', { name, value: formatNumber(base.value) })} onClick={() => set(base.value)} />
      ) : (
        <span className="weight-space" />
      )}
    </li>
  )
}

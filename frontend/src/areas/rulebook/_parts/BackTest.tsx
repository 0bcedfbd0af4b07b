import { useTranslation } from 'react-i18next'
import type { Effect } from '@/api/types'
import { Icon } from '@/ui/Icon'
import { EffectSummary } from './EffectSummary'
import { FlagTable, MoveTable, Places } from './EffectDetails'

/** What a rulebook would have changed on the day it was proposed; kept with it for good. */
export function BackTest({ effect }: { effect: Effect }) {
  const { t } = useTranslation('rulebook')
  return (
    <div className="stack-s back-test">
      <EffectSummary effect={effect} title={t('backTest.title')} />
      <details className="panel more">
        <summary>
          <Icon name="next" />
          {t('backTest.more')}
        </summary>
        <MoveTable effect={effect} />
        <Places effect={effect} />
        <FlagTable effect={effect} />
      </details>
    </div>
  )
}

import { useTranslation } from 'react-i18next'
import type { SubmissionState } from '@/api/types'
import { Chip, type ChipTone } from './Chip'
import type { IconName } from './Icon'

const looks: Record<SubmissionState, [ChipTone, IconName]> = {
  'not-started': ['neutral', 'clock'],
  'in-progress': ['accent', 'clock'],
  submitted: ['accent', 'handIn'],
  returned: ['warn', 'back'],
  accepted: ['good', 'check'],
}

/** Where a submission stands, in words, with a sign and a colour. */
export function StateChip({ state, name }: { state: SubmissionState; name?: string }) {
  const { t } = useTranslation('app')
  const [tone, icon] = looks[state] ?? ['neutral', 'clock']
  return (
    <Chip tone={tone} icon={icon}>
      {name || t(`state.${state}`)}
    </Chip>
  )
}

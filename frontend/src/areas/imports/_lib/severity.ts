import type { Severity } from '@/api/types'
import type { ChipTone } from '@/ui/Chip'

export const tones: Record<Severity, ChipTone> = { refused: 'bad', warned: 'warn', noted: 'neutral' }

export const severityOf = (i: { severity: string }): Severity => (i.severity === 'refused' || i.severity === 'warned' ? i.severity : 'noted')

import type { ReactNode } from 'react'
import { Icon, type IconName } from './Icon'

export type ChipTone = 'neutral' | 'good' | 'warn' | 'bad' | 'accent'

export function Chip({ tone = 'neutral', icon, children }: { tone?: ChipTone; icon?: IconName; children: ReactNode }) {
  return (
    <span className={`chip chip-${tone}`}>
      {icon && <Icon name={icon} />}
      {children}
    </span>
  )
}

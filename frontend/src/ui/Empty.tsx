import type { ReactNode } from 'react'
import { Icon, type IconName } from './Icon'

/** What a place without content says: what will stand here, and the first step towards it. */
export function Empty({ icon, title, children, action }: { icon: IconName; title: string; children?: ReactNode; action?: ReactNode }) {
  return (
    <div className="empty">
      <Icon name={icon} />
      <h2>{title}</h2>
      {children && <p>{children}</p>}
      {action}
    </div>
  )
}

import { createLink, type LinkComponent } from '@tanstack/react-router'
import type { AnchorHTMLAttributes, ButtonHTMLAttributes, ReactNode, Ref } from 'react'
import { Icon, type IconName } from './Icon'

type Look = 'primary' | 'plain' | 'quiet' | 'danger'

interface Shared {
  look?: Look
  icon?: IconName
  small?: boolean
}

function classes({ look = 'plain', small }: Shared, extra = ''): string {
  return `button button-${look}${small ? ' button-small' : ''} ${extra}`
}

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement>, Shared {
  /** Work is under way: the button cannot be pressed again, and says so. */
  busy?: boolean
}

export function Button({ look, icon, small, busy, children, className, disabled, type = 'button', onClick, ...rest }: ButtonProps) {
  return (
    <button
      {...rest}
      type={type}
      className={classes({ look, small }, className)}
      disabled={disabled}
      aria-disabled={busy || undefined}
      aria-busy={busy || undefined}
      onClick={busy ? (e) => e.preventDefault() : onClick}
    >
      {busy ? <Icon name="busy" className="spin" /> : icon && <Icon name={icon} />}
      {children}
    </button>
  )
}

export function IconButton({ label, icon, look = 'quiet', ...rest }: Omit<ButtonProps, 'children'> & { label: string; icon: IconName }) {
  return (
    <Button {...rest} look={look} className="button-icon" aria-label={label} title={label}>
      <Icon name={icon} />
    </Button>
  )
}

interface AnchorProps extends AnchorHTMLAttributes<HTMLAnchorElement>, Shared {
  ref?: Ref<HTMLAnchorElement>
  children?: ReactNode
}

function Anchor({ look, icon, small, className, children, ...rest }: AnchorProps) {
  return (
    <a {...rest} className={classes({ look, small }, className)}>
      {icon && <Icon name={icon} />}
      {children}
    </a>
  )
}

/** A link to another page that looks like a button. */
export const ButtonLink: LinkComponent<typeof Anchor> = createLink(Anchor)

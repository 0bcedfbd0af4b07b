import { useId, type ReactNode } from 'react'

interface PanelProps {
  title?: ReactNode
  /** Beside the title: a link or a count. */
  aside?: ReactNode
  /** The content reaches the edges (tables). */
  flush?: boolean
  className?: string
  children: ReactNode
  level?: 2 | 3
}

export function Panel({ title, aside, flush, className = '', children, level = 2 }: PanelProps) {
  const id = useId()
  const Heading = level === 2 ? 'h2' : 'h3'
  return (
    <section className={`panel ${className}`} aria-labelledby={title ? id : undefined}>
      {title && (
        <div className="panel-head">
          <Heading id={id}>{title}</Heading>
          {aside}
        </div>
      )}
      <div className={flush ? 'panel-flush' : 'panel-body'}>{children}</div>
    </section>
  )
}

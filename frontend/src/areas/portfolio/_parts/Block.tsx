import { useId, type ReactNode } from 'react'

/** A part of a panel under its own heading. */
export function Block({ title, lead, children }: { title: string; lead?: ReactNode; children: ReactNode }) {
  const id = useId()
  return (
    <section className="block" aria-labelledby={id}>
      <div className="block-head">
        <h2 id={id}>{title}</h2>
        {lead && <p className="small muted">{lead}</p>}
      </div>
      {children}
    </section>
  )
}

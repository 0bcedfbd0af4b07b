import { useId, useRef, type KeyboardEvent, type ReactNode } from 'react'

export interface TabChoice<Id extends string> {
  id: Id
  name: string
  count?: ReactNode
}

interface TabsProps<Id extends string> {
  label: string
  tabs: TabChoice<Id>[]
  now: Id
  onChange: (id: Id) => void
  children: ReactNode
}

/** Tabs by the ARIA pattern: one stop in the tab order, arrow keys, Home and End move. */
export function Tabs<Id extends string>({ label, tabs, now, onChange, children }: TabsProps<Id>) {
  const id = useId()
  const list = useRef<HTMLDivElement>(null)
  const move = (e: KeyboardEvent) => {
    const at = tabs.findIndex((t) => t.id === now)
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 }[e.key]
    if (to === undefined) return
    e.preventDefault()
    const next = tabs[(to + tabs.length) % tabs.length]
    if (!next) return
    onChange(next.id)
    list.current?.querySelector<HTMLElement>(`[data-tab="${next.id}"]`)?.focus()
  }
  return (
    <>
      <div className="tabs" role="tablist" aria-label={label} ref={list} onKeyDown={move}>
        {tabs.map((t) => (
          <button
            key={t.id}
            type="button"
            role="tab"
            className="tab"
            id={`${id}-${t.id}`}
            data-tab={t.id}
            aria-selected={t.id === now}
            aria-controls={`${id}-panel`}
            tabIndex={t.id === now ? 0 : -1}
            onClick={() => onChange(t.id)}
          >
            {t.name}
            {t.count !== undefined && <span className="count">{t.count}</span>}
          </button>
        ))}
      </div>
      <div role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${now}`}>
        {children}
      </div>
    </>
  )
}

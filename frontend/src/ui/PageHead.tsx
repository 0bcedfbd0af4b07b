import { useEffect, type ReactNode } from 'react'

interface PageHeadProps {
  title: string
  lead?: ReactNode
  actions?: ReactNode
  /** A way back to the list this page came from. */
  crumb?: ReactNode
  beside?: ReactNode
}

/** The heading of a page; it also names the page in the window's title. Focus comes here when the route changes. */
export function PageHead({ title, lead, actions, crumb, beside }: PageHeadProps) {
  useEffect(() => {
    document.title = `${title} · Telusur`
  }, [title])
  return (
    <header className="page-head">
      {crumb}
      <div className="page-head-line">
        <div className="grow">
          <h1 tabIndex={-1}>{title}</h1>
          {lead && <div className="page-lead">{lead}</div>}
          {beside}
        </div>
        {actions && <div className="page-actions">{actions}</div>}
      </div>
    </header>
  )
}

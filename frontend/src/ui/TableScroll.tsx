import { useEffect, useRef, useState, type ReactNode } from 'react'

/** A table that may be wider than its place: it scrolls sideways, also with the keyboard. */
export function TableScroll({ label, children }: { label: string; children: ReactNode }) {
  const ref = useRef<HTMLDivElement>(null)
  const [wide, setWide] = useState(false)
  useEffect(() => {
    const place = ref.current
    if (!place || typeof ResizeObserver === 'undefined') return
    const watch = new ResizeObserver(() => setWide(place.scrollWidth > place.clientWidth + 1))
    watch.observe(place)
    if (place.firstElementChild) watch.observe(place.firstElementChild)
    return () => watch.disconnect()
  }, [])
  return (
    <div className="table-scroll" ref={ref} {...(wide ? { role: 'group', 'aria-label': label, tabIndex: 0 } : {})}>
      {children}
    </div>
  )
}

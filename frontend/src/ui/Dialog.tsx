import { useEffect, useId, useRef, type ReactNode } from 'react'
import { IconButton } from './Button'

interface DialogProps {
  open: boolean
  title: string
  closeLabel: string
  onClose: () => void
  children: ReactNode
}

/** A modal dialog of the platform: it holds the focus, Escape closes it, and focus goes back to where it came from. */
export function Dialog({ open, title, closeLabel, onClose, children }: DialogProps) {
  const ref = useRef<HTMLDialogElement>(null)
  const id = useId()
  useEffect(() => {
    const dialog = ref.current
    if (!dialog) return
    if (open && !dialog.open) dialog.showModal()
    if (!open && dialog.open) dialog.close()
  }, [open])
  return (
    <dialog ref={ref} className="dialog" aria-labelledby={id} onClose={onClose} onClick={(e) => e.target === ref.current && ref.current?.close()}>
      {open && (
        <>
          <div className="dialog-head">
            <h2 id={id}>{title}</h2>
            <IconButton icon="cross" label={closeLabel} small onClick={() => ref.current?.close()} />
          </div>
          <div className="dialog-body">{children}</div>
        </>
      )}
    </dialog>
  )
}

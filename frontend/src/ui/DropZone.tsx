import { useRef, useState, type DragEvent, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from './Button'
import { Icon } from './Icon'

interface DropZoneProps {
  title: string
  hint: ReactNode
  accept: string
  compact?: boolean
  onFile: (file: File) => void
}

/** A place to drop one file on. The button does the same with keyboard and screen reader. */
export function DropZone({ title, hint, accept, compact, onFile }: DropZoneProps) {
  const { t } = useTranslation('app')
  const input = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(0)
  const drop = (e: DragEvent) => {
    e.preventDefault()
    setOver(0)
    const file = e.dataTransfer.files[0]
    if (file) onFile(file)
  }
  return (
    <div
      className={`drop${over > 0 ? ' drop-over' : ''}${compact ? ' drop-compact' : ''}`}
      onDragEnter={(e) => {
        e.preventDefault()
        setOver((n) => n + 1)
      }}
      onDragOver={(e) => e.preventDefault()}
      onDragLeave={() => setOver((n) => Math.max(0, n - 1))}
      onDrop={drop}
    >
      <Icon name="upload" />
      <p className="drop-title">{title}</p>
      <div className="muted small">{hint}</div>
      <Button look="primary" onClick={() => input.current?.click()}>
        {t('chooseFile')}
      </Button>
      <input
        ref={input}
        type="file"
        accept={accept}
        className="visually-hidden"
        tabIndex={-1}
        aria-label={title}
        onChange={(e) => {
          const file = e.target.files?.[0]
          e.target.value = ''
          if (file) onFile(file)
        }}
      />
    </div>
  )
}

import { useState, type ReactNode } from 'react'
import { download } from '@/api/client'
import { Button } from './Button'
import type { IconName } from './Icon'
import { ProblemNotice } from './ProblemNotice'

interface DownloadButtonProps {
  address: string
  fileName: string
  look?: 'primary' | 'plain' | 'quiet'
  icon?: IconName
  small?: boolean
  disabled?: boolean
  label?: string
  children: ReactNode
}

/** Fetches a file; a failure is told beside the button, in words. */
export function DownloadButton({ address, fileName, children, label, icon = 'download', ...look }: DownloadButtonProps) {
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const start = async () => {
    setBusy(true)
    setError(null)
    try {
      await download(address, fileName)
    } catch (e) {
      setError(e)
    } finally {
      setBusy(false)
    }
  }
  return (
    <>
      <Button {...look} icon={icon} busy={busy} aria-label={label} onClick={() => void start()}>
        {children}
      </Button>
      {error !== null && <ProblemNotice error={error} />}
    </>
  )
}

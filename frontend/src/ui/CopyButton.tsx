import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { announce } from './announce'
import { Button } from './Button'

async function copy(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text)
  } catch {
    // Without a secure context there is no clipboard; the old way still works.
    const place = document.createElement('textarea')
    place.value = text
    place.style.position = 'fixed'
    document.body.append(place)
    place.select()
    document.execCommand('copy')
    place.remove()
  }
}

interface CopyButtonProps {
  text: string
  /** What is copied, for those who cannot see what stands beside it. */
  label?: string
  small?: boolean
  /** Only the picture: beside a digest. */
  bare?: boolean
}

export function CopyButton({ text, label, small = true, bare }: CopyButtonProps) {
  const { t } = useTranslation('app')
  const [copied, setCopied] = useState(false)
  useEffect(() => {
    if (!copied) return
    const timer = setTimeout(() => setCopied(false), 2500)
    return () => clearTimeout(timer)
  }, [copied])
  return (
    <Button
      small={small}
      icon={copied ? 'check' : 'copy'}
      aria-label={copied ? undefined : label}
      title={bare ? label : undefined}
      look={bare ? 'quiet' : 'plain'}
      onClick={() =>
        void copy(text).then(() => {
          setCopied(true)
          announce(t('copied'))
        })
      }
    >
      {bare ? copied && t('copied') : copied ? t('copied') : t('copy')}
    </Button>
  )
}

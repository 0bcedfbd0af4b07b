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

export function CopyButton({ text, label, small = true }: { text: string; label?: string; small?: boolean }) {
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
      aria-label={label}
      onClick={() =>
        void copy(text).then(() => {
          setCopied(true)
          announce(t('copied'))
        })
      }
    >
      {copied ? t('copied') : t('copy')}
    </Button>
  )
}

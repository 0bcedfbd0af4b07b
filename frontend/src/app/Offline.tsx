import { useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'

function watch(changed: () => void): () => void {
  window.addEventListener('online', changed)
  window.addEventListener('offline', changed)
  return () => {
    window.removeEventListener('online', changed)
    window.removeEventListener('offline', changed)
  }
}

/** A strip that says the line is down, as soon as the browser knows. */
export function Offline() {
  const { t } = useTranslation('app')
  const online = useSyncExternalStore(watch, () => navigator.onLine, () => true)
  return <div role="status">{!online && <p className="shell-strip">{t('offline')}</p>}</div>
}

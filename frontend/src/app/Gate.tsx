import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { LanguageSwitch } from './LanguageSwitch'

/** The frame of pages that anyone may open: sign in, invitation. */
export function Gate({ children }: { children: ReactNode }) {
  const { t } = useTranslation('app')
  return (
    <div className="gate">
      <header className="gate-top">
        <span className="brand">
          <img src="/favicon.svg" alt="" />
          Telusur
        </span>
        <LanguageSwitch />
      </header>
      <main className="gate-middle" id="main" tabIndex={-1}>
        <div className="panel gate-card">{children}</div>
      </main>
      <footer className="gate-foot">
        <p>{t('promise')}</p>
      </footer>
    </div>
  )
}

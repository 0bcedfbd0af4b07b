import { Link, Outlet, useNavigate, useRouterState } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { queryClient } from '@/api/keys'
import { useMe, useSignOut } from '@/api/session'
import { Button, ButtonLink, IconButton } from '@/ui/Button'
import { Icon } from '@/ui/Icon'
import { LanguageSwitch } from './LanguageSwitch'
import { home, places } from './navigation'
import { Offline } from './Offline'

/** The frame around every page behind the sign-in. */
export function Shell() {
  const { t } = useTranslation('app')
  const me = useMe()
  const navigate = useNavigate()
  const signOut = useSignOut()
  const path = useRouterState({ select: (s) => s.location.pathname })
  // The drawer belongs to the page it was opened on: moving on closes it.
  const [openOn, setOpenOn] = useState<string | null>(null)
  const open = openOn === path

  const leave = () =>
    signOut.mutate(undefined, {
      onSettled: async () => {
        await navigate({ to: '/sign-in' })
        queryClient.clear()
      },
    })
  const close = () => {
    setOpenOn(null)
    document.getElementById('menu-button')?.focus()
  }
  // The drawer lies over the page: the focus goes into it, and Escape closes it wherever the focus is.
  useEffect(() => {
    if (!open) return
    document.querySelector<HTMLElement>('#nav .nav-close button')?.focus()
    const escape = (e: KeyboardEvent) => {
      if (e.key === 'Escape') close()
    }
    document.addEventListener('keydown', escape)
    return () => document.removeEventListener('keydown', escape)
  }, [open])

  return (
    <>
      <a className="skip" href="#main">
        {t('skip')}
      </a>
      <div className="shell">
        <header className="shell-top">
          <Link to={home[me.organisation.kind]} className="brand">
            <img src="/favicon.svg" alt="" />
            <span className="brand-name">{me.organisation.name}</span>
          </Link>
          <IconButton id="menu-button" icon="menu" label={t('nav.menu')} aria-expanded={open} aria-controls="nav" onClick={() => setOpenOn(path)} />
        </header>
        <nav className="shell-nav" id="nav" aria-label={t('nav.label')} data-open={open}>
          <div className="stack-s">
            <div className="row">
              <Link to={home[me.organisation.kind]} className="brand grow">
                <img src="/favicon.svg" alt="" />
                Telusur
              </Link>
              <span className="nav-close">
                <IconButton icon="cross" label={t('close')} onClick={close} />
              </span>
            </div>
            <p className="brand-place">
              <strong>{me.organisation.name}</strong>
              <span className="muted">{t(`kind.${me.organisation.kind}`)}</span>
            </p>
          </div>
          <ul className="nav-list">
            {places[me.organisation.kind].map((place) => (
              <li key={place.to}>
                <Link to={place.to} className="nav-link" activeOptions={{ exact: false }}>
                  <Icon name={place.icon} />
                  {t(place.word)}
                </Link>
              </li>
            ))}
          </ul>
          <div className="nav-foot">
            <LanguageSwitch />
            <ButtonLink to="/account" look="quiet" small icon="person">
              {me.person.name}
            </ButtonLink>
            <Button look="quiet" small icon="out" busy={signOut.isPending} onClick={leave}>
              {t('signOut')}
            </Button>
          </div>
        </nav>
        {open && <button type="button" className="shell-veil" aria-label={t('close')} onClick={close} tabIndex={-1} />}
        <div>
          <main id="main" tabIndex={-1}>
            <Offline />
            {me.demo && <p className="shell-strip">{t('demo')}</p>}
            <div className="shell-main">
              <div className="shell-width">
                <Outlet />
              </div>
            </div>
          </main>
        </div>
      </div>
    </>
  )
}

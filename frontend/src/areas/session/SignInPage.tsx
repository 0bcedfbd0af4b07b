import { getRouteApi, useRouter } from '@tanstack/react-router'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { useSignIn } from '@/api/session'
import { speak } from '@/i18n'
import { Button } from '@/ui/Button'
import { TextInput } from '@/ui/Field'
import { Notice } from '@/ui/Notice'
import { PageHead } from '@/ui/PageHead'
import { ProblemNotice } from '@/ui/ProblemNotice'
import { PasswordInput } from './_parts/PasswordInput'

const route = getRouteApi('/gate/sign-in')

export function SignInPage() {
  const { t } = useTranslation('session')
  const { t: app } = useTranslation('app')
  const { to, why } = route.useSearch()
  const router = useRouter()
  const signIn = useSignIn()
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')

  const submit = (e: FormEvent) => {
    e.preventDefault()
    signIn.mutate(
      { email: email.trim(), password },
      {
        onSuccess: async (me) => {
          if (me.person.language === 'en' || me.person.language === 'id') await speak(me.person.language)
          router.history.push(to ?? '/')
        },
      },
    )
  }

  return (
    <form className="form" onSubmit={submit}>
      <PageHead title={t('signIn')} lead={t('signInLead')} />
      {why === 'expired' && (
        <Notice tone="warn" title={t('expired')}>
          {t('expiredText')}
        </Notice>
      )}
      {signIn.isError && <ProblemNotice error={signIn.error} />}
      <TextInput label={app('emailField')} type="email" name="email" autoComplete="username" required value={email} onChange={(e) => setEmail(e.target.value)} />
      <PasswordInput label={t('password')} autoComplete="current-password" required value={password} onChange={setPassword} />
      <Button type="submit" look="primary" busy={signIn.isPending}>
        {t('signIn')}
      </Button>
      <div className="small muted stack-s">
        <p>{t('noAccount')}</p>
        <p>{t('forgotten')}</p>
      </div>
    </form>
  )
}


import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { useAcceptInvitation, useInvitation } from '@/api/session'
import { asProblem } from '@/api/problem'
import type { Invitation } from '@/api/types'
import { language } from '@/i18n'
import { Button, ButtonLink } from '@/ui/Button'
import { TextInput } from '@/ui/Field'
import { formatTime } from '@/ui/format'
import { PageHead } from '@/ui/PageHead'
import { ProblemNotice } from '@/ui/ProblemNotice'
import { Waiting } from '@/ui/Waiting'
import { PasswordInput } from './_parts/PasswordInput'

const route = getRouteApi('/gate/invitations/$token')

export function InvitationPage() {
  const { t } = useTranslation('session')
  const { token } = route.useParams()
  const query = useInvitation(token)
  if (query.isError && [404, 410].includes(asProblem(query.error).status)) {
    return (
      <div className="form">
        <PageHead title={t('invite.gone')} lead={t('invite.goneText')} />
        <div>
          <ButtonLink to="/sign-in">{t('signIn')}</ButtonLink>
        </div>
      </div>
    )
  }
  return <Waiting query={query}>{(invitation) => <Acceptance token={token} invitation={invitation} />}</Waiting>
}

function Acceptance({ token, invitation }: { token: string; invitation: Invitation }) {
  const { t } = useTranslation('session')
  const { t: app } = useTranslation('app')
  const navigate = useNavigate()
  const accept = useAcceptInvitation(token)
  const [name, setName] = useState('')
  const [email, setEmail] = useState(invitation.email)
  const [organisationName, setOrganisationName] = useState(invitation.organisation)
  const [password, setPassword] = useState('')
  const [tried, setTried] = useState(false)
  const short = password.length < 12

  const submit = (e: FormEvent) => {
    e.preventDefault()
    setTried(true)
    if (short) return
    const forSetup = invitation.setup ? { email: email.trim(), organisationName: organisationName.trim() } : {}
    accept.mutate({ name: name.trim(), password, language: language(), ...forSetup }, { onSuccess: () => void navigate({ to: '/' }) })
  }

  return (
    <form className="form" onSubmit={submit}>
      <PageHead
        title={invitation.setup ? t('invite.setupTitle') : t('invite.title')}
        lead={invitation.setup ? t('invite.setupLead') : t('invite.lead', { organisation: invitation.organisation, role: app(`role.${invitation.role}`) })}
      />
      {accept.isError && <ProblemNotice error={accept.error} />}
      {invitation.setup && (
        <TextInput label={t('invite.organisationName')} required autoComplete="organization" value={organisationName} onChange={(e) => setOrganisationName(e.target.value)} />
      )}
      <TextInput label={t('invite.name')} required autoComplete="name" value={name} onChange={(e) => setName(e.target.value)} />
      <TextInput
        label={app('emailField')}
        type="email"
        required
        autoComplete="username"
        readOnly={!invitation.setup}
        value={email}
        onChange={(e) => setEmail(e.target.value)}
      />
      <PasswordInput
        label={t('password')}
        hint={t('invite.passwordHint')}
        error={tried && short ? t('invite.passwordShort') : undefined}
        autoComplete="new-password"
        required
        value={password}
        onChange={setPassword}
      />
      <Button type="submit" look="primary" busy={accept.isPending}>
        {t('invite.accept')}
      </Button>
      {invitation.expiresAt && <p className="small muted">{t('invite.expires', { when: formatTime(invitation.expiresAt) })}</p>}
    </form>
  )
}

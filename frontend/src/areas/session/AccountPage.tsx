import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { useChangePassword, useMe, useUpdateMe } from '@/api/session'
import { LanguageSwitch } from '@/app/LanguageSwitch'
import { Button } from '@/ui/Button'
import { TextInput } from '@/ui/Field'
import { Notice } from '@/ui/Notice'
import { PageHead } from '@/ui/PageHead'
import { Panel } from '@/ui/Panel'
import { ProblemNotice } from '@/ui/ProblemNotice'
import { PasswordInput } from './_parts/PasswordInput'

export function AccountPage() {
  const { t } = useTranslation('session')
  return (
    <>
      <PageHead title={t('account.title')} />
      <div className="columns-2">
        <You />
        <ChangePassword />
      </div>
    </>
  )
}

function You() {
  const { t } = useTranslation('session')
  const { t: app } = useTranslation('app')
  const me = useMe()
  const update = useUpdateMe()
  const [name, setName] = useState(me.person.name)
  const submit = (e: FormEvent) => {
    e.preventDefault()
    update.mutate({ name: name.trim() })
  }
  return (
    <Panel title={t('account.you')}>
      <form className="form" onSubmit={submit}>
        <dl className="facts">
          <dt>{t('account.email')}</dt>
          <dd>{me.person.email}</dd>
          <dt>{t('account.organisation')}</dt>
          <dd>{me.organisation.name}</dd>
          <dt>{t('account.role')}</dt>
          <dd>{app(`role.${me.role}`)}</dd>
        </dl>
        <TextInput label={t('account.name')} required autoComplete="name" value={name} onChange={(e) => setName(e.target.value)} />
        {update.isError && <ProblemNotice error={update.error} />}
        {update.isSuccess && <Notice tone="good" live title={t('account.saved')} />}
        <div>
          <Button type="submit" look="primary" busy={update.isPending}>
            {app('save')}
          </Button>
        </div>
        <div className="stack-s">
          <LanguageSwitch />
          <p className="small muted">{t('account.languageHint')}</p>
        </div>
      </form>
    </Panel>
  )
}

function ChangePassword() {
  const { t } = useTranslation('session')
  const change = useChangePassword()
  const [old, setOld] = useState('')
  const [next, setNext] = useState('')
  const [tried, setTried] = useState(false)
  const short = next.length < 12
  const submit = (e: FormEvent) => {
    e.preventDefault()
    setTried(true)
    if (short) return
    change.mutate(
      { old, new: next },
      {
        onSuccess: () => {
          setOld('')
          setNext('')
          setTried(false)
        },
      },
    )
  }
  return (
    <Panel title={t('account.changePassword')}>
      <form className="form" onSubmit={submit}>
        <PasswordInput label={t('account.old')} autoComplete="current-password" required value={old} onChange={setOld} />
        <PasswordInput
          label={t('account.new')}
          hint={t('invite.passwordHint')}
          error={tried && short ? t('invite.passwordShort') : undefined}
          autoComplete="new-password"
          required
          value={next}
          onChange={setNext}
        />
        {change.isError && <ProblemNotice error={change.error} />}
        {change.isSuccess && <Notice tone="good" live title={t('account.changed')} />}
        <div>
          <Button type="submit" busy={change.isPending}>
            {t('account.change')}
          </Button>
        </div>
      </form>
    </Panel>
  )
}

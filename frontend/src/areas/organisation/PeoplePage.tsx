import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { useDisablePerson, useInviteColleague, usePeople, useWithdrawInvitation } from '@/api/organisation'
import { useMe } from '@/api/session'
import type { Kind, People, Role, Language } from '@/api/types'
import { language as now, languages } from '@/i18n'
import { Button } from '@/ui/Button'
import { Chip } from '@/ui/Chip'
import { CopyLink } from '@/ui/CopyLink'
import { Dialog } from '@/ui/Dialog'
import { Select, TextInput } from '@/ui/Field'
import { formatDay, formatTime } from '@/ui/format'
import { PageHead } from '@/ui/PageHead'
import { Panel } from '@/ui/Panel'
import { ProblemNotice } from '@/ui/ProblemNotice'
import { TableScroll } from '@/ui/TableScroll'
import { Waiting } from '@/ui/Waiting'

const rolesOf: Record<Kind, Role[]> = { company: ['analyst', 'owner'], secretariat: ['officer'], auditor: ['auditor'] }

export function PeoplePage() {
  const { t } = useTranslation('organisation')
  const me = useMe()
  const query = usePeople()
  const mayInvite = me.role !== 'analyst'
  return (
    <>
      <PageHead title={t('title')} lead={t('lead', { organisation: me.organisation.name })} />
      <div className={mayInvite ? 'columns-2' : ''}>
        <Waiting query={query}>
          {(people) => (
            <div className="stack">
              <Panel title={t('people')} flush>
                <PeopleTable people={people.people ?? []} mayDisable={mayInvite} />
              </Panel>
              {mayInvite && (
                <Panel title={t('open')} flush>
                  <Invitations invitations={people.invitations ?? []} />
                </Panel>
              )}
            </div>
          )}
        </Waiting>
        {mayInvite && <Invite />}
      </div>
    </>
  )
}

function PeopleTable({ people, mayDisable }: { people: People['people']; mayDisable: boolean }) {
  const { t } = useTranslation('organisation')
  const { t: app } = useTranslation('app')
  const me = useMe()
  const disable = useDisablePerson()
  const [asked, setAsked] = useState<People['people'][number] | null>(null)
  return (
    <>
      <TableScroll label={t('caption')}>
        <table className="table table-cards">
          <caption className="visually-hidden">{t('caption')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('name')}</th>
              <th scope="col">{t('role')}</th>
              <th scope="col">{t('since')}</th>
              <th scope="col">
                <span className="visually-hidden">{t('disable')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {people.map((p) => (
              <tr key={p.id}>
                <th scope="row">
                  {p.name} {p.id === me.person.id && <span className="muted">({t('you')})</span>}
                  <p className="small muted" style={{ fontWeight: 400 }}>
                    {p.email}
                  </p>
                </th>
                <td data-label={t('role')}>{app(`role.${p.role}`)}</td>
                <td data-label={t('since')} className="nowrap">
                  {formatDay(p.createdAt)}
                </td>
                <td>
                  {p.disabled ? (
                    <Chip>{t('disabled')}</Chip>
                  ) : (
                    mayDisable &&
                    p.id !== me.person.id && (
                      <Button small look="danger" aria-label={t('disableOf', { name: p.name })} onClick={() => setAsked(p)}>
                        {t('disable')}
                      </Button>
                    )
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableScroll>
      {disable.isError && <ProblemNotice error={disable.error} />}
      <Dialog open={asked !== null} title={t('disableConfirm')} closeLabel={app('close')} onClose={() => setAsked(null)}>
        {asked && (
          <div className="form">
            <p>{t('disableText', { name: asked.name })}</p>
            <div className="row-end">
              <Button onClick={() => setAsked(null)}>{app('cancel')}</Button>
              <Button
                look="danger"
                onClick={() => {
                  disable.mutate(asked.id)
                  setAsked(null)
                }}
              >
                {t('disable')}
              </Button>
            </div>
          </div>
        )}
      </Dialog>
    </>
  )
}

function Invitations({ invitations }: { invitations: People['invitations'] }) {
  const { t } = useTranslation('organisation')
  const { t: app } = useTranslation('app')
  const withdraw = useWithdrawInvitation()
  if (invitations.length === 0) return <p className="panel-body muted">{t('openNone')}</p>
  return (
    <>
      <TableScroll label={t('openCaption')}>
        <table className="table table-cards">
          <caption className="visually-hidden">{t('openCaption')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('email')}</th>
              <th scope="col">{t('role')}</th>
              <th scope="col">{t('expires')}</th>
              <th scope="col">
                <span className="visually-hidden">{t('withdraw')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {invitations.map((i) => (
              <tr key={i.id}>
                <th scope="row">{i.email}</th>
                <td data-label={t('role')}>{app(`role.${i.role}`)}</td>
                <td data-label={t('expires')}>{formatTime(i.expiresAt)}</td>
                <td>
                  <Button small aria-label={t('withdrawOf', { email: i.email })} busy={withdraw.isPending && withdraw.variables === i.id} onClick={() => withdraw.mutate(i.id)}>
                    {t('withdraw')}
                  </Button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableScroll>
      {withdraw.isError && <ProblemNotice error={withdraw.error} />}
    </>
  )
}

function Invite() {
  const { t } = useTranslation('organisation')
  const { t: app } = useTranslation('app')
  const me = useMe()
  const invite = useInviteColleague()
  const roles = rolesOf[me.organisation.kind]
  const [email, setEmail] = useState('')
  const [role, setRole] = useState<Role>(roles[0] ?? 'analyst')
  const [language, setLanguage] = useState<Language>(now())
  const submit = (e: FormEvent) => {
    e.preventDefault()
    invite.mutate({ email: email.trim(), role, language })
  }
  return (
    <Panel title={t('invite')}>
      <form className="form" onSubmit={submit}>
        <p className="muted">{t('inviteText')}</p>
        <TextInput label={app('emailField')} type="email" required autoComplete="off" value={email} onChange={(e) => setEmail(e.target.value)} />
        {roles.length > 1 && (
          <Select label={t('role')} hint={app(`roleHint.${role}`)} value={role} onChange={(e) => setRole(e.target.value as Role)}>
            {roles.map((r) => (
              <option key={r} value={r}>
                {app(`role.${r}`)}
              </option>
            ))}
          </Select>
        )}
        <Select label={app('languageField')} value={language} onChange={(e) => setLanguage(e.target.value as Language)}>
          {languages.map((l) => (
            <option key={l.tag} value={l.tag} lang={l.tag}>
              {l.name}
            </option>
          ))}
        </Select>
        {invite.isError && <ProblemNotice error={invite.error} />}
        <div>
          <Button type="submit" look="primary" busy={invite.isPending}>
            {t('send')}
          </Button>
        </div>
        {invite.isSuccess && <CopyLink link={invite.data.link} mailed={invite.data.mailed} email={invite.variables.email} />}
      </form>
    </Panel>
  )
}

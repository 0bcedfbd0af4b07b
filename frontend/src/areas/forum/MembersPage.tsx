import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { useAddMember, useInviteMember, useMembers } from '@/api/forum'
import { useWords } from '@/api/session'
import type { Member, Language } from '@/api/types'
import { language as now, languages } from '@/i18n'
import { Button } from '@/ui/Button'
import { Chip } from '@/ui/Chip'
import { CopyLink } from '@/ui/CopyLink'
import { Dialog } from '@/ui/Dialog'
import { Select, TextInput } from '@/ui/Field'
import { formatDay, formatNumber } from '@/ui/format'
import { PageHead } from '@/ui/PageHead'
import { Pager } from '@/ui/Pager'
import { Panel } from '@/ui/Panel'
import { ProblemNotice } from '@/ui/ProblemNotice'
import { SearchBox } from '@/ui/SearchBox'
import { TableScroll } from '@/ui/TableScroll'
import { Waiting } from '@/ui/Waiting'

const limit = 50

export function MembersPage() {
  const { t } = useTranslation('forum')
  const [search, setSearch] = useState('')
  const [offset, setOffset] = useState(0)
  const [asked, setAsked] = useState<Member | null>(null)
  const query = useMembers(search, offset, limit)
  return (
    <>
      <PageHead title={t('members.title')} lead={t('members.lead')} />
      <div className="columns-2">
        <div className="panel">
          <div style={{ padding: '1rem 1.25rem' }}>
            <SearchBox
              label={t('members.search')}
              value={search}
              onChange={(text) => {
                setSearch(text)
                setOffset(0)
              }}
            />
          </div>
          <Waiting query={query}>
            {(page) =>
              (page.rows ?? []).length === 0 ? (
                <p className="panel-body muted">{search ? t('members.none') : t('members.noneYet')}</p>
              ) : (
                <>
                  <MemberTable rows={page.rows} onInvite={setAsked} />
                  <Pager total={page.total} offset={offset} limit={limit} onMove={setOffset} />
                </>
              )
            }
          </Waiting>
        </div>
        <AddMember />
      </div>
      <InviteDialog key={asked?.id} member={asked} onClose={() => setAsked(null)} />
    </>
  )
}

function MemberTable({ rows, onInvite }: { rows: Member[]; onInvite: (member: Member) => void }) {
  const { t } = useTranslation('forum')
  const words = useWords()
  const sectorOf = (code: string) => words.data?.sectors.find((s) => s.id === code)?.name ?? code
  return (
    <TableScroll label={t('members.caption')}>
      <table className="table table-cards">
        <caption className="visually-hidden">{t('members.caption')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('members.company')}</th>
            <th scope="col">{t('members.country')}</th>
            <th scope="col" className="num">
              {t('members.people')}
            </th>
            <th scope="col">{t('members.state')}</th>
            <th scope="col">
              <span className="visually-hidden">{t('members.invite')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((m) => (
            <tr key={m.id}>
              <th scope="row">
                {m.name}
                <p className="small muted" style={{ fontWeight: 400 }}>
                  {[sectorOf(m.sector), formatDay(m.createdAt)].filter(Boolean).join(' · ')}
                </p>
              </th>
              <td data-label={t('members.country')}>{m.countryName}</td>
              <td data-label={t('members.people')} className="num">
                {formatNumber(m.people)}
              </td>
              <td data-label={t('members.state')}>
                <span>{m.people > 0 ? <Chip tone="good">{t('members.active')}</Chip> : <Chip tone="warn">{t('members.invited')}</Chip>}</span>
              </td>
              <td>
                <Button small aria-label={t('members.inviteOf', { name: m.name })} onClick={() => onInvite(m)}>
                  {t('members.invite')}
                </Button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  )
}

function LanguageChoice({ value, onChange }: { value: Language; onChange: (language: Language) => void }) {
  const { t: app } = useTranslation('app')
  return (
    <Select label={app('languageField')} value={value} onChange={(e) => onChange(e.target.value as Language)}>
      {languages.map((l) => (
        <option key={l.tag} value={l.tag} lang={l.tag}>
          {l.name}
        </option>
      ))}
    </Select>
  )
}

function AddMember() {
  const { t } = useTranslation('forum')
  const words = useWords()
  const add = useAddMember()
  const [member, setMember] = useState({ name: '', country: '', sector: '', email: '', language: now() })
  const set = (field: keyof typeof member) => (e: { target: { value: string } }) => setMember({ ...member, [field]: e.target.value })
  const submit = (e: FormEvent) => {
    e.preventDefault()
    add.mutate({ ...member, name: member.name.trim(), email: member.email.trim() })
  }
  return (
    <Panel title={t('members.add')}>
      <form className="form" onSubmit={submit}>
        <p className="muted">{t('members.addText')}</p>
        <TextInput label={t('members.name')} required autoComplete="off" value={member.name} onChange={set('name')} />
        <Select label={t('members.country')} required value={member.country} onChange={set('country')}>
          <option value="">{t('members.chooseCountry')}</option>
          {(words.data?.countries ?? []).map((c) => (
            <option key={c.id} value={c.id}>
              {c.name}
            </option>
          ))}
        </Select>
        <Select label={t('members.sector')} value={member.sector} onChange={set('sector')}>
          <option value="">{t('members.chooseSector')}</option>
          {(words.data?.sectors ?? []).map((s) => (
            <option key={s.id} value={s.id}>
              {s.id} {s.name}
            </option>
          ))}
        </Select>
        <TextInput label={t('members.email')} type="email" required autoComplete="off" value={member.email} onChange={set('email')} />
        <LanguageChoice value={member.language} onChange={(language) => setMember({ ...member, language })} />
        {add.isError && <ProblemNotice error={add.error} />}
        <div>
          <Button type="submit" look="primary" busy={add.isPending}>
            {t('members.create')}
          </Button>
        </div>
        {add.isSuccess && <CopyLink link={add.data.link} mailed={add.data.mailed} email={add.variables.email} />}
      </form>
    </Panel>
  )
}

function InviteDialog({ member, onClose }: { member: Member | null; onClose: () => void }) {
  const { t } = useTranslation('forum')
  const { t: app } = useTranslation('app')
  const invite = useInviteMember()
  const [email, setEmail] = useState('')
  const [language, setLanguage] = useState<Language>(now())
  const submit = (e: FormEvent) => {
    e.preventDefault()
    if (member) invite.mutate({ member: member.id, email: email.trim(), language })
  }
  return (
    <Dialog open={member !== null} title={t('members.inviteTitle', { name: member?.name ?? '' })} closeLabel={app('close')} onClose={onClose}>
      <form className="form" onSubmit={submit}>
        <TextInput label={app('emailField')} type="email" required autoComplete="off" value={email} onChange={(e) => setEmail(e.target.value)} />
        <LanguageChoice value={language} onChange={setLanguage} />
        {invite.isError && <ProblemNotice error={invite.error} />}
        {invite.isSuccess ? (
          <CopyLink link={invite.data.link} mailed={invite.data.mailed} email={invite.variables.email} />
        ) : (
          <div>
            <Button type="submit" look="primary" busy={invite.isPending}>
              {t('members.inviteSend')}
            </Button>
          </div>
        )}
      </form>
    </Dialog>
  )
}

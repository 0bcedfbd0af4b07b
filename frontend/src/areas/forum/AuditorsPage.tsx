import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { useAddAuditor, useAuditors, useEndGrant, useGiveGrant, useGrants, useMembers } from '@/api/forum'
import type { Grant, Language } from '@/api/types'
import { language as now, languages } from '@/i18n'
import { Button } from '@/ui/Button'
import { Chip } from '@/ui/Chip'
import { CopyLink } from '@/ui/CopyLink'
import { Select, TextInput } from '@/ui/Field'
import { daysUntil, formatDay, formatNumber } from '@/ui/format'
import { Notice } from '@/ui/Notice'
import { PageHead } from '@/ui/PageHead'
import { Panel } from '@/ui/Panel'
import { ProblemNotice } from '@/ui/ProblemNotice'
import { TableScroll } from '@/ui/TableScroll'
import { Waiting } from '@/ui/Waiting'

export function AuditorsPage() {
  const { t } = useTranslation('forum')
  return (
    <>
      <PageHead title={t('auditors.title')} lead={t('auditors.lead')} />
      <div className="columns-2">
        <div className="stack">
          <Grants />
          <Auditors />
        </div>
        <div className="stack">
          <GiveGrant />
          <AddAuditor />
        </div>
      </div>
    </>
  )
}

function Auditors() {
  const { t } = useTranslation('forum')
  const query = useAuditors()
  return (
    <Panel title={t('auditors.auditors')} flush>
      <Waiting query={query} lines={3}>
        {({ rows }) =>
          (rows ?? []).length === 0 ? (
            <p className="panel-body muted">{t('auditors.noneAuditors')}</p>
          ) : (
            <TableScroll label={t('auditors.auditors')}>
              <table className="table table-cards">
                <caption className="visually-hidden">{t('auditors.auditors')}</caption>
                <thead>
                  <tr>
                    <th scope="col">{t('auditors.auditor')}</th>
                    <th scope="col" className="num">
                      {t('auditors.people')}
                    </th>
                    <th scope="col" className="num">
                      {t('auditors.grantsCount')}
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {rows.map((a) => (
                    <tr key={a.id}>
                      <th scope="row">{a.name}</th>
                      <td className="num" data-label={t('auditors.people')}>
                        {formatNumber(a.people)}
                      </td>
                      <td className="num" data-label={t('auditors.grantsCount')}>
                        {formatNumber(a.grants)}
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </TableScroll>
          )
        }
      </Waiting>
    </Panel>
  )
}

function Grants() {
  const { t } = useTranslation('forum')
  const query = useGrants()
  const end = useEndGrant()
  return (
    <Panel title={t('auditors.grants')} flush>
      <Waiting query={query} lines={4}>
        {({ rows }) =>
          (rows ?? []).length === 0 ? (
            <p className="panel-body muted">{t('auditors.noneGrants')}</p>
          ) : (
            <TableScroll label={t('auditors.grantsCaption')}>
              <table className="table table-cards">
                <caption className="visually-hidden">{t('auditors.grantsCaption')}</caption>
                <thead>
                  <tr>
                    <th scope="col">{t('auditors.company')}</th>
                    <th scope="col">{t('auditors.auditor')}</th>
                    <th scope="col">{t('auditors.until')}</th>
                    <th scope="col">{t('auditors.state')}</th>
                    <th scope="col">
                      <span className="visually-hidden">{t('auditors.end')}</span>
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {[...rows]
                    .sort((a, b) => Number(b.active) - Number(a.active))
                    .map((g) => (
                      <tr key={g.id}>
                        <th scope="row">{g.company}</th>
                        <td data-label={t('auditors.auditor')}>{g.auditor}</td>
                        <td data-label={t('auditors.until')} className="nowrap">
                          {formatDay(g.endsOn)}
                        </td>
                        <td data-label={t('auditors.state')}>
                          <span>
                            <GrantState grant={g} />
                          </span>
                        </td>
                        <td>
                          {!g.ended && (
                            <Button
                              small
                              look="danger"
                              aria-label={t('auditors.endOf', { auditor: g.auditor, company: g.company })}
                              busy={end.isPending && end.variables === g.id}
                              onClick={() => end.mutate(g.id)}
                            >
                              {t('auditors.end')}
                            </Button>
                          )}
                        </td>
                      </tr>
                    ))}
                </tbody>
              </table>
            </TableScroll>
          )
        }
      </Waiting>
      {end.isError && <ProblemNotice error={end.error} />}
    </Panel>
  )
}

function GrantState({ grant }: { grant: Grant }) {
  const { t } = useTranslation('forum')
  if (grant.active) return <Chip tone="good">{t('auditors.active')}</Chip>
  if (!grant.ended && daysUntil(grant.startsOn) > 0) return <Chip tone="accent">{t('auditors.planned')}</Chip>
  return <Chip>{t('auditors.ended')}</Chip>
}

function GiveGrant() {
  const { t } = useTranslation('forum')
  const auditors = useAuditors()
  const members = useMembers('', 0, 200)
  const give = useGiveGrant()
  const [grant, setGrant] = useState({ auditorId: '', companyId: '', startsOn: new Date().toLocaleDateString('sv'), endsOn: '' })
  const set = (field: keyof typeof grant) => (e: { target: { value: string } }) => setGrant({ ...grant, [field]: e.target.value })
  const wrong = Boolean(grant.endsOn && grant.endsOn < grant.startsOn)
  const submit = (e: FormEvent) => {
    e.preventDefault()
    if (!wrong) give.mutate(grant)
  }
  return (
    <Panel title={t('auditors.give')}>
      <form className="form" onSubmit={submit}>
        <Select label={t('auditors.auditor')} required value={grant.auditorId} onChange={set('auditorId')}>
          <option value="">{t('auditors.chooseAuditor')}</option>
          {(auditors.data?.rows ?? []).map((a) => (
            <option key={a.id} value={a.id}>
              {a.name}
            </option>
          ))}
        </Select>
        <Select label={t('auditors.company')} required value={grant.companyId} onChange={set('companyId')}>
          <option value="">{t('auditors.chooseCompany')}</option>
          {(members.data?.rows ?? []).map((m) => (
            <option key={m.id} value={m.id}>
              {m.name}
            </option>
          ))}
        </Select>
        <div className="form-pair">
          <TextInput label={t('auditors.from')} type="date" required value={grant.startsOn} onChange={set('startsOn')} />
          <TextInput label={t('auditors.until')} type="date" required value={grant.endsOn} error={wrong ? t('auditors.order') : undefined} onChange={set('endsOn')} />
        </div>
        {give.isError && <ProblemNotice error={give.error} />}
        {give.isSuccess && <Notice tone="good" live title={t('auditors.given')} />}
        <div>
          <Button type="submit" look="primary" busy={give.isPending}>
            {t('auditors.giveAction')}
          </Button>
        </div>
      </form>
    </Panel>
  )
}

function AddAuditor() {
  const { t } = useTranslation('forum')
  const { t: app } = useTranslation('app')
  const add = useAddAuditor()
  const [name, setName] = useState('')
  const [email, setEmail] = useState('')
  const [language, setLanguage] = useState<Language>(now())
  const submit = (e: FormEvent) => {
    e.preventDefault()
    add.mutate({ name: name.trim(), email: email.trim(), language })
  }
  return (
    <Panel title={t('auditors.add')}>
      <form className="form" onSubmit={submit}>
        <TextInput label={t('auditors.addName')} required autoComplete="off" value={name} onChange={(e) => setName(e.target.value)} />
        <TextInput label={app('emailField')} type="email" required autoComplete="off" value={email} onChange={(e) => setEmail(e.target.value)} />
        <Select label={app('languageField')} value={language} onChange={(e) => setLanguage(e.target.value as Language)}>
          {languages.map((l) => (
            <option key={l.tag} value={l.tag} lang={l.tag}>
              {l.name}
            </option>
          ))}
        </Select>
        {add.isError && <ProblemNotice error={add.error} />}
        <div>
          <Button type="submit" look="primary" busy={add.isPending}>
            {t('auditors.create')}
          </Button>
        </div>
        {add.isSuccess && <CopyLink link={add.data.link} mailed={add.data.mailed} email={add.variables.email} />}
      </form>
    </Panel>
  )
}

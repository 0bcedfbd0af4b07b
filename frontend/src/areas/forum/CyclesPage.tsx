import { Link } from '@tanstack/react-router'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { useCloseCycle, useCycles, useOpenCycle, usePublications } from '@/api/forum'
import type { Cycle, Publication } from '@/api/types'
import { Button } from '@/ui/Button'
import { Chip } from '@/ui/Chip'
import { Dialog } from '@/ui/Dialog'
import { Select, TextInput } from '@/ui/Field'
import { formatDay } from '@/ui/format'
import { Notice } from '@/ui/Notice'
import { PageHead } from '@/ui/PageHead'
import { Panel } from '@/ui/Panel'
import { ProblemNotice } from '@/ui/ProblemNotice'
import { TableScroll } from '@/ui/TableScroll'
import { Waiting } from '@/ui/Waiting'

export function CyclesPage() {
  const { t } = useTranslation('forum')
  const query = useCycles()
  return (
    <>
      <PageHead title={t('cycles.title')} lead={t('cycles.lead')} />
      <div className="columns-2">
        <Panel title={t('cycles.list')} flush>
          <Waiting query={query}>
            {({ rows }) => ((rows ?? []).length === 0 ? <p className="panel-body muted">{t('cycles.none')}</p> : <CycleTable cycles={rows} />)}
          </Waiting>
        </Panel>
        <OpenCycle />
      </div>
    </>
  )
}

function CycleTable({ cycles }: { cycles: Cycle[] }) {
  const { t } = useTranslation('forum')
  const { t: app } = useTranslation('app')
  const close = useCloseCycle()
  const publications = usePublications()
  const titled = (e: { digest: string; name: string; version: string }) => {
    const all = [...(publications.data?.questionnaires ?? []), ...(publications.data?.rulebooks ?? [])]
    return named(all.find((p) => p.digest === e.digest) ?? { ...e, title: '' })
  }
  const [asked, setAsked] = useState<Cycle | null>(null)
  return (
    <>
      <TableScroll label={t('cycles.caption')}>
        <table className="table table-cards">
          <caption className="visually-hidden">{t('cycles.caption')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('cycles.name')}</th>
              <th scope="col">{t('cycles.state')}</th>
              <th scope="col">{t('cycles.dueOn')}</th>
              <th scope="col">{t('cycles.closesOn')}</th>
              <th scope="col">
                <span className="visually-hidden">{t('cycles.close')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {cycles.map((c) => (
              <tr key={c.id}>
                <th scope="row">
                  <Link to="/forum/board" search={{ cycle: c.id }}>
                    {c.name}
                  </Link>
                  <p className="small muted" style={{ fontWeight: 400 }}>
                    {titled(c.questionnaire)} · {titled(c.rulebook)}
                  </p>
                </th>
                <td data-label={t('cycles.state')}>
                  <span>
                    <Chip tone={c.open ? 'good' : 'neutral'}>{c.open ? t('cycles.isOpen') : t('cycles.isClosed')}</Chip>
                  </span>
                </td>
                <td data-label={t('cycles.dueOn')} className="nowrap">
                  {formatDay(c.dueOn)}
                </td>
                <td data-label={t('cycles.closesOn')} className="nowrap">
                  {formatDay(c.closesOn)}
                </td>
                <td>
                  {c.open && (
                    <Button small look="danger" aria-label={t('cycles.closeOf', { name: c.name })} onClick={() => setAsked(c)}>
                      {t('cycles.close')}
                    </Button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableScroll>
      {close.isError && <ProblemNotice error={close.error} />}
      <Dialog open={asked !== null} title={t('cycles.closeConfirm')} closeLabel={app('close')} onClose={() => setAsked(null)}>
        {asked && (
          <div className="form">
            <p>{t('cycles.closeText', { name: asked.name })}</p>
            <div className="row-end">
              <Button onClick={() => setAsked(null)}>{app('cancel')}</Button>
              <Button
                look="danger"
                onClick={() => {
                  close.mutate(asked.id)
                  setAsked(null)
                }}
              >
                {t('cycles.close')}
              </Button>
            </div>
          </div>
        )}
      </Dialog>
    </>
  )
}

function named(p: Publication): string {
  return [p.title || p.name, p.version].filter(Boolean).join(' ')
}

function OpenCycle() {
  const { t } = useTranslation('forum')
  const publications = usePublications()
  const open = useOpenCycle()
  const [cycle, setCycle] = useState({ name: '', opensOn: '', dueOn: '', closesOn: '', questionnaire: '', rulebook: '' })
  const set = (field: keyof typeof cycle) => (e: { target: { value: string } }) => setCycle({ ...cycle, [field]: e.target.value })
  const questionnaire = cycle.questionnaire || publications.data?.questionnaires?.[0]?.digest || ''
  const rulebook = cycle.rulebook || publications.data?.rulebooks?.[0]?.digest || ''
  const wrong = Boolean(cycle.opensOn && cycle.dueOn && cycle.dueOn <= cycle.opensOn) || Boolean(cycle.dueOn && cycle.closesOn && cycle.closesOn < cycle.dueOn)
  const submit = (e: FormEvent) => {
    e.preventDefault()
    if (!wrong) open.mutate({ ...cycle, name: cycle.name.trim(), questionnaire, rulebook })
  }
  return (
    <Panel title={t('cycles.open')}>
      <form className="form" onSubmit={submit}>
        <TextInput label={t('cycles.name')} hint={t('cycles.nameHint')} required value={cycle.name} onChange={set('name')} />
        <div className="form-pair">
          <TextInput label={t('cycles.opensOn')} type="date" required value={cycle.opensOn} onChange={set('opensOn')} />
          <TextInput label={t('cycles.dueOn')} type="date" required value={cycle.dueOn} error={wrong ? t('cycles.order') : undefined} onChange={set('dueOn')} />
          <TextInput label={t('cycles.closesOn')} type="date" required value={cycle.closesOn} onChange={set('closesOn')} />
        </div>
        <Select label={t('cycles.questionnaire')} required value={questionnaire} onChange={set('questionnaire')}>
          {(publications.data?.questionnaires ?? []).map((p) => (
            <option key={p.digest} value={p.digest}>
              {named(p)}
            </option>
          ))}
        </Select>
        <Select label={t('cycles.rulebook')} required value={rulebook} onChange={set('rulebook')}>
          {(publications.data?.rulebooks ?? []).map((p) => (
            <option key={p.digest} value={p.digest}>
              {named(p)}
            </option>
          ))}
        </Select>
        {publications.isError && <ProblemNotice error={publications.error} />}
        {open.isError && <ProblemNotice error={open.error} />}
        {open.isSuccess && <Notice tone="good" live title={t('cycles.created')} />}
        <div>
          <Button type="submit" look="primary" busy={open.isPending}>
            {t('cycles.create')}
          </Button>
        </div>
      </form>
    </Panel>
  )
}

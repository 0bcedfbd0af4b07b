import './rulebook.css'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { useCycles } from '@/api/forum'
import { rulebookText, useNewDraft, useRulebookDrafts, useRulebooks } from '@/api/whatif'
import type { Cycle, RulebookDraft, RulebookPublished } from '@/api/types'
import { Button } from '@/ui/Button'
import { Chip } from '@/ui/Chip'
import { Dialog } from '@/ui/Dialog'
import { Digest } from '@/ui/Digest'
import { TextInput } from '@/ui/Field'
import { formatDay, formatTime } from '@/ui/format'
import { Icon } from '@/ui/Icon'
import { PageHead } from '@/ui/PageHead'
import { Panel } from '@/ui/Panel'
import { ProblemNotice } from '@/ui/ProblemNotice'
import { TableScroll } from '@/ui/TableScroll'
import { Waiting } from '@/ui/Waiting'
import { DraftState } from './DraftPage'
import { BackTest } from './_parts/BackTest'
import { DiffList } from './_parts/DiffList'

/** The rulebooks: those in use, and those on their way. */
export function RulebooksPage() {
  const { t } = useTranslation('rulebook')
  const published = useRulebooks()
  const drafts = useRulebookDrafts()
  const cycles = useCycles()
  const [from, setFrom] = useState<RulebookPublished | null>(null)
  return (
    <>
      <PageHead title={t('published.title')} lead={t('published.lead')} />
      <div className="stack">
        <Panel title={t('drafts.title')} flush>
          <Waiting query={drafts} lines={3}>
            {({ rows }) => ((rows ?? []).length === 0 ? <p className="panel-body muted">{t('drafts.none')}</p> : <DraftTable drafts={rows} />)}
          </Waiting>
        </Panel>
        <Waiting query={published} lines={6}>
          {({ rows }) => (
            <section className="stack" aria-labelledby="published-list">
              <h2 id="published-list">{t('published.list')}</h2>
              {rows.map((r) => (
                <Published key={r.digest} rulebook={r} cycles={(cycles.data?.rows ?? []).filter((c) => c.rulebook.digest === r.digest)} onDraft={() => setFrom(r)} />
              ))}
            </section>
          )}
        </Waiting>
      </div>
      <NewDraft from={from} onClose={() => setFrom(null)} />
    </>
  )
}

function DraftTable({ drafts }: { drafts: RulebookDraft[] }) {
  const { t } = useTranslation('rulebook')
  return (
    <TableScroll label={t('drafts.title')}>
      <table className="table table-cards">
        <caption className="visually-hidden">{t('drafts.title')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('drafts.name')}</th>
            <th scope="col">{t('drafts.state')}</th>
            <th scope="col">{t('drafts.changed')}</th>
            <th scope="col">{t('drafts.by')}</th>
          </tr>
        </thead>
        <tbody>
          {drafts.map((d) => (
            <tr key={d.id}>
              <th scope="row">
                <Link to="/forum/rulebooks/drafts/$draft" params={{ draft: d.id }}>
                  {d.title}
                </Link>
              </th>
              <td data-label={t('drafts.state')}>
                <span className="row" style={{ gap: '0.4rem' }}>
                  <DraftState state={d.state} />
                  {d.state === 'proposed' && <span className="small muted">{d.proposal?.mine ? t('drafts.waitsForOther') : t('drafts.waitsForYou')}</span>}
                  {d.state === 'draft' && d.proposal?.decision === 'declined' && <span className="small muted">{t('drafts.declined')}</span>}
                </span>
              </td>
              <td data-label={t('drafts.changed')} className="nowrap">
                {formatTime(d.updatedAt)}
              </td>
              <td data-label={t('drafts.by')}>{d.updatedBy}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  )
}

function Published({ rulebook: r, cycles, onDraft }: { rulebook: RulebookPublished; cycles: Cycle[]; onDraft: () => void }) {
  const { t } = useTranslation('rulebook')
  const name = [r.title || r.name, r.version].join(' ')
  return (
    <Panel
      level={3}
      title={name}
      aside={
        <span className="row" style={{ gap: '0.4rem' }}>
          {r.inForce && (
            <Chip tone="good" icon="check">
              {t('published.inForce')}
            </Chip>
          )}
          {cycles.map((c) => (
            <Chip key={c.id} icon="cycle">
              {t('published.pinned', { cycle: c.name })}
            </Chip>
          ))}
        </span>
      }
    >
      <div className="stack-s">
        <p className="muted small">
          {r.proposedBy ? t('published.by', { day: formatDay(r.publishedAt), proposed: r.proposedBy, published: r.publishedBy }) : t('published.shipped', { day: formatDay(r.publishedAt) })}
        </p>
        {r.why && <blockquote className="why">{r.why}</blockquote>}
        <div className="row">
          <Link to="/forum/rulebooks/$digest" params={{ digest: r.digest }} className="button button-plain button-small" aria-label={`${t('published.read')}: ${name}`}>
            <Icon name="answers" />
            {t('published.read')}
          </Link>
          <Button small icon="plus" aria-label={`${t('published.draft')}: ${name}`} onClick={onDraft}>
            {t('published.draft')}
          </Button>
        </div>
        {r.backTest && (
          <details className="more">
            <summary>
              <Icon name="next" />
              {t('published.what')}
            </summary>
            <div className="stack-s more-body">
              <DiffList diff={r.diff ?? []} none={t('details.wordsNone')} />
              <BackTest effect={r.backTest} />
            </div>
          </details>
        )}
        <p className="small muted row">
          {t('decide.digest')} <Digest digest={r.digest} />
        </p>
      </div>
    </Panel>
  )
}

function NewDraft({ from, onClose }: { from: RulebookPublished | null; onClose: () => void }) {
  const { t } = useTranslation('rulebook')
  const { t: app } = useTranslation('app')
  return (
    <Dialog open={from !== null} title={t('published.draft')} closeLabel={app('close')} onClose={onClose}>
      {from && <NewDraftForm from={from} onClose={onClose} />}
    </Dialog>
  )
}

function NewDraftForm({ from, onClose }: { from: RulebookPublished; onClose: () => void }) {
  const { t } = useTranslation('rulebook')
  const { t: app } = useTranslation('app')
  const navigate = useNavigate()
  const make = useNewDraft()
  const [title, setTitle] = useState('')
  const [error, setError] = useState<unknown>(null)
  const submit = async (e: FormEvent) => {
    e.preventDefault()
    setError(null)
    try {
      const draft = await make.mutateAsync({ title: title.trim(), text: await rulebookText(from.digest), basedOn: from.digest })
      await navigate({ to: '/forum/rulebooks/drafts/$draft', params: { draft: draft.id } })
    } catch (problem) {
      setError(problem)
    }
  }
  return (
    <form className="form" onSubmit={(e) => void submit(e)}>
      <p>{t('drafts.from', { name: [from.title || from.name, from.version].join(' ') })}</p>
      <TextInput label={t('draft.title')} hint={t('draft.titleHint')} required maxLength={200} value={title} onChange={(e) => setTitle(e.target.value)} />
      {error !== null && <ProblemNotice error={error} />}
      <div className="row-end">
        <Button onClick={onClose}>{app('cancel')}</Button>
        <Button type="submit" look="primary" busy={make.isPending}>
          {t('drafts.begin')}
        </Button>
      </div>
    </form>
  )
}

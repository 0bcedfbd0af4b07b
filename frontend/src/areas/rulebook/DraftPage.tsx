import { getRouteApi, Link, useBlocker, useNavigate } from '@tanstack/react-router'
import { useQuery } from '@tanstack/react-query'
import { useCallback, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { asProblem } from '@/api/problem'
import { checkOf, saveDraft, useDropDraft, useNewDraft, useRulebookDraft, useRulebookText, whatIfOfForum } from '@/api/whatif'
import type { RulebookDraft } from '@/api/types'
import { NotFound } from '@/app/NotFound'
import { Button } from '@/ui/Button'
import { Chip } from '@/ui/Chip'
import { Dialog } from '@/ui/Dialog'
import { TextInput } from '@/ui/Field'
import { formatTime } from '@/ui/format'
import { Icon } from '@/ui/Icon'
import { Notice } from '@/ui/Notice'
import { PageHead } from '@/ui/PageHead'
import { Panel } from '@/ui/Panel'
import { ProblemNotice } from '@/ui/ProblemNotice'
import { Waiting } from '@/ui/Waiting'
import { saveText } from './_lib/saveText'
import { useAutosave } from './_lib/useAutosave'
import { Declined, Decide } from './_parts/Decide'
import { Editor } from './_parts/Editor'
import { Propose } from './_parts/Propose'
import { baseWeights, Workbench } from './_parts/Workbench'

const route = getRouteApi('/inside/secretariat/forum/rulebooks/drafts/$draft')

/** A draft of a rulebook: officers write on it together, see what it would change, propose it, and decide on it. */
export function DraftPage() {
  const { draft } = route.useParams()
  const query = useRulebookDraft(draft)
  // What a colleague wrote is taken over only when it is asked for.
  const [round, setRound] = useState(0)
  const again = () => void query.refetch().then(() => setRound((n) => n + 1))
  if (query.isError && asProblem(query.error).status === 404) return <NotFound />
  return (
    <Waiting query={query} lines={12}>
      {(row) => <Draft key={`${row.id}/${row.state}/${round}`} draft={row} onAgain={again} />}
    </Waiting>
  )
}

function Draft({ draft, onAgain }: { draft: RulebookDraft; onAgain: () => void }) {
  const { t } = useTranslation('rulebook')
  const open = draft.state === 'draft'
  const auto = useAutosave(draft, (words) => saveDraft(draft.id, words))
  const published = useRulebookText(draft.basedOn || undefined)
  const check = useQuery(checkOf(draft.basedOn, published.data ?? ''))
  const base = useMemo(() => baseWeights(check.data), [check.data])
  const { words, state } = auto
  useBlocker({ shouldBlockFn: () => !window.confirm(t('draft.leave')), enableBeforeUnload: () => open && auto.unsaved, disabled: !open || !auto.unsaved })

  const { write } = auto
  const writeText = useCallback((text: string) => write({ text }), [write])
  const download = (
    <Button small icon="download" onClick={() => saveText('rulebook-draft.yaml', words.text)}>
      {t('text.download')}
    </Button>
  )

  return (
    <>
      <PageHead
        crumb={
          <Link to="/forum/rulebooks" className="crumb">
            <Icon name="back" />
            {t('published.title')}
          </Link>
        }
        title={words.title || t('draft.untitled')}
        lead={open ? t('draft.lead') : undefined}
        beside={
          <p className="row draft-state">
            <DraftState state={draft.state} />
            {open && <Saved state={state} at={auto.updatedAt} by={draft.updatedBy} />}
          </p>
        }
        actions={<DraftActs draft={draft} text={words.text} />}
      />
      <div className="stack">
        {state === 'conflict' && <Conflict draft={draft} words={words} error={auto.error} onAgain={onAgain} />}
        {state === 'failed' && <ProblemNotice error={auto.error} onRetry={() => void auto.flush()} />}
        {draft.proposal?.decision === 'declined' && open && <Declined proposal={draft.proposal} />}
        {draft.proposal && draft.state === 'proposed' && <Decide draft={draft} proposal={draft.proposal} />}
        {draft.state === 'published' && (
          <Notice tone="good" title={t('draft.published')}>
            <Link to="/forum/rulebooks">{t('draft.publishedSee')}</Link>
          </Notice>
        )}
        {open && (
          <div className="draft-title">
            <TextInput label={t('draft.title')} hint={t('draft.titleHint')} required maxLength={200} value={words.title} onChange={(e) => auto.write({ title: e.target.value })} />
          </div>
        )}
        {open ? (
          <Workbench text={words.text} onText={state === 'conflict' ? undefined : writeText} ask={whatIfOfForum} base={base} aside={download} />
        ) : (
          <Panel title={t('text.title')} aside={download} className="reading">
            <Editor label={t('text.read')} text={words.text} readOnly />
          </Panel>
        )}
        {open && <Propose draft={draft} text={words.text} flush={auto.flush} disabled={state === 'conflict'} />}
      </div>
    </>
  )
}

export function DraftState({ state }: { state: RulebookDraft['state'] }) {
  const { t } = useTranslation('rulebook')
  const looks = { draft: ['neutral', 'answers'], proposed: ['warn', 'clock'], published: ['good', 'check'] } as const
  const [tone, icon] = looks[state]
  return (
    <Chip tone={tone} icon={icon}>
      {t(`draft.state.${state}`)}
    </Chip>
  )
}

function Saved({ state, at, by }: { state: ReturnType<typeof useAutosave>['state']; at: string; by: string }) {
  const { t } = useTranslation('rulebook')
  return (
    <span className="small muted" role="status" data-saved={state}>
      {state === 'saved' ? t('draft.saved', { when: formatTime(at), by }) : t(`draft.${state}`)}
    </span>
  )
}

/** A colleague was quicker: nothing was written over, and nothing of one's own is lost. */
function Conflict({ draft, words, error, onAgain }: { draft: RulebookDraft; words: { title: string; text: string }; error: unknown; onAgain: () => void }) {
  const { t } = useTranslation('rulebook')
  const navigate = useNavigate()
  const make = useNewDraft()
  const problem = asProblem(error)
  const keepMine = () =>
    make.mutate(
      { title: t('draft.copyOf', { title: words.title || draft.title }).slice(0, 200), text: words.text, basedOn: draft.basedOn || undefined },
      { onSuccess: (copy) => void navigate({ to: '/forum/rulebooks/drafts/$draft', params: { draft: copy.id }, ignoreBlocker: true }) },
    )
  return (
    <Notice
      tone="warn"
      live
      title={problem.title || t('draft.conflictTitle')}
      actions={
        <>
          <Button small look="primary" busy={make.isPending} onClick={keepMine}>
            {t('draft.keepMine')}
          </Button>
          <Button small icon="download" onClick={() => saveText('rulebook-draft.yaml', words.text)}>
            {t('draft.downloadMine')}
          </Button>
          <Button small onClick={onAgain}>
            {t('draft.readTheirs')}
          </Button>
        </>
      }
    >
      <p>{t('draft.conflictText')}</p>
      {make.isError && <ProblemNotice error={make.error} />}
    </Notice>
  )
}

function DraftActs({ draft, text }: { draft: RulebookDraft; text: string }) {
  const { t } = useTranslation('rulebook')
  const { t: app } = useTranslation('app')
  const navigate = useNavigate()
  const drop = useDropDraft()
  const [asked, setAsked] = useState(false)
  if (draft.state !== 'draft') return null
  return (
    <>
      <Button look="danger" onClick={() => setAsked(true)}>
        {t('draft.drop')}
      </Button>
      <Dialog open={asked} title={t('draft.dropTitle')} closeLabel={app('close')} onClose={() => setAsked(false)}>
        <div className="form">
          <p>{t('draft.dropText')}</p>
          {drop.isError && <ProblemNotice error={drop.error} />}
          <div className="row-end">
            <Button icon="download" onClick={() => saveText('rulebook-draft.yaml', text)}>
              {t('text.download')}
            </Button>
            <Button onClick={() => setAsked(false)}>{app('cancel')}</Button>
            <Button look="danger" busy={drop.isPending} onClick={() => drop.mutate(draft.id, { onSuccess: () => void navigate({ to: '/forum/rulebooks', ignoreBlocker: true }) })}>
              {t('draft.drop')}
            </Button>
          </div>
        </div>
      </Dialog>
    </>
  )
}

import './imports.css'
import { Link, useParams } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { busy, useImport } from '@/api/imports'
import { keys, queryClient } from '@/api/keys'
import { asProblem } from '@/api/problem'
import { useScoring } from '@/api/portfolio'
import { useCompany } from '@/api/session'
import type { Import } from '@/api/types'
import { NotFound } from '@/app/NotFound'
import { announce } from '@/ui/announce'
import { ButtonLink } from '@/ui/Button'
import { formatBytes, formatNumber, formatTime } from '@/ui/format'
import { Icon } from '@/ui/Icon'
import { Notice } from '@/ui/Notice'
import { PageHead } from '@/ui/PageHead'
import { Panel } from '@/ui/Panel'
import { Progress } from '@/ui/Progress'
import { Waiting } from '@/ui/Waiting'
import { ApplyBar } from './_parts/ApplyBar'
import { EffectPanel } from './_parts/EffectPanel'
import { MarkedBack } from './_parts/Marked'
import { MappingWizard } from './_parts/MappingWizard'
import { Pairs } from './_parts/Pairs'
import { PolicyPanel } from './_parts/PolicyPanel'
import { Preview, type View } from './_parts/Preview'
import { Undo } from './_parts/Undo'
import { Unlock } from './_parts/Unlock'
import { hasForm, TextForm } from './_parts/TextForm'

export function ImportPage() {
  const { import: id = '' } = useParams({ strict: false })
  const query = useImport(useCompany(), id)
  if (query.isError && asProblem(query.error).status === 404) return <NotFound />
  return <Waiting query={query}>{(told) => <OneImport told={told} />}</Waiting>
}

function OneImport({ told }: { told: Import }) {
  const { t } = useTranslation('imports')
  const company = useCompany()
  useEndOfWork(told, company)
  const [view, setView] = useState<View>()
  const listPage = told.kind === 'suppliers' ? '/imports' : '/responses'
  return (
    <>
      <PageHead
        crumb={
          <Link to={listPage} className="crumb">
            <Icon name="back" />
            {t('back')}
          </Link>
        }
        title={told.fileName}
        lead={<Shape told={told} />}
      />
      <div className="stack">
        {told.state === 'reading' && (
          <Panel title={t('readingTitle')}>
            <Progress
              label={t('readingRows', { count: told.rowsRead, rows: formatNumber(told.rowsRead) })}
              share={told.shareRead > 0 ? told.shareRead : null}
            />
            <p className="small muted">{t('readingHint')}</p>
          </Panel>
        )}
        {told.state === 'importing' && (
          <Panel title={t('importingTitle')}>
            <Progress label={t('importingTitle')} share={null} />
            <p className="small muted">{t('importingHint')}</p>
          </Panel>
        )}
        {told.state === 'refused' && (
          <Notice
            tone="bad"
            live
            title={told.fault?.title ?? t('refusedTitle')}
            actions={
              <ButtonLink to={listPage} small icon="upload">
                {t('refusedAnother')}
              </ButtonLink>
            }
          >
            {told.fault?.detail}
          </Notice>
        )}
        {told.fault?.code === 'sheet.password' && told.state === 'refused' && <Unlock told={told} company={company} />}
        {told.state === 'discarded' && (
          <Notice title={t('discardedTitle')} actions={<ButtonLink to={listPage}>{t('refusedAnother')}</ButtonLink>} />
        )}
        {told.state === 'imported' && <Done told={told} company={company} />}
        {told.mapping && (told.state === 'ready' || told.state === 'refused') && told.kind === 'suppliers' && (
          <MappingWizard key={told.mapping.tab + told.mapping.headerRow} told={told} mapping={told.mapping} company={company} />
        )}
        {!told.mapping && told.state === 'refused' && hasForm(told) && (
          <Panel title={t('form.title')} flush>
            <TextForm told={told} company={company} />
          </Panel>
        )}
        <MarkedBack told={told} company={company} />
        {told.state === 'ready' && <EffectPanel told={told} />}
        {told.state === 'ready' && told.kind === 'suppliers' && <PolicyPanel told={told} company={company} />}
        {(told.state === 'ready' || told.state === 'imported' || (told.state === 'refused' && told.counts.issues > 0)) && <Preview told={told} company={company} chosen={view} onChoose={setView} />}
        {(told.state === 'ready' || (told.state === 'imported' && !told.undoState)) && told.kind === 'suppliers' && <Pairs told={told} company={company} />}
        {told.state === 'ready' && <ApplyBar told={told} company={company} />}
      </div>
    </>
  )
}

function Shape({ told }: { told: Import }) {
  const { t } = useTranslation('imports')
  const { shape, mapping } = told
  const delimiter = shape?.delimiter === '\t' ? 'TAB' : shape?.delimiter
  const words = [
    shape?.format ? t('sub.shape', { format: shape.format.toUpperCase(), size: formatBytes(told.bytes) }) : formatBytes(told.bytes),
    told.state !== 'reading' && told.rowsRead > 0 && t('sub.rows', { count: told.rowsRead, rows: formatNumber(told.rowsRead) }),
    mapping?.tab && shape?.format !== 'csv' && t('sub.tab', { tab: mapping.tab }),
    shape?.format === 'csv' && shape.encoding && t('sub.encoding', { encoding: shape.encoding }),
    shape?.format === 'csv' && delimiter && t('sub.delimiter', { delimiter }),
  ].filter(Boolean)
  return <p>{words.join(' · ')}</p>
}

/** What an import did, in the past tense; its undoing, and what became of that. */
function Done({ told, company }: { told: Import; company: string }) {
  const { t } = useTranslation('imports')
  const scoring = useScoring(company, told.undoState === '')
  const { counts } = told
  if (told.undoState === 'undoing') {
    return (
      <Panel title={t('undo.running')}>
        <Progress label={t('undo.running')} share={null} />
      </Panel>
    )
  }
  if (told.undoState === 'undone') {
    return (
      <Notice live title={told.undoneAt ? t('undo.doneOn', { when: formatTime(told.undoneAt) }) : t('undo.done')}>
        {t('undo.doneText')}
      </Notice>
    )
  }
  const added = told.kind === 'suppliers' ? 'did.new' : 'did.newResponses'
  const changed = told.kind === 'suppliers' ? 'did.changed' : 'did.changedResponses'
  const words = [
    counts.new > 0 && t(added, { count: counts.new, number: formatNumber(counts.new) }),
    counts.changed > 0 && t(changed, { count: counts.changed, number: formatNumber(counts.changed) }),
    counts.new + counts.changed === 0 && t('did.nothing'),
    counts.refused > 0 && t('did.refused', { count: counts.refused, number: formatNumber(counts.refused) }),
    scoring > 0 && t('did.scoring', { count: scoring, number: formatNumber(scoring) }),
  ].filter(Boolean)
  return (
    <Notice
      tone="good"
      live
      title={told.kind === 'suppliers' ? t('doneTitle') : t('doneResponses')}
      actions={
        <>
          <ButtonLink to="/suppliers" look="primary">
            {t('doneSuppliers')}
          </ButtonLink>
          {told.kind === 'suppliers' && (
            <ButtonLink to="/suppliers" search={{ answered: 'no' }}>
              {t('doneAsk')}
            </ButtonLink>
          )}
          <Undo told={told} company={company} />
        </>
      }
    >
      {words.join(' ')}
    </Notice>
  )
}

/** When reading or importing ends: say it, and let the rest of the app ask again. */
function useEndOfWork(told: Import, company: string): void {
  const { t } = useTranslation('imports')
  const before = useRef(busy(told))
  useEffect(() => {
    const was = before.current
    before.current = busy(told)
    if (!was || busy(told)) return
    if (told.state === 'ready') announce(t('readDone', { rows: formatNumber(told.rowsRead), issues: formatNumber(told.counts.issues) }))
    if (told.state === 'imported') {
      void queryClient.invalidateQueries({ queryKey: keys.company(company), predicate: (q) => q.queryKey[2] !== 'import' })
    }
  }, [told, company, t])
}

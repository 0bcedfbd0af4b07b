import { Fragment, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useImportIssues } from '@/api/imports'
import type { Import, IssueShown, Severity } from '@/api/types'
import { Button } from '@/ui/Button'
import { Chip } from '@/ui/Chip'
import { Select } from '@/ui/Field'
import { formatNumber } from '@/ui/format'
import { Pager } from '@/ui/Pager'
import { Waiting } from '@/ui/Waiting'
import { severityOf, tones } from '../_lib/severity'
import { stamp } from '../_lib/stamp'
import { IssueGroups } from './IssueGroups'
import { Marked } from './Marked'

const limit = 50

/** The cells that raise a question, each drawn as it stands in the sheet, with what is wrong and how to mend it. */
export function IssueList({ told, company }: { told: Import; company: string }) {
  const { t } = useTranslation('imports')
  const [severity, setSeverity] = useState<Severity | ''>('')
  const [offset, setOffset] = useState(0)
  const query = useImportIssues(company, told.id, severity, offset, limit, stamp(told))
  return (
    <>
      <p className="tab-hint">{told.counts.issues > 0 ? t('issues.lead') : t('issues.none')}</p>
      {/* Corrections stay in view when nothing else is left to look at: they can be taken back. */}
      {told.kind === 'suppliers' && told.state !== 'reading' && told.counts.issues > 0 && <Marked told={told} company={company} />}
      <IssueGroups told={told} company={company} />
      {told.counts.issues > 0 && (
        <>
          <div className="cells-head">
            <h3>{t('issues.every')}</h3>
            <Select
              small
              label={t('issues.filter')}
              value={severity}
              onChange={(e) => {
                setSeverity(e.target.value as Severity | '')
                setOffset(0)
              }}
            >
              <option value="">{t('issues.all')}</option>
              <option value="refused">{t('issues.severity.refused')}</option>
              <option value="warned">{t('issues.severity.warned')}</option>
              <option value="noted">{t('issues.severity.noted')}</option>
            </Select>
          </div>
        </>
      )}
      <Waiting query={query}>
        {(page) => (
          <>
            <IssueCells issues={page.rows ?? []} />
            <Pager total={page.total} offset={offset} limit={limit} onMove={setOffset} />
          </>
        )}
      </Waiting>
    </>
  )
}

/** Neighbours in the list that say the same of the same column: they are drawn as one piece of the sheet. */
export function runsOf(issues: IssueShown[]): IssueShown[][] {
  const runs: IssueShown[][] = []
  for (const issue of issues) {
    const run = runs.at(-1)
    const first = run?.[0]
    const same =
      first &&
      first.code === issue.code &&
      first.message === issue.message &&
      first.fix === issue.fix &&
      first.at.file === issue.at.file &&
      first.at.sheet === issue.at.sheet &&
      first.at.column === issue.at.column &&
      Boolean(issue.cell)
    if (same) run?.push(issue)
    else runs.push([issue])
  }
  return runs
}

const rowsAtFirst = 4

export function IssueCells({ issues }: { issues: IssueShown[] }) {
  const { t } = useTranslation('imports')
  return (
    <ul className="issue-list" aria-label={t('issues.caption')}>
      {runsOf(issues).map((run, i) => (
        <IssueRun key={`${run[0]?.code}-${run[0]?.cell}-${i}`} run={run} />
      ))}
    </ul>
  )
}

function IssueRun({ run }: { run: IssueShown[] }) {
  const { t } = useTranslation('imports')
  const [all, setAll] = useState(false)
  const issue = run[0]
  if (!issue) return null
  return (
    <li>
      <CellView run={all ? run : run.slice(0, rowsAtFirst)} />
      <div className="issue-words">
        <Chip tone={tones[severityOf(issue)]}>
          {t(`issues.severityOne.${severityOf(issue)}`)}
          {run.length > 1 && <b>{formatNumber(run.length)}</b>}
        </Chip>
        <p>
          <strong>{issue.message}</strong>
        </p>
        {issue.fix && <p className="muted">{issue.fix}</p>}
        {issue.want && !issue.fix && <p className="muted">{t('issues.want', { want: issue.want })}</p>}
        {run.length > rowsAtFirst && (
          <Button look="quiet" small icon={all ? 'up' : 'down'} onClick={() => setAll(!all)}>
            {all ? t('issues.fewer') : t('issues.more', { count: run.length })}
          </Button>
        )}
      </div>
    </li>
  )
}

/** Cells of one column as they stand in the sheet, with letter, header and row numbers; or the row, question or file when no cell is meant. */
function CellView({ run }: { run: IssueShown[] }) {
  const { t } = useTranslation('imports')
  const issue = run[0]
  if (!issue) return null
  const { at } = issue
  const letters = /^[A-Z]+/.exec(issue.cell ?? '')?.[0]
  const placeOf = (i: IssueShown) => i.cell || (i.at.row ? t('issues.row', { row: i.at.row }) : i.at.question ? t('issues.question', { question: i.at.question }) : t('issues.file'))
  const places = run.map(placeOf)
  return (
    <div className={`cell-view cell-${severityOf(issue)}`} role="group" aria-label={[at.file, at.sheet, places.join(', '), at.header].filter(Boolean).join(', ')}>
      <span className="cell-corner">{letters ?? ''}</span>
      <span className="cell-top" title={at.header}>
        {at.header || at.sheet || at.file || '\u00a0'}
      </span>
      {run.map((i, n) => (
        <Fragment key={n}>
          <span className="cell-side">{places[n]}</span>
          <span className="cell-value">{i.saw || <span className="muted">{t('issues.empty')}</span>}</span>
        </Fragment>
      ))}
    </div>
  )
}

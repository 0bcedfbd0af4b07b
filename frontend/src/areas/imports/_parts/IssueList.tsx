import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useImportIssues } from '@/api/imports'
import type { Import, IssueShown, Severity } from '@/api/types'
import { Chip, type ChipTone } from '@/ui/Chip'
import { Select } from '@/ui/Field'
import { formatNumber } from '@/ui/format'
import { Pager } from '@/ui/Pager'
import { Waiting } from '@/ui/Waiting'
import { stamp } from './Preview'

const tones: Record<Severity, ChipTone> = { refused: 'bad', warned: 'warn', noted: 'neutral' }
const severityOf = (i: { severity: string }): Severity => (i.severity === 'refused' || i.severity === 'warned' ? i.severity : 'noted')
const limit = 50

/** The cells that raise a question, each drawn as it stands in the sheet, with what is wrong and how to mend it. */
export function IssueList({ told, company }: { told: Import; company: string }) {
  const { t } = useTranslation('imports')
  const [severity, setSeverity] = useState<Severity | ''>('')
  const [offset, setOffset] = useState(0)
  const query = useImportIssues(company, told.id, severity, offset, limit, stamp(told))
  return (
    <>
      <div className="row" style={{ justifyContent: 'space-between', padding: '0.85rem 1.25rem 0.5rem', alignItems: 'end' }}>
        <p className="muted">{told.counts.issues > 0 ? t('issues.lead') : t('issues.none')}</p>
        {told.counts.issues > 0 && (
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
        )}
      </div>
      <Waiting query={query}>
        {(page) => (
          <>
            {(page.groups ?? []).length > 0 && (
              <ul className="issue-groups" aria-label={t('issues.groups')}>
                {page.groups.map((g) => (
                  <li key={g.code}>
                    <Chip tone={tones[severityOf(g)]}>
                      {g.title} <b>{formatNumber(g.count)}</b>
                    </Chip>
                  </li>
                ))}
              </ul>
            )}
            <IssueCells issues={page.rows ?? []} />
            <Pager total={page.total} offset={offset} limit={limit} onMove={setOffset} />
          </>
        )}
      </Waiting>
    </>
  )
}

export function IssueCells({ issues }: { issues: IssueShown[] }) {
  const { t } = useTranslation('imports')
  return (
    <ul className="issue-list" aria-label={t('issues.caption')}>
      {issues.map((issue, i) => (
        <li key={`${issue.code}-${issue.cell}-${i}`}>
          <CellView issue={issue} />
          <div className="issue-words">
            <Chip tone={tones[severityOf(issue)]}>{t(`issues.severityOne.${severityOf(issue)}`)}</Chip>
            <p>
              <strong>{issue.message}</strong>
            </p>
            {issue.fix && <p className="muted">{issue.fix}</p>}
            {issue.want && !issue.fix && <p className="muted">{t('issues.want', { want: issue.want })}</p>}
          </div>
        </li>
      ))}
    </ul>
  )
}

/** A cell with its address, header and content; or the row, question or file when no cell is meant. */
function CellView({ issue }: { issue: IssueShown }) {
  const { t } = useTranslation('imports')
  const { at } = issue
  const letters = /^[A-Z]+/.exec(issue.cell ?? '')?.[0]
  const place = issue.cell || (at.row ? t('issues.row', { row: at.row }) : at.question ? t('issues.question', { question: at.question }) : t('issues.file'))
  return (
    <div className={`cell-view cell-${issue.severity}`} role="group" aria-label={[at.file, at.sheet, place, at.header].filter(Boolean).join(', ')}>
      <span className="cell-corner">{place}</span>
      <span className="cell-top" title={at.header}>
        {letters && <span className="muted">{letters} </span>}
        {at.header ?? at.sheet ?? at.file}
      </span>
      <span className="cell-side">{at.row ?? at.line ?? ''}</span>
      <span className="cell-value">{issue.saw || <span className="muted">{t('issues.empty')}</span>}</span>
    </div>
  )
}

import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useIssueGroups, useReread } from '@/api/imports'
import type { Import, IssueGroup, Mend } from '@/api/types'
import { Button } from '@/ui/Button'
import { Chip } from '@/ui/Chip'
import { formatNumber } from '@/ui/format'
import { Icon } from '@/ui/Icon'
import { ProblemNotice } from '@/ui/ProblemNotice'
import { severityOf, tones } from '../_lib/severity'
import { stamp } from '../_lib/stamp'

const sameCell = (a: Mend, b: Mend) => a.column === b.column && a.row === b.row && a.saw === b.saw

/** Equal problems together. A value with a suggestion is mended everywhere at once, without touching the file. */
export function IssueGroups({ told, company }: { told: Import; company: string }) {
  const { t } = useTranslation('imports')
  const query = useIssueGroups(company, told.id, stamp(told))
  const reread = useReread(company, told.id)
  const [chosen, setChosen] = useState<Mend[]>([])
  const kept = told.recipe?.mends ?? []
  const groups = query.data?.groups ?? []
  const open = told.state === 'ready' || told.state === 'refused'
  const toggle = (mend: Mend) => setChosen((now) => (now.some((m) => sameCell(m, mend) && m.use === mend.use) ? now.filter((m) => !sameCell(m, mend)) : [...now.filter((m) => !sameCell(m, mend)), mend]))
  const send = () => reread.mutate({ mends: [...kept.filter((m) => !chosen.some((c) => sameCell(c, m))), ...chosen] })
  return (
    <>
      {groups.length > 0 && (
        <ul className="groups" aria-label={t('issues.groups')}>
          {groups.map((g) => (
            <li key={`${g.code}-${g.sheet}-${g.column}`}>
              <OneGroup group={g} chosen={chosen} onMend={open ? toggle : undefined} />
            </li>
          ))}
        </ul>
      )}
      {query.data?.more && <p className="tab-hint">{t('groups.more')}</p>}
      {chosen.length > 0 && (
        <div className="mapping-foot">
          <Button look="primary" busy={reread.isPending} onClick={send}>
            {t('groups.again', { count: chosen.length })}
          </Button>
        </div>
      )}
      {kept.length > 0 && (
        <div className="mends">
          <h3>{t('groups.kept')}</h3>
          <ul>
            {kept.map((m) => (
              <li key={`${m.column}-${m.row}-${m.saw}`}>
                <span>{m.use ? t('groups.mend', { saw: m.saw, use: m.use }) : t('groups.mendOut', { saw: m.saw })}</span>
                {open && (
                  <Button small look="quiet" icon="undo" busy={reread.isPending} aria-label={t('groups.backOf', { saw: m.saw })} onClick={() => reread.mutate({ mends: kept.filter((k) => k !== m) })}>
                    {t('groups.back')}
                  </Button>
                )}
              </li>
            ))}
          </ul>
        </div>
      )}
      {reread.isError && <ProblemNotice error={reread.error} />}
    </>
  )
}

function OneGroup({ group, chosen, onMend }: { group: IssueGroup; chosen: Mend[]; onMend?: (mend: Mend) => void }) {
  const { t } = useTranslation('imports')
  const values = group.values ?? []
  return (
    <details className="group">
      <summary>
        <Icon name="next" />
        <span>
          <Chip tone={tones[severityOf(group)]}>{t(`issues.severityOne.${severityOf(group)}`)}</Chip> {group.text}
        </span>
      </summary>
      {values.length > 0 && (
        <ul className="group-values">
          {values.map((v) => (
            <li key={v.saw}>
              <p>
                <q>{v.saw || t('issues.empty')}</q>{' '}
                <span className="small muted">
                  {t('groups.cells', { count: v.count, number: formatNumber(v.count) })} {v.cells}
                </span>
              </p>
              {onMend && group.column > 0 && (v.suggest ?? []).length > 0 && (
                <span className="row">
                  {v.suggest.map((use) => {
                    const mend = { column: group.column, row: 0, saw: v.saw, use }
                    const on = chosen.some((m) => sameCell(m, mend) && m.use === use)
                    return (
                      <Button key={use} small look={on ? 'primary' : 'plain'} icon={on ? 'check' : undefined} aria-pressed={on} onClick={() => onMend(mend)}>
                        {t('groups.use', { use })}
                      </Button>
                    )
                  })}
                </span>
              )}
            </li>
          ))}
        </ul>
      )}
      {group.others > 0 && <p className="small muted">{t('groups.others', { count: group.others, number: formatNumber(group.others) })}</p>}
      {values.length === 0 && group.cells && <p className="small muted">{group.cells}</p>}
    </details>
  )
}

import { useTranslation } from 'react-i18next'
import { useForgetMapping, useMappings } from '@/api/imports'
import { useCompany } from '@/api/session'
import { Button } from '@/ui/Button'
import { formatDay } from '@/ui/format'
import { Panel } from '@/ui/Panel'
import { ProblemNotice } from '@/ui/ProblemNotice'

/** The columns that were remembered from earlier lists, each to be forgotten. Nothing is drawn where nothing is remembered. */
export function Memories() {
  const { t } = useTranslation('imports')
  const company = useCompany()
  const query = useMappings(company)
  const forget = useForgetMapping(company)
  const rows = query.data?.rows ?? []
  if (rows.length === 0) return null
  return (
    <Panel title={t('memory.title')}>
      <div className="stack-s">
        <p className="muted">{t('memory.lead')}</p>
        <ul className="memories">
          {rows.map((m) => (
            <li key={m.id}>
              <div>
                <strong>{m.fileName}</strong> <span className="small muted">{t('memory.used', { day: formatDay(m.usedAt) })}</span>
                <p className="small muted">{(m.headers ?? []).join(' · ')}</p>
              </div>
              <Button small look="danger" busy={forget.isPending && forget.variables === m.id} aria-label={t('memory.forgetOf', { file: m.fileName })} onClick={() => forget.mutate(m.id)}>
                {t('memory.forget')}
              </Button>
            </li>
          ))}
        </ul>
        {forget.isError && <ProblemNotice error={forget.error} />}
      </div>
    </Panel>
  )
}

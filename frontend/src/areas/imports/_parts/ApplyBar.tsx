import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useAbsents, useApplyImport, useDiscardImport } from '@/api/imports'
import type { Import } from '@/api/types'
import { Button } from '@/ui/Button'
import { formatNumber } from '@/ui/format'
import { ProblemNotice } from '@/ui/ProblemNotice'
import { stamp } from '../_lib/stamp'

/** The decision at the end of a preview: take all of it over, or leave everything as it was. */
export function ApplyBar({ told, company }: { told: Import; company: string }) {
  const { t } = useTranslation('imports')
  const navigate = useNavigate()
  const apply = useApplyImport(company, told.id)
  const discard = useDiscardImport(company, told.id)
  const { counts } = told
  const count = counts.new + counts.changed
  const sum = (['new', 'changed', 'unchanged', 'duplicate'] as const)
    .filter((kind) => counts[kind] > 0 || kind === 'new')
    .map((kind) => t(`apply.sum.${kind}`, { count: counts[kind], number: formatNumber(counts[kind]) }))
  const archived = useAbsents(company, told.id, 'archive', 0, 1, stamp(told), counts.absent > 0)
  const goes = archived.data?.total ?? 0
  const word = told.kind === 'suppliers' ? 'apply.import' : 'apply.responses'
  return (
    <div className="apply-bar">
      <div>
        <p>
          <strong>{sum.join(', ')}</strong>
        </p>
        {goes > 0 && <p className="small muted">{t('apply.archived', { count: goes, number: formatNumber(goes) })}</p>}
        {counts.refused > 0 && <p className="small muted">{t('apply.refused', { count: counts.refused, number: formatNumber(counts.refused) })}</p>}
      </div>
      <div className="row">
        <Button
          look="danger"
          busy={discard.isPending}
          onClick={() => discard.mutate(undefined, { onSuccess: () => void navigate({ to: told.kind === 'suppliers' ? '/imports' : '/responses' }) })}
        >
          {t('apply.discard')}
        </Button>
        <Button look="primary" icon="check" disabled={count + goes === 0} busy={apply.isPending} onClick={() => apply.mutate()}>
          {count + goes === 0 ? t('apply.nothing') : count === 0 ? t('apply.archive', { count: goes, number: formatNumber(goes) }) : t(word, { count, number: formatNumber(count) })}
        </Button>
      </div>
      {(apply.isError || discard.isError) && <ProblemNotice error={apply.error ?? discard.error} />}
    </div>
  )
}

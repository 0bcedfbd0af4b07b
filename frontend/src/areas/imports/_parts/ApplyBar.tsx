import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useApplyImport, useDiscardImport } from '@/api/imports'
import type { Import } from '@/api/types'
import { Button } from '@/ui/Button'
import { formatNumber } from '@/ui/format'
import { ProblemNotice } from '@/ui/ProblemNotice'

/** The decision at the end of a preview: take all of it over, or leave everything as it was. */
export function ApplyBar({ told, company }: { told: Import; company: string }) {
  const { t } = useTranslation('imports')
  const navigate = useNavigate()
  const apply = useApplyImport(company, told.id)
  const discard = useDiscardImport(company, told.id)
  const { counts } = told
  const count = counts.new + counts.changed
  const word = told.kind === 'suppliers' ? 'apply.import' : 'apply.responses'
  return (
    <div className="apply-bar">
      <div>
        <p>
          <strong>
            {t('apply.sum', { new: formatNumber(counts.new), changed: formatNumber(counts.changed), left: formatNumber(counts.unchanged + counts.duplicate) })}
          </strong>
        </p>
        {counts.refused > 0 && <p className="small muted">{t('apply.refused', { count: counts.refused })}</p>}
      </div>
      <div className="row">
        <Button
          look="danger"
          busy={discard.isPending}
          onClick={() => discard.mutate(undefined, { onSuccess: () => void navigate({ to: told.kind === 'suppliers' ? '/imports' : '/responses' }) })}
        >
          {t('apply.discard')}
        </Button>
        <Button look="primary" icon="check" disabled={count === 0} busy={apply.isPending} onClick={() => apply.mutate()}>
          {count === 0 ? t('apply.nothing') : t(word, { count })}
        </Button>
      </div>
      {(apply.isError || discard.isError) && <ProblemNotice error={apply.error ?? discard.error} />}
    </div>
  )
}

import { useTranslation } from 'react-i18next'
import { useForgetMapping, useMappings, useReread } from '@/api/imports'
import type { Import } from '@/api/types'
import { Button } from '@/ui/Button'
import { formatDay } from '@/ui/format'
import { Icon } from '@/ui/Icon'
import { ProblemNotice } from '@/ui/ProblemNotice'

/** Where the columns come from: chosen now, remembered from an earlier list, or recognised; and the way back from each. */
export function ColumnSource({ told, company }: { told: Import; company: string }) {
  const { t } = useTranslation('imports')
  const memories = useMappings(company)
  const reread = useReread(company, told.id)
  const forget = useForgetMapping(company)
  const memory = memories.data?.rows.find((m) => m.id === told.remembered)
  const anew = { columnsAgain: true, afresh: true }
  const source = told.recipe?.chosen ? 'chosen' : told.remembered ? 'remembered' : told.recipe?.afresh ? 'afresh' : 'recognised'
  const busy = reread.isPending || forget.isPending
  return (
    <div className="column-source">
      <Icon name={source === 'remembered' ? 'clock' : source === 'chosen' ? 'person' : 'search'} />
      <p>
        {source === 'remembered' && memory
          ? t('source.rememberedFrom', { file: memory.fileName, day: formatDay(memory.usedAt) })
          : t(`source.${source}`)}
      </p>
      {(source === 'chosen' || source === 'remembered') && (
        <span className="row">
          <Button small busy={busy} onClick={() => reread.mutate(anew)}>
            {t('source.anew')}
          </Button>
          {source === 'remembered' && (
            <Button small look="danger" busy={busy} onClick={() => forget.mutate(told.remembered, { onSuccess: () => reread.mutate(anew) })}>
              {t('source.forget')}
            </Button>
          )}
        </span>
      )}
      {(reread.isError || forget.isError) && <ProblemNotice error={reread.error ?? forget.error} />}
    </div>
  )
}

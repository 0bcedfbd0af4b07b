import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useArchive } from '@/api/portfolio'
import { useCompany } from '@/api/session'
import type { SupplierRow } from '@/api/types'
import { announce } from '@/ui/announce'
import { Button } from '@/ui/Button'
import { Notice } from '@/ui/Notice'
import { ProblemNotice } from '@/ui/ProblemNotice'
import { Block } from './Block'

/** Says of a supplier that does not count why, and how it comes back. */
export function Standing({ supplier }: { supplier: SupplierRow }) {
  const { t } = useTranslation('portfolio')
  const archive = useArchive(useCompany(), supplier.id)
  if (supplier.state === 'merged') {
    return (
      <Notice title={t('standing.merged')}>
        <Link to="/suppliers/$supplier" params={{ supplier: supplier.mergedInto }} search={{ tab: 'details' }}>
          {t('standing.toKept')}
        </Link>
      </Notice>
    )
  }
  if (supplier.state !== 'archived') return null
  const bringBack = () => archive.mutate(false, { onSuccess: () => announce(t('standing.back', { name: supplier.name })) })
  return (
    <>
      <Notice
        title={t('standing.archived')}
        actions={
          <Button small icon="undo" busy={archive.isPending} onClick={bringBack}>
            {t('standing.bringBack')}
          </Button>
        }
      >
        {t('standing.archivedText')}
      </Notice>
      {archive.isError && <ProblemNotice error={archive.error} />}
    </>
  )
}

/** Takes a supplier out of the portfolio; the notice at the top of the page brings it back. */
export function Archive({ supplier }: { supplier: SupplierRow }) {
  const { t } = useTranslation('portfolio')
  const archive = useArchive(useCompany(), supplier.id)
  const take = () =>
    archive.mutate(true, {
      onSuccess: () => {
        announce(t('standing.done', { name: supplier.name }))
        window.scrollTo({ top: 0 })
      },
    })
  if (supplier.state !== 'active') return null
  return (
    <Block title={t('standing.title')} lead={t('standing.lead')}>
      <div className="block-body stack-s">
        {archive.isError && <ProblemNotice error={archive.error} />}
        <div>
          <Button busy={archive.isPending} onClick={take}>
            {t('standing.archive')}
          </Button>
        </div>
      </div>
    </Block>
  )
}

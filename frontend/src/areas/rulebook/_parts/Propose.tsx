import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { useDraftAct } from '@/api/whatif'
import type { RulebookDraft } from '@/api/types'
import { Button } from '@/ui/Button'
import { TextArea } from '@/ui/Field'
import { Panel } from '@/ui/Panel'
import { ProblemNotice } from '@/ui/ProblemNotice'

interface ProposeProps {
  draft: RulebookDraft
  text: string
  /** Writes what is not yet written, and gives its revision. */
  flush: () => Promise<number | null>
  disabled: boolean
}

/** Puts the draft before another officer, with the reason for it. */
export function Propose({ draft, flush, disabled }: ProposeProps) {
  const { t } = useTranslation('rulebook')
  const act = useDraftAct(draft.id)
  const [why, setWhy] = useState('')
  const [missing, setMissing] = useState(false)
  const submit = async (e: FormEvent) => {
    e.preventDefault()
    setMissing(!why.trim())
    if (!why.trim()) return
    const revision = await flush()
    if (revision !== null) act.mutate({ act: 'propose', why: why.trim(), revision })
  }
  return (
    <Panel title={t('propose.title')}>
      <form className="form" onSubmit={(e) => void submit(e)} noValidate>
        <p className="muted">{t('propose.lead')}</p>
        <TextArea
          label={t('propose.why')}
          hint={t('propose.whyHint')}
          required
          maxLength={4000}
          value={why}
          error={missing && !why.trim() ? t('propose.whyMissing') : undefined}
          onChange={(e) => setWhy(e.target.value)}
        />
        {act.isError && <ProblemNotice error={act.error} />}
        <div>
          <Button type="submit" look="primary" icon="handIn" busy={act.isPending} disabled={disabled}>
            {t('propose.act')}
          </Button>
        </div>
      </form>
    </Panel>
  )
}

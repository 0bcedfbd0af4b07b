import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useUnlock } from '@/api/imports'
import type { Import } from '@/api/types'
import { Button } from '@/ui/Button'
import { TextInput } from '@/ui/Field'
import { Panel } from '@/ui/Panel'
import { ProblemNotice } from '@/ui/ProblemNotice'

/** Asks for the password of a protected workbook. */
export function Unlock({ told, company }: { told: Import; company: string }) {
  const { t } = useTranslation('imports')
  const [password, setPassword] = useState('')
  const unlock = useUnlock(company, told.id)
  return (
    <Panel title={t('unlock.title')}>
      <form
        className="stack-s"
        onSubmit={(e) => {
          e.preventDefault()
          unlock.mutate(password)
        }}
      >
        <TextInput
          label={t('unlock.password')}
          hint={t('unlock.hint')}
          type="password"
          autoComplete="off"
          required
          maxLength={1024}
          value={password}
          onChange={(e) => setPassword(e.target.value)}
        />
        {unlock.isError && <ProblemNotice error={unlock.error} />}
        <div>
          <Button look="primary" type="submit" busy={unlock.isPending}>
            {t('unlock.open')}
          </Button>
        </div>
      </form>
    </Panel>
  )
}

import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Language } from '@/api/types'
import { language as now, languages } from '@/i18n'
import { Button } from '@/ui/Button'
import { Select } from '@/ui/Field'
import { ProblemNotice } from '@/ui/ProblemNotice'

interface MakeReportProps {
  label: string
  disabled?: boolean
  look?: 'primary' | 'plain'
  busy: boolean
  error: unknown
  onMake: (language: Language) => void
}

/** Orders a report in a chosen language. */
export function MakeReport({ label, disabled, look = 'primary', busy, error, onMake }: MakeReportProps) {
  const { t } = useTranslation('reports')
  const [language, setLanguage] = useState<Language>(now())
  return (
    <div className="stack-s">
      <div className="row" style={{ alignItems: 'end' }}>
        <Select label={t('language')} value={language} onChange={(e) => setLanguage(e.target.value as Language)}>
          {languages.map((l) => (
            <option key={l.tag} value={l.tag} lang={l.tag}>
              {l.name}
            </option>
          ))}
        </Select>
        <Button look={look} icon="reports" disabled={disabled} busy={busy} onClick={() => onMake(language)}>
          {label}
        </Button>
      </div>
      {Boolean(error) && <ProblemNotice error={error} />}
    </div>
  )
}

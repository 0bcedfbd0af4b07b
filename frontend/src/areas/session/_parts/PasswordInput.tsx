import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { CheckBox, TextInput } from '@/ui/Field'

interface PasswordInputProps {
  label: string
  hint?: string
  error?: string
  autoComplete: 'current-password' | 'new-password'
  required?: boolean
  minLength?: number
  value: string
  onChange: (value: string) => void
}

/** A password that can be looked at before it is sent, and pasted from a password manager. */
export function PasswordInput({ onChange, ...rest }: PasswordInputProps) {
  const { t } = useTranslation('session')
  const [shown, setShown] = useState(false)
  return (
    <div className="stack-s">
      <TextInput {...rest} type={shown ? 'text' : 'password'} spellCheck={false} autoCapitalize="none" onChange={(e) => onChange(e.target.value)} />
      <CheckBox label={t('showPassword')} checked={shown} onChange={(e) => setShown(e.target.checked)} />
    </div>
  )
}

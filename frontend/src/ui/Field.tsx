import { useId, type InputHTMLAttributes, type ReactNode, type SelectHTMLAttributes, type TextareaHTMLAttributes } from 'react'
import { Icon } from './Icon'

interface Around {
  label: ReactNode
  hint?: ReactNode
  error?: string
  /** The label is read but not seen, where the place makes it plain. */
  hideLabel?: boolean
  small?: boolean
}

function useField({ hint, error }: Around) {
  const id = useId()
  const describedBy = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ') || undefined
  return { id, attributes: { id, 'aria-describedby': describedBy, 'aria-invalid': error ? true : undefined } }
}

function Around({ id, label, hint, error, hideLabel, children }: Around & { id: string; children: ReactNode }) {
  return (
    <div className="field">
      <label htmlFor={id} className={hideLabel ? 'visually-hidden' : 'field-label'}>
        {label}
      </label>
      {hint && (
        <p id={`${id}-hint`} className="field-hint">
          {hint}
        </p>
      )}
      {children}
      {error && (
        <p id={`${id}-error`} className="field-error">
          <Icon name="alert" />
          {error}
        </p>
      )}
    </div>
  )
}

function split<P extends Around>(props: P): [Around, Omit<P, keyof Around>] {
  const { label, hint, error, hideLabel, small, ...rest } = props
  return [{ label, hint, error, hideLabel, small }, rest]
}

export function TextInput(props: Around & InputHTMLAttributes<HTMLInputElement>) {
  const [around, rest] = split(props)
  const { id, attributes } = useField(around)
  return (
    <Around id={id} {...around}>
      <input type="text" {...rest} {...attributes} className={`input${around.small ? ' input-small' : ''}`} />
    </Around>
  )
}

export function TextArea(props: Around & TextareaHTMLAttributes<HTMLTextAreaElement>) {
  const [around, rest] = split(props)
  const { id, attributes } = useField(around)
  return (
    <Around id={id} {...around}>
      <textarea {...rest} {...attributes} className="input" />
    </Around>
  )
}

export function Select(props: Around & SelectHTMLAttributes<HTMLSelectElement>) {
  const [around, rest] = split(props)
  const { id, attributes } = useField(around)
  return (
    <Around id={id} {...around}>
      <select {...rest} {...attributes} className={`input${around.small ? ' input-small' : ''}`} />
    </Around>
  )
}

export function CheckBox({ label, ...rest }: { label: ReactNode } & InputHTMLAttributes<HTMLInputElement>) {
  return (
    <label className="check">
      <input {...rest} type="checkbox" />
      <span>{label}</span>
    </label>
  )
}

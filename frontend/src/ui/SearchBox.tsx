import { useEffect, useRef, useState } from 'react'
import { TextInput } from './Field'

/** Tells what is searched when the typing pauses, not at each letter. */
export function SearchBox({ label, value, onChange }: { label: string; value: string; onChange: (text: string) => void }) {
  const [text, setText] = useState(value)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const sent = useRef(value)
  useEffect(() => {
    if (value === sent.current) return // our own words coming back
    sent.current = value
    setText(value)
  }, [value])
  useEffect(() => () => clearTimeout(timer.current), [])
  const type = (next: string) => {
    setText(next)
    clearTimeout(timer.current)
    timer.current = setTimeout(() => {
      sent.current = next.trim()
      onChange(next.trim())
    }, 300)
  }
  return <TextInput small type="search" label={label} value={text} onChange={(e) => type(e.target.value)} />
}

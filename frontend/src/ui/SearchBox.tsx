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
  const tell = (next: string) => {
    clearTimeout(timer.current)
    timer.current = undefined
    sent.current = next.trim()
    onChange(next.trim())
  }
  const type = (next: string) => {
    setText(next)
    clearTimeout(timer.current)
    timer.current = setTimeout(() => tell(next), 300)
  }
  // Who leaves the box for a link must not be called back to this page by words told later.
  const leave = () => timer.current !== undefined && tell(text)
  return <TextInput small type="search" label={label} value={text} onChange={(e) => type(e.target.value)} onBlur={leave} />
}

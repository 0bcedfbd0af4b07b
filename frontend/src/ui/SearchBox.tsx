import { useRouter } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { TextInput } from './Field'

/** Tells what is searched when the typing pauses, not at each letter. */
export function SearchBox({ label, value, onChange }: { label: string; value: string; onChange: (text: string) => void }) {
  const [text, setText] = useState(value)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const sent = useRef(value)
  const router = useRouter()
  useEffect(() => {
    if (value === sent.current) return // our own words coming back
    sent.current = value
    setText(value)
  }, [value])
  useEffect(() => () => clearTimeout(timer.current), [])
  const type = (next: string) => {
    const page = router.latestLocation.pathname
    setText(next)
    clearTimeout(timer.current)
    timer.current = setTimeout(() => {
      // Who has opened a row meanwhile is not called back to the list.
      if (router.latestLocation.pathname !== page) return
      sent.current = next.trim()
      onChange(next.trim())
    }, 300)
  }
  return <TextInput small type="search" label={label} value={text} onChange={(e) => type(e.target.value)} />
}

import { useTranslation } from 'react-i18next'
import { CopyButton } from './CopyButton'

/** A SHA-256 digest: its beginning and end, the whole of it to copy. */
export function Digest({ digest, whole }: { digest: string; whole?: boolean }) {
  const { t } = useTranslation('app')
  if (!digest) return <span className="muted">–</span>
  const bare = digest.replace(/^sha256:/, '')
  const shown = whole || bare.length < 24 ? digest : `${bare.slice(0, 12)}…${bare.slice(-8)}`
  return (
    <span className="digest">
      <code title={digest}>{shown}</code>
      <CopyButton text={digest} label={t('copyDigest')} bare />
    </span>
  )
}

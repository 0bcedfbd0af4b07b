import i18next from 'i18next'
import { speak, startI18n } from '@/i18n'
import type { Language } from '@/api/types'

/** Puts the words on the page of a test. */
export async function speaking(tag: Language = 'en'): Promise<void> {
  if (!i18next.isInitialized) await startI18n()
  await speak(tag)
}

import type words from './locales/en'
import type rulebook from './areas/rulebook/locales/en.json'

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'app'
    resources: typeof words & { rulebook: typeof rulebook }
    returnNull: false
  }
}

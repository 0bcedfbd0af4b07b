import type words from './locales/en'

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'app'
    resources: typeof words
    returnNull: false
  }
}

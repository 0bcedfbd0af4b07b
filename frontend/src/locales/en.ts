import app from '@/app/locales/en.json'
import auditor from '@/areas/auditor/locales/en.json'
import forum from '@/areas/forum/locales/en.json'
import imports from '@/areas/imports/locales/en.json'
import organisation from '@/areas/organisation/locales/en.json'
import portfolio from '@/areas/portfolio/locales/en.json'
import reports from '@/areas/reports/locales/en.json'
import screening from '@/areas/screening/locales/en.json'
import session from '@/areas/session/locales/en.json'
import submission from '@/areas/submission/locales/en.json'

export default { app, auditor, forum, imports, organisation, portfolio, reports, screening, session, submission }

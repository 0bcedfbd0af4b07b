import app from '@/app/locales/id.json'
import auditor from '@/areas/auditor/locales/id.json'
import forum from '@/areas/forum/locales/id.json'
import imports from '@/areas/imports/locales/id.json'
import organisation from '@/areas/organisation/locales/id.json'
import portfolio from '@/areas/portfolio/locales/id.json'
import reports from '@/areas/reports/locales/id.json'
import screening from '@/areas/screening/locales/id.json'
import session from '@/areas/session/locales/id.json'
import submission from '@/areas/submission/locales/id.json'

export default { app, auditor, forum, imports, organisation, portfolio, reports, screening, session, submission }

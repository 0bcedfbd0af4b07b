/** What the API says, as far as the pages use it. Shares are 0-1, points 0-100, days YYYY-MM-DD, times RFC 3339 in UTC. */
export type Kind = 'company' | 'secretariat' | 'auditor'
export type Role = 'owner' | 'analyst' | 'officer' | 'auditor'
export type Language = 'en' | 'id'
export type BandId = 'low' | 'guarded' | 'elevated' | 'high' | 'critical'

export interface Me {
  person: { id: string; name: string; email: string; language: string }
  organisation: { id: string; name: string; kind: Kind; country: string }
  role: Role
  acts: string[]
  demo: boolean
}

export interface Invitation {
  organisation: string
  kind: Kind
  role: Role
  email: string
  setup: boolean
  expiresAt: string
}

export interface Words {
  bands: { id: BandId; name: string; from: number }[]
  countries: { code: string; name: string }[]
  sectors: { code: string; title: string }[]
  indicators: { id: string; name: string }[]
  fields: { field: string; name: string }[]
}

export interface Page<Row> {
  total: number
  rows: Row[]
}

export interface SupplierRow {
  id: string
  name: string
  localName: string
  reference: string
  country: string
  countryName: string
  city: string
  sector: string
  sectorTitle: string
  products: string[]
  workers: number | null
  tier: number | null
  scored: boolean
  band: BandId
  bandName: string
  bandRank: number
  residual: number
  inherent: number
  control: number
  confidence: number
  answered: number
  flags: { rule: string; name: string }[]
  review: boolean
  hasResponse: boolean
  updatedAt: string
}

export interface Facet {
  id: string
  name: string
  count: number
}

export interface SupplierPage extends Page<SupplierRow> {
  facets: { bands: Facet[]; countries: Facet[]; sectors: Facet[] }
}

export interface Origin {
  kind: 'list' | 'answer' | 'reference' | 'screening' | 'derived' | ''
  file?: string
  sheet?: string
  cell?: string
  question?: string
  source?: string
  edition?: string
  on?: string
  text?: string
}

export interface FactShown {
  name: string
  label: string
  value: string
  state: string
  origin: Origin
}

export interface Part {
  rule: string
  name: string
  points: number
  weight: number
  max: number
  missing: boolean
  note: string
  indicator: string
  facts: FactShown[]
}

export interface FlagHit {
  rule: string
  name: string
  why: string
  action: string
  indicator: string
  indicatorName: string
  bandFloor: BandId | ''
  bandFloorName: string
  severity: 'critical' | 'major' | 'minor'
  dueDays: number
  facts: FactShown[]
}

export interface CheckHit {
  id: string
  name: string
  message: string
  question: string
  effect: string
  facts: FactShown[]
}

export interface Explanation {
  inherent: Part[]
  controls: Part[]
  flags: FlagHit[]
  checks: CheckHit[]
  confidenceParts: Part[]
  indicators: { id: string; name: string; points: number | null }[]
  floor: { applied: boolean; text: string }
  improvements: { question: string; text: string; residual: number; band: BandId; bandName: string }[]
  formula: string
}

export interface Finding {
  id: string
  rule: string
  name: string
  why: string
  action: string
  severity: 'critical' | 'major' | 'minor'
  state: string
  dueOn: string
  overdue: boolean
  openedAt: string
}

export interface Fault {
  code: string
  title: string
  detail: string
}

export interface Report {
  id: string
  kind: 'supplier' | 'company' | 'forum'
  title: string
  language: string
  state: 'making' | 'ready' | 'failed'
  contentDigest: string
  pdfDigest: string
  pdfBytes: number
  pages: number
  leafIndex: number | null
  supplierId: string
  cycleId: string
  createdAt: string
  readyAt: string | null
  fault: Fault | null
}

export interface SupplierDetail {
  supplier: SupplierRow
  fields: { field: string; name: string; value: string; origin: Origin }[]
  assessment: {
    id: string
    asOf: string
    createdAt: string
    rulebook: { id: string; version: string; digest: string }
    refdataDigest: string
    inputsDigest: string
  } | null
  explanation: Explanation | null
  findings: Finding[]
  response: { filledOn: string; file: string; version: string; receivedAt: string; answered: number; asked: number } | null
  reports: Report[]
}

export interface Cycle {
  id: string
  name: string
  opensOn: string
  dueOn: string
  closesOn: string
  open: boolean
  late: boolean
  questionnaire: { name: string; version: string; digest: string }
  rulebook: { name: string; version: string; digest: string }
}

export type SubmissionState = 'not-started' | 'in-progress' | 'submitted' | 'returned' | 'accepted'

export interface Overview {
  suppliers: number
  workers: number
  bands: { band: BandId; name: string; count: number; workers: number }[]
  unscored: number
  withResponse: number
  openFindings: number
  flagged: number
  review: number
  cycle: Cycle | null
  submissionState: SubmissionState | ''
  top: SupplierRow[]
  countries: { code: string; name: string; count: number; worst: BandId | '' }[]
}

export type ImportKind = 'suppliers' | 'responses'
export type ImportState = 'reading' | 'ready' | 'importing' | 'imported' | 'refused' | 'discarded'
export type Action = 'new' | 'changed' | 'unchanged' | 'duplicate' | 'refused'
export type Severity = 'refused' | 'warned' | 'noted'

export interface ColumnMap {
  column: number
  letter: string
  header: string
  field: string
  confidence: number
  samples: string[]
  why: string
}

export interface Import {
  id: string
  kind: ImportKind
  fileName: string
  bytes: number
  state: ImportState
  rowsRead: number
  shareRead: number
  counts: Record<Action | 'issues', number>
  shape: { format: string; encoding: string; delimiter: string; tabs: { name: string; hidden: boolean }[] }
  mapping: { tab: string; headerRow: number; columns: ColumnMap[] } | null
  fault: Fault | null
  createdAt: string
  importedAt: string | null
}

export interface ImportRow {
  row: number
  action: Action
  name: string
  supplierId: string
  values: Record<string, string>
  changes: { field: string; name: string; old: string; new: string }[]
  note: string
}

export interface Place {
  file?: string
  sheet?: string
  row?: number
  column?: number
  header?: string
  line?: number
  question?: string
}

export interface IssueShown {
  code: string
  severity: Severity
  at: Place
  cell?: string
  saw?: string
  want?: string
  message: string
  fix?: string
}

export interface IssuePage {
  total: number
  groups: { code: string; severity: Severity; count: number; title: string }[]
  rows: IssueShown[]
}

export interface Submission {
  id: string
  companyId: string
  company: string
  cycleId: string
  state: SubmissionState
  stateName: string
  version: number
  reportId: string
  submittedAt: string | null
  reviewedAt: string | null
  events: { act: string; actName: string; comment: string; personName: string; at: string }[]
}

export interface HandIn {
  cycle: Cycle | null
  submission: Submission | null
  checklist: { id: string; name: string; done: boolean; detail: string }[]
  report: Report | null
}

export interface People {
  people: { id: string; name: string; email: string; role: Role; disabled: boolean; createdAt: string }[]
  invitations: { id: string; email: string; role: Role; expiresAt: string }[]
}

export interface InvitationLink {
  link: string
  mailed: boolean
  expiresAt?: string
}

export interface Publication {
  digest: string
  name: string
  version: string
  title: string
}

export interface Publications {
  rulebooks: Publication[]
  questionnaires: Publication[]
}

export interface BoardRow {
  companyId: string
  name: string
  country: string
  countryName: string
  sector: string
  state: SubmissionState
  stateName: string
  late: boolean
  daysLate: number
  submissionId: string
  submittedAt: string | null
  reviewedAt: string | null
  reportId: string
}

export interface Board extends Page<BoardRow> {
  cycle: Cycle | null
  counts: { notStarted: number; inProgress: number; submitted: number; returned: number; accepted: number; late: number }
}

export interface Count {
  code: string
  name: string
  count: number
}

export interface Review {
  submission: Submission
  cycle: Cycle
  report: Report | null
  summary: {
    suppliers: number
    workers: number
    bands: { band: BandId; name: string; count: number }[]
    countries: Count[]
    sectors: Count[]
    flags: { rule: string; name: string; count: number }[]
    answeredShare: number
  }
}

export interface Member {
  id: string
  name: string
  country: string
  countryName: string
  sector: string
  people: number
  invited: boolean
  createdAt: string
}

export interface Auditor {
  id: string
  name: string
  people: number
  grants: number
}

export interface Grant {
  id: string
  auditorId: string
  auditor: string
  companyId: string
  company: string
  startsOn: string
  endsOn: string
  active: boolean
  ended: boolean
}

export interface GrantedCompany {
  id: string
  name: string
  country: string
  countryName: string
  endsOn: string
  reports: number
}

export interface Verdict {
  verdict: 'VALID' | 'ALTERED' | 'UNKNOWN SIGNER' | 'NOT OURS'
  reasons: { check: string; ok: boolean; text: string }[]
  contentDigest: string
  title: string
  issuedAt: string
  known: boolean
}

export interface ProblemDocument {
  type?: string
  title?: string
  status?: number
  detail?: string
  code?: string
  args?: Record<string, string>
  issues?: IssueShown[]
  requestId?: string
}

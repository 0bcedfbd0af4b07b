import type { components } from './schema.gen'

/** The document lets every list be null (a nil slice of Go's); the server sends empty ones. Where a page must be sure, it still says `?? []`. */
export type Lists<T> = T extends (infer U)[]
  ? Lists<U>[]
  : T extends object
    ? { [k in keyof T]: NonNullable<T[k]> extends unknown[] ? Lists<NonNullable<T[k]>> | Extract<T[k], undefined> : Lists<T[k]> }
    : T

type S = { [k in keyof components['schemas']]: Lists<components['schemas'][k]> }

/** The document cannot say that an object may be null; where the server may send null it is said here. */
type OrNull<T, K extends keyof T> = Omit<T, K> & { [k in K]: T[k] | null }
type With<T, U> = Omit<T, keyof U> & U

export type Kind = Me['organisation']['kind']
export type Role = Me['role']
export type Language = 'en' | 'id'
export type Severity = 'refused' | 'warned' | 'noted'
/** What becomes of a row; `renamed` narrows the changed ones. */
export type Action = 'new' | 'changed' | 'renamed' | 'unchanged' | 'duplicate' | 'refused' | 'left'
export type ImportKind = Import['kind']
export type ImportState = Import['state']
export type SubmissionState = S['SubmissionShown']['state']

export type Me = S['Me']
export type Invitation = S['InvitationShown']
export type Words = S['Words']

export type SupplierRow = S['SupplierRow']
export type SupplierPage = S['SuppliersShown']
export type Facet = S['Facet']
export type Screening = S['ScreeningShown']
export type Hit = S['HitShown']
export type HitState = Hit['state']
export type HitSide = S['SideShown']
export type EntityList = S['EntityListShown']
export type Overview = OrNull<S['OverviewShown'], 'cycle'>
export type BandNamed = S['BandNamed']

export type Explanation = OrNull<S['SupplierContent'], 'previous'>
export type Part = S['Part']
export type Fact = S['Shown']
export type Flag = S['Flag']
export type Check = S['Check']
export type Finding = S['FindingShown']
export type SupplierDetail = With<
  S['SupplierShown'],
  { assessment: S['AssessmentShown'] | null; explanation: Explanation | null; response: S['ResponseShown'] | null }
>

export type Import = OrNull<S['ImportShown'], 'shape' | 'mapping' | 'fault'>
export type Mapping = S['MappingShown']
export type ColumnMap = S['ColumnShown']
export type ImportRow = S['ImportRowShown']
export type IssueShown = S['IssueShown']
export type IssuePage = S['IssuesShown']
export type IssueGroup = S['GroupedShown']
export type Absent = S['AbsentShown']
export type Mend = S['MendShown']
export type ImportEffect = S['ImportEffectShown']
export type Pair = S['PairShown']
export type PairSide = S['PairSideShown']
export type PairAnswer = Exclude<Pair['answer'], ''>
export type Merge = S['MergeShown']

export type Report = S['ReportShown']
export type Cycle = S['CycleShown']
export type Submission = S['SubmissionShown']
export type HandIn = OrNull<S['StandingShown'], 'cycle' | 'submission' | 'report'>

export type People = S['PeopleShown']
export type InvitationLink = S['LinkShown']
export type Publication = S['PublicationShown']
export type Board = OrNull<S['BoardShown'], 'cycle'>
export type BoardRow = S['BoardRow']
export type Review = OrNull<S['ReviewShown'], 'report'>
export type Member = S['MemberShown']
export type Grant = S['GrantShown']
export type Verdict = S['Verdict']
export type ProblemDocument = Partial<S['Problem']>

export type WhatIf = S['WhatIfShown']
export type Effect = S['EffectShown']
export type TextError = S['TextError']
export type WeightShown = S['WeightShown']
export type Difference = S['DifferenceShown']
export type BandShift = S['BandShift']
export type GroupShift = S['GroupShift']
export type Proposal = OrNull<S['ProposalShown'], 'decidedAt'>
export type RulebookDraft = With<S['DraftShown'], { proposal: Proposal | null }>
export type RulebookPublished = OrNull<S['RulebookShown'], 'backTest'>
export type Assessment = S['AssessmentRow']
export type SupplierAssessment = With<S['AssessmentExplained'], { explanation: Explanation | null }>

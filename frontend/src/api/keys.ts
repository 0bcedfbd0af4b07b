import { QueryClient } from '@tanstack/react-query'
import { ApiProblem } from './problem'

/** Server state lives here. A refused request is not tried again; a broken line is, twice. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      retry: (count, error) => (!(error instanceof ApiProblem) || error.status === 0 || error.status >= 500) && count < 2,
      refetchOnWindowFocus: true,
    },
    mutations: { retry: false },
  },
})

export type Filters = Record<string, string | number | boolean | undefined>

/** Keys of the cache: the first word is the area, so that an act can freshen all it may have changed. */
export const keys = {
  me: ['me'] as const,
  words: ['words'] as const,
  invitation: (token: string) => ['invitation', token] as const,
  company: (company: string) => ['company', company] as const,
  overview: (company: string) => ['company', company, 'overview'] as const,
  suppliers: (company: string, filters: Filters) => ['company', company, 'suppliers', filters] as const,
  supplier: (company: string, supplier: string) => ['company', company, 'supplier', supplier] as const,
  imports: (company: string, filters: Filters) => ['company', company, 'imports', filters] as const,
  import: (company: string, id: string) => ['company', company, 'import', id] as const,
  importRows: (company: string, id: string, filters: Filters) => ['company', company, 'import', id, 'rows', filters] as const,
  importIssues: (company: string, id: string, filters: Filters) => ['company', company, 'import', id, 'issues', filters] as const,
  importAbsents: (company: string, id: string, filters: Filters) => ['company', company, 'import', id, 'absents', filters] as const,
  importUndo: (company: string, id: string) => ['company', company, 'import', id, 'undo'] as const,
  mappings: (company: string) => ['company', company, 'mappings'] as const,
  pairs: (company: string, filters: Filters) => ['company', company, 'pairs', filters] as const,
  merges: (company: string, supplier: string) => ['company', company, 'supplier', supplier, 'merges'] as const,
  screening: (company: string, filters: Filters) => ['company', company, 'screening', filters] as const,
  reports: (company: string, filters: Filters) => ['company', company, 'reports', filters] as const,
  handIn: (company: string) => ['company', company, 'submission'] as const,
  people: ['organisation', 'people'] as const,
  forum: ['forum'] as const,
  publications: ['forum', 'publications'] as const,
  cycles: ['forum', 'cycles'] as const,
  board: (filters: Filters) => ['forum', 'board', filters] as const,
  review: (submission: string) => ['forum', 'submission', submission] as const,
  members: (filters: Filters) => ['forum', 'members', filters] as const,
  auditors: ['forum', 'auditors'] as const,
  grants: ['forum', 'grants'] as const,
  forumReports: ['forum', 'reports'] as const,
  granted: ['auditor', 'companies'] as const,
  rulebookEditions: ['rulebooks', 'editions'] as const,
  rulebookText: (digest: string) => ['rulebook-text', digest] as const,
  rulebookCheck: (digest: string) => ['rulebook-check', digest] as const,
  rulebooks: ['rulebooks'] as const,
  drafts: ['rulebooks', 'drafts'] as const,
  draft: (draft: string) => ['rulebook-draft', draft] as const,
  assessments: (company: string, supplier: string) => ['company', company, 'supplier', supplier, 'assessments'] as const,
  assessment: (company: string, supplier: string, id: string) => ['company', company, 'supplier', supplier, 'assessments', id] as const,
}

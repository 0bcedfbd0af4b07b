import { useQuery } from '@tanstack/react-query'
import { ask, http, upload } from './client'
import { keys } from './keys'
import type { Verdict } from './types'

export function useGrantedCompanies() {
  return useQuery({ queryKey: keys.granted, queryFn: () => ask(http.GET('/api/auditor/companies')) })
}

export function verifyReport(file: File, told: (share: number) => void, signal: AbortSignal): Promise<Verdict> {
  return upload<Verdict>('/api/verify', file, told, signal)
}

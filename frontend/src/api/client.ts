import createClient from 'openapi-fetch'
import { language } from '@/i18n'
import { asProblem, offlineProblem, readProblem } from './problem'
import type { paths } from './schema.gen'
import type { Lists } from './types'

/** The API as its document describes it; the types are generated from docs/openapi.json. */
export const http = createClient<paths>({ baseUrl: globalThis.location?.origin ?? '', fetch: (request) => globalThis.fetch(request) })

http.use({
  onRequest({ request }) {
    request.headers.set('Accept-Language', language())
    return request
  },
})

interface Answer<T> {
  data?: T
  error?: unknown
  response: Response
}

/** Waits for an answer and gives its body; throws ApiProblem. */
export async function ask<T, Shown = Lists<T>>(asked: Promise<Answer<T>>): Promise<Shown> {
  let answer: Answer<T>
  try {
    answer = await asked
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    throw asProblem(error)
  }
  const { response, error } = answer
  if (!response.ok) {
    const text = typeof error === 'string' ? error : JSON.stringify(error ?? '')
    throw readProblem(response.status, text, response.headers.get('Retry-After'))
  }
  return answer.data as Shown
}

/** Sends a file as multipart field `file`, telling the share sent (0-1). fetch cannot tell it, so this is XMLHttpRequest. */
export function upload<T>(address: string, file: File, told?: (share: number) => void, signal?: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', address)
    request.setRequestHeader('Accept-Language', language())
    request.upload.onprogress = (e) => e.lengthComputable && told?.(e.loaded / e.total)
    request.onload = () => {
      if (request.status >= 200 && request.status < 300) {
        try {
          resolve(JSON.parse(request.responseText) as T)
          return
        } catch {
          // falls through: an answer that is not JSON
        }
      }
      reject(readProblem(request.status, request.responseText, request.getResponseHeader('Retry-After')))
    }
    request.onerror = () => reject(offlineProblem())
    request.onabort = () => reject(new DOMException('stopped', 'AbortError'))
    signal?.addEventListener('abort', () => request.abort())
    const form = new FormData()
    form.append('file', file)
    request.send(form)
  })
}

/** Fetches a file and hands it to the browser to save, so that a failure is a problem on the page and not a broken file. */
export async function download(address: string, fallbackName: string): Promise<void> {
  let response: Response
  try {
    response = await fetch(address, { headers: { 'Accept-Language': language() } })
  } catch (error) {
    throw asProblem(error)
  }
  if (!response.ok) throw readProblem(response.status, await response.text(), response.headers.get('Retry-After'))
  const name = nameOf(response.headers.get('Content-Disposition')) ?? fallbackName
  const href = URL.createObjectURL(await response.blob())
  const link = document.createElement('a')
  link.href = href
  link.download = name
  document.body.append(link)
  link.click()
  link.remove()
  setTimeout(() => URL.revokeObjectURL(href), 60_000)
}

/** The file name in a Content-Disposition header; the encoded form (RFC 5987) wins. */
export function nameOf(header: string | null): string | null {
  if (!header) return null
  const encoded = /filename\*\s*=\s*UTF-8''([^;]+)/i.exec(header)?.[1]
  if (encoded) {
    try {
      return decodeURIComponent(encoded)
    } catch {
      // a broken name is no name
    }
  }
  return /filename\s*=\s*"?([^";]+)"?/i.exec(header)?.[1] ?? null
}

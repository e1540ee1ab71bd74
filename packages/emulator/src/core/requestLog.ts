import { recordRequestBody, recordResponseBody } from './recordedBodies.ts'
import { type IsIssued, redactPath, redactQuery } from './redaction.ts'

/** A request that arrived. Nothing in it is a key, a token, a cookie, a password or a code to get in with. */
export interface RecordedRequest {
  /** Counts up; a reset does not begin anew. */
  id: number
  method: string
  path: string
  /** The query with its question mark, or an empty text. */
  search: string
  /**
   * JSON text; that of a form holds its fields. Secrets are `…`, and what is no JSON is told in brackets. `undefined` of no
   * body, and of all but the last 200 requests.
   */
  requestBody: string | undefined
  /** The same of the answer. */
  responseBody: string | undefined
  /** Of the answer; `undefined` when the connection was broken. */
  status: number | undefined
  /** Epoch milliseconds of the emulator's clock. */
  at: number
  /** Real milliseconds until the answer; `undefined` until then. */
  duration: number | undefined
}

/** Notes requests and what became of them. */
export interface RequestLog {
  /** The last 1 000, the oldest first. */
  requests: RecordedRequest[]
  /** Notes a request that arrives. */
  note: (request: Request, at: number) => Noted
}

/** A request on its way. */
export interface Noted {
  record: RecordedRequest
  /** Notes what the request ends with: an answer, or none. Resolves when both bodies are noted. */
  end: (response?: Response) => Promise<void>
}

const KEPT = 1000
const KEPT_BODIES = 200

export function createRequestLog(isIssued: IsIssued): RequestLog {
  const requests: RecordedRequest[] = []
  let count = 0
  const note: RequestLog['note'] = (request, at) => {
    const { pathname, search } = new URL(request.url)
    const record: RecordedRequest = {
      id: ++count,
      method: request.method,
      path: redactPath(pathname, isIssued),
      search: redactQuery(search, isIssued),
      requestBody: undefined,
      responseBody: undefined,
      status: undefined,
      at,
      duration: undefined,
    }
    requests.push(record)
    if (requests.length > KEPT) requests.shift()
    const bodiless = requests.at(-KEPT_BODIES - 1)
    if (bodiless) Object.assign(bodiless, { requestBody: undefined, responseBody: undefined })

    const started = performance.now()
    const sent = recordRequestBody(request, isIssued).then((body) => {
      record.requestBody = body
    })
    return {
      record,
      end: async (response) => {
        record.duration = performance.now() - started
        record.status = response?.status
        await sent
        if (response) record.responseBody = await recordResponseBody(response, isIssued)
      },
    }
  }
  return { requests, note }
}

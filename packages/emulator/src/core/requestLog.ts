import { recordRequestBody, recordResponseBody } from './recordedBodies.ts'
import { type IsIssued, redactPath, redactQuery } from './redaction.ts'

/** A request to the emulator, recorded without keys, tokens, cookies, passwords and sign-in codes. */
export interface RecordedRequest {
  /** The number of the request, starting at 1. A reset does not restart the count. */
  id: number
  method: string
  path: string
  /** The query with its question mark, or an empty string. */
  search: string
  /**
   * The body as JSON text, or the fields of a form as JSON text. Secrets are replaced by `…`. A description in parentheses
   * replaces any other body. `undefined` without a body, and for all but the last 200 requests.
   */
  requestBody: string | undefined
  /**
   * The body of the response as JSON text, without secrets. A description in parentheses replaces a body that is not JSON.
   * `undefined` without a body, while the request is pending, and for all but the last 200 requests.
   */
  responseBody: string | undefined
  /** The status of the response; `undefined` while the request is pending, and when no response was sent. */
  status: number | undefined
  /** The time of the request by the emulator's clock, in epoch milliseconds. */
  at: number
  /** Real milliseconds until the request ended; `undefined` while the request is pending. */
  duration: number | undefined
}

/** Records requests and their responses. */
export interface RequestLog {
  /** The last 1 000 requests, oldest first. */
  requests: RecordedRequest[]
  /** Records a request that arrives. */
  note: (request: Request, at: number) => Noted
}

/** A recorded request that has no response yet. */
export interface Noted {
  record: RecordedRequest
  /** Records the response, or the end of a request without a response. Resolves when both bodies are recorded. */
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

/** A request that arrived. Nothing in it is a key or a token. */
export interface RecordedRequest {
  method: string
  path: string
  /** The query with its question mark, or an empty text. */
  search: string
  /** Of the answer; `undefined` when the connection was broken. */
  status: number | undefined
  /** Epoch milliseconds of the emulator's clock. */
  at: number
  /** Real milliseconds until the answer; `undefined` until then. */
  duration: number | undefined
}

/** What the query of a handshake, or a link to sign in with, carries. */
const TOKENS = /([?&](?:__session|__clerk_\w+|__dev_session|nonce|token|ticket)=)[^&]+/g
const KEPT = 1000

/** Notes a request. What is returned is filled in when the answer is there. */
export function note(
  requests: RecordedRequest[],
  { method, url }: Request,
  at: number,
): RecordedRequest {
  const { pathname: path, search } = new URL(url)
  const shown = search.replace(TOKENS, '$1…')
  const record = { method, path, search: shown, status: undefined, at, duration: undefined }
  requests.push(record)
  if (requests.length > KEPT) requests.shift()
  return record
}

/** The fields that are read from a request of `http`, `http2`, Connect or Express. */
export interface NodeRequest {
  readonly method?: string | undefined
  /** The target of the request, without the prefixes that routers of Connect and Express have removed. */
  readonly url?: string | undefined
  /** The whole target. Connect and Express set it, because their routers change `url`. */
  readonly originalUrl?: string | undefined
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  /** The socket. A TLS socket has `encrypted: true`. */
  readonly socket?: unknown
}

/** The members of a response of `http`, `http2`, Connect or Express that this package uses. */
export interface NodeResponse {
  statusCode: number
  getHeader(name: string): unknown
  setHeader(name: string, value: string | string[]): unknown
  removeHeader(name: string): unknown

  writeHead(statusCode: number, ...rest: never[]): unknown
  end(body: string): unknown
}

/** Continues with the next handler; with an error, continues with the error handler. */
export type Next = (error?: unknown) => unknown

/** A middleware of Express and Connect. With bare `http`, `next` is a callback. */
export type NodeMiddleware<Request extends NodeRequest = NodeRequest> = (
  request: Request,
  response: NodeResponse,
  next: Next,
) => void

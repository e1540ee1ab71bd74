/** What is read of a request: one of `http`, `http2`, Connect or Express. */
export interface NodeRequest {
  readonly method?: string | undefined
  /** The target of the request, without the prefixes that routers of Connect and Express have removed. */
  readonly url?: string | undefined
  /** The whole target, where a router changes `url`. */
  readonly originalUrl?: string | undefined
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  /** One of TLS has `encrypted: true`. */
  readonly socket?: unknown
}

/** What is used of a response: one of `http`, `http2`, Connect or Express. */
export interface NodeResponse {
  statusCode: number
  getHeader(name: string): unknown
  setHeader(name: string, value: string | string[]): unknown
  removeHeader(name: string): unknown

  writeHead(statusCode: number, ...rest: never[]): unknown
  end(body: string): unknown
}

/** Goes on to the next handler, or to the handler of errors. */
export type Next = (error?: unknown) => unknown

/** A middleware of Express and Connect. With bare `http`, `next` is a callback. */
export type NodeMiddleware<Request extends NodeRequest = NodeRequest> = (
  request: Request,
  response: NodeResponse,
  next: Next,
) => void

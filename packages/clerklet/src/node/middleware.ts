import type { Authentication } from '../adapters/authentication.ts'
import { authentications } from '../adapters/authentications.ts'
import type { OptionsFor } from '../adapters/options.ts'
import { optionsResolver } from '../adapters/resolveOptions.ts'
import { isObject } from '../core/isObject.ts'
import { refusalResponse } from '../verify/auth/refusalResponse.ts'
import type { AuthenticateContext } from '../verify/options.ts'
import { addHeaders, removeHeaders, respond } from './respond.ts'
import type { NodeMiddleware, NodeRequest, NodeResponse } from './shapes.ts'
import { toRequest } from './toRequest.ts'

/** Makes a middleware that authenticates each request with `authenticate`. */
export function createMiddleware<Source extends NodeRequest, Options extends object>(
  name: string,
  authenticate: (
    ctx: AuthenticateContext,
    request: Request,
    options: Options,
  ) => Promise<Authentication>,
  given: OptionsFor<Source, Options> | undefined,
): NodeMiddleware<Source> {
  const resolve = optionsResolver<Source, Options>(name, given)
  return nodeMiddleware(async (req, res) => {
    const earlier = authentications.get(req)
    if (earlier?.authenticate === authenticate && earlier.given === given) return undefined

    const request = convert(req)
    if (!request) return badRequest()
    const { ctx, options } = await resolve(req, {})
    const authentication = await authenticate(ctx, request, options)
    const { state } = authentication
    if (state.headers.has('location')) return state.toResponse()

    authentications.set(req, { ...authentication, authenticate, given })
    if (earlier) removeHeaders(res, earlier.state.headers)

    addHeaders(res, state.headers)
    return undefined
  })
}

/** Makes a middleware that sends the response of `handle`, or calls `next` when `handle` returns none. */
export function nodeMiddleware<Source extends NodeRequest>(
  handle: (req: Source, res: NodeResponse) => Promise<Response | undefined>,
): NodeMiddleware<Source> {
  return (req, res, next) => {
    const responded = async () => {
      const response = await handle(req, res)
      if (response) await respond(res, response)
      return response !== undefined
    }
    // In a microtask, because `next` runs the application: its errors must neither reject this promise nor call `next` again.
    responded().then(
      (done) => done || queueMicrotask(() => next()),
      (error) => queueMicrotask(() => next(asError(error))),
    )
  }
}

/** Converts a thrown value to an object, because Express and Connect do not treat `undefined` and `'route'` as errors. */
function asError(thrown: unknown): object {
  if (isObject(thrown)) return thrown
  const text = 'A function that is passed to clerklet/node must throw an Error, but has thrown'
  return new Error(`${text} ${thrown === null ? 'null' : `a value of the type ${typeof thrown}`}`)
}

function convert(req: NodeRequest): Request | undefined {
  try {
    return toRequest(req)
  } catch (error) {
    if (error instanceof TypeError) return undefined
    throw error
  }
}

function badRequest(): Response {
  return refusalResponse(
    400,
    {
      reason: 'request-invalid',
      message: 'The request has a target, a method or a header that is not valid.',
    },
    undefined,
  )
}

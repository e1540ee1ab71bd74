import { ClerkConfigError } from '../core/errors.ts'
import { isObject } from '../core/isObject.ts'

type Named<T> = Readonly<Record<string, T | undefined>>

/** The fields that the events of all formats share. Compatible with the types of `@types/aws-lambda`. */
interface LambdaEventBase {
  readonly headers?: Named<string> | null | undefined
  readonly body?: string | null | undefined
  readonly isBase64Encoded?: boolean | undefined
  /** The payload format. Events of REST APIs and load balancers do not have it. */
  readonly version?: string | undefined
}

/** An event of a REST API, of an HTTP API with the payload format 1.0, or of an application load balancer. */
export interface LambdaEventV1 extends LambdaEventBase {
  readonly httpMethod: string
  /** The path. In events of REST APIs, the path does not contain the stage. */
  readonly path: string
  readonly multiValueHeaders?: Named<readonly string[]> | null | undefined
  readonly queryStringParameters?: Named<string> | null | undefined
  readonly multiValueQueryStringParameters?: Named<readonly string[]> | null | undefined
  readonly requestContext: {
    /** Set only in events of load balancers. */
    readonly elb?: object | undefined
    readonly domainName?: string | undefined
    /** The path as the client requested it, with the stage if the URL has one. */
    readonly path?: string | undefined
  }
}

/** An event of an HTTP API with the payload format 2.0, or of a function URL. */
export interface LambdaEventV2 extends LambdaEventBase {
  readonly rawPath: string
  readonly rawQueryString?: string | undefined
  /** The cookies, each as `name=value`. */
  readonly cookies?: readonly string[] | null | undefined
  readonly requestContext: {
    readonly http: { readonly method: string }
    readonly domainName?: string | undefined
    readonly stage?: string | undefined
  }
}

/** An HTTP request that a Lambda handler receives from API Gateway, a function URL or an application load balancer. */
export type LambdaEvent = LambdaEventV1 | LambdaEventV2

/** Whether an event has the payload format 2.0. */
export function isV2(event: LambdaEvent): event is LambdaEventV2 {
  return 'rawPath' in event
}

/** The method of the request. */
export function methodOf(event: LambdaEvent): string {
  return isV2(event) ? event.requestContext.http.method : event.httpMethod
}

/** Whether the path of the event is decoded. HTTP APIs decode the path in both payload formats; other services do not. */
export function hasDecodedPath({ version, requestContext }: LambdaEvent): boolean {
  const isOfFunctionUrl = requestContext.domainName?.includes('.lambda-url.')
  return version !== undefined && !isOfFunctionUrl
}

/** Whether a load balancer sent the event. */
export function isOfLoadBalancer(event: LambdaEventV1): boolean {
  return event.requestContext.elb !== undefined
}

/**
 * Refuses any value that is not an HTTP event of API Gateway, a function URL or a load balancer, such as an event of a queue.
 *
 * @throws {ClerkConfigError} when the value is not such an event.
 */
export function requireEvent(event: unknown): void {
  const flaw = flawOf(event)
  if (!flaw) return
  throw new ClerkConfigError(
    `The event is not an HTTP request (${flaw}): pass the first argument of a handler that API Gateway (a REST or an HTTP API), a function URL or an application load balancer calls`,
  )
}

function flawOf(event: unknown): string | undefined {
  if (!isObject(event)) return 'it is not an object'
  if (Array.isArray(event.Records)) return 'it has Records, as events of a queue or a bucket have'
  const { requestContext, rawPath, httpMethod, path } = event
  if (!isObject(requestContext)) return 'it has no requestContext'
  const { http, connectionId } = requestContext
  const isOfV2 = typeof rawPath === 'string' && isObject(http) && typeof http.method === 'string'
  const isOfV1 = typeof httpMethod === 'string' && typeof path === 'string'
  if (isOfV2 || isOfV1) return undefined
  return connectionId ? 'it is of a WebSocket API' : 'it has no method or no path'
}

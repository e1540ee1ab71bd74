import { type LambdaEvent, type LambdaResult, toRequest, toResult } from 'clerklet/lambda'
import { describe, expectTypeOf, test } from 'vitest'

// The types of @types/aws-lambda, with the fields that HTTP requests have.

interface Values<T> {
  [name: string]: T | undefined
}

interface APIGatewayProxyEvent {
  body: string | null
  headers: Values<string>
  multiValueHeaders: Values<string[]>
  httpMethod: string
  isBase64Encoded: boolean
  path: string
  pathParameters: Values<string> | null
  queryStringParameters: Values<string> | null
  multiValueQueryStringParameters: Values<string[]> | null
  stageVariables: Values<string> | null
  requestContext: {
    accountId: string
    domainName?: string | undefined
    httpMethod: string
    path: string
    protocol: string
    stage: string
  }
  resource: string
}

interface APIGatewayProxyEventV2 {
  version: string
  routeKey: string
  rawPath: string
  rawQueryString: string
  cookies?: string[]
  headers: Values<string>
  queryStringParameters?: Values<string>
  requestContext: {
    accountId: string
    domainName: string
    http: { method: string; path: string; protocol: string; sourceIp: string; userAgent: string }
    routeKey: string
    stage: string
  }
  body?: string
  pathParameters?: Values<string>
  isBase64Encoded: boolean
}

interface ALBEvent {
  requestContext: { elb: { targetGroupArn: string } }
  httpMethod: string
  path: string
  queryStringParameters?: Values<string> | undefined
  headers?: Values<string> | undefined
  multiValueQueryStringParameters?: Values<string[]> | undefined
  multiValueHeaders?: Values<string[]> | undefined
  body: string | null
  isBase64Encoded: boolean
}

type Sent = boolean | number | string

interface APIGatewayProxyResult {
  statusCode: number
  headers?: { [header: string]: Sent } | undefined
  multiValueHeaders?: { [header: string]: Sent[] } | undefined
  body: string
  isBase64Encoded?: boolean | undefined
}

interface APIGatewayProxyStructuredResultV2 {
  statusCode?: number | undefined
  headers?: { [header: string]: Sent } | undefined
  body?: string | undefined
  isBase64Encoded?: boolean | undefined
  cookies?: string[] | undefined
}

interface ALBResult {
  statusCode: number
  statusDescription?: string | undefined
  headers?: { [header: string]: Sent } | undefined
  multiValueHeaders?: { [header: string]: Sent[] } | undefined
  body?: string | undefined
  isBase64Encoded?: boolean | undefined
}

describe('behavior: calls that must compile', () => {
  test('the types of @types/aws-lambda are compatible with events and results', () => {
    type Handler<Event, Result> = (event: Event) => Promise<Result>
    const handler = async (event: LambdaEvent) =>
      toResult(new Response(toRequest(event).url), event)

    expectTypeOf(handler).toExtend<Handler<APIGatewayProxyEvent, APIGatewayProxyResult>>()
    expectTypeOf(handler).toExtend<
      Handler<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 | string>
    >()
    expectTypeOf(handler).toExtend<Handler<ALBEvent, ALBResult>>()
    expectTypeOf(handler).returns.resolves.toEqualTypeOf<LambdaResult>()
  })

  test('an event needs only the fields that are read', () => {
    const request = toRequest({ rawPath: '/', requestContext: { http: { method: 'GET' } } })
    expectTypeOf(request).toEqualTypeOf<Request>()
    toRequest({ httpMethod: 'GET', path: '/', headers: null, requestContext: {} })
  })
})

describe('error: calls that must not compile', () => {
  test('events of another kind', () => {
    // @ts-expect-error: the event is not of an HTTP request
    toRequest({ Records: [] })
    // @ts-expect-error: a Request is not an event
    toRequest(new Request('https://example.com'))
    // @ts-expect-error: the event has no method
    toRequest({ rawPath: '/', requestContext: {} })
  })

  test('values that are not a response', () => {
    const event: LambdaEvent = { httpMethod: 'GET', path: '/', requestContext: {} }
    // @ts-expect-error: undefined is not a response
    toResult(undefined, event)
    // @ts-expect-error: the event is missing
    toResult(new Response())
  })
})

import type { LambdaEventV1, LambdaEventV2 } from '#clerklet/lambda/events.ts'

/** Returns the event of a REST API, with the fields in the documentation of AWS. `changes` replaces some fields. */
export function restEvent(changes: Partial<LambdaEventV1> = {}) {
  return {
    resource: '/{proxy+}',
    path: '/users',
    httpMethod: 'GET',
    headers: null,
    multiValueHeaders: {
      Host: ['abc123.execute-api.eu-central-1.amazonaws.com'],
      'X-Forwarded-Proto': ['https'],
      'X-Forwarded-Port': ['443'],
    },
    queryStringParameters: null,
    multiValueQueryStringParameters: null,
    pathParameters: { proxy: 'users' },
    stageVariables: null,
    requestContext: {
      accountId: '123456789012',
      apiId: 'abc123',
      domainName: 'abc123.execute-api.eu-central-1.amazonaws.com',
      httpMethod: 'GET',
      path: '/prod/users',
      protocol: 'HTTP/1.1',
      stage: 'prod',
    },
    body: null,
    isBase64Encoded: false,
    ...changes,
  }
}

/** Returns the event of an HTTP API or of a function URL. The stage of a function URL is always `$default`. */
export function httpEvent(
  changes: Partial<Omit<LambdaEventV2, 'requestContext'>> = {},
  context: { domainName?: string; stage?: string; method?: string } = {},
) {
  const { method = 'GET', ...more } = context
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath: '/users',
    rawQueryString: '',
    headers: {
      host: 'abc123.execute-api.eu-central-1.amazonaws.com',
      'x-forwarded-proto': 'https',
    },
    requestContext: {
      accountId: '123456789012',
      apiId: 'abc123',
      domainName: 'abc123.execute-api.eu-central-1.amazonaws.com',
      http: { method, path: '/users', protocol: 'HTTP/1.1', sourceIp: '192.0.2.1', userAgent: '' },
      stage: '$default',
      ...more,
    },
    isBase64Encoded: false,
    ...changes,
  }
}

export function balancerEvent(changes: Partial<LambdaEventV1> = {}) {
  return {
    requestContext: { elb: { targetGroupArn: 'arn:aws:elasticloadbalancing:eu-central-1:1:tg/1' } },
    httpMethod: 'GET',
    path: '/users',
    queryStringParameters: {},
    headers: { host: 'app.example.com', 'x-forwarded-proto': 'https' },
    body: '',
    isBase64Encoded: false,
    ...changes,
  }
}

/** Returns the event of a load balancer with multi-value headers, which sends no single-value headers. */
export function multiBalancerEvent(changes: Partial<LambdaEventV1> = {}) {
  return balancerEvent({
    headers: undefined,
    multiValueHeaders: { host: ['app.example.com'], 'x-forwarded-proto': ['https'] },
    ...changes,
  })
}

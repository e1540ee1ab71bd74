// Tests what an exporter receives from the example of docs/tracing.md with the SDK of OpenTelemetry.

import { traced } from 'recipe:tracing.md#OpenTelemetry'
import { context, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api'
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks'
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  SimpleSpanProcessor,
} from '@opentelemetry/sdk-trace-base'
import { createUser, getUser } from 'clerklet'
import { createEmulator } from 'clerklet-emulator'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'

const exporter = new InMemorySpanExporter()
const seed = { users: [{ id: 'user_ada', username: 'ada' }] }
let tracer

beforeAll(() => {
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable())
  trace.setGlobalTracerProvider(
    new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] }),
  )
  tracer = trace.getTracer('clerk')
})
beforeEach(() => exporter.reset())
afterAll(() => {
  trace.disable()
  context.disable()
})

const milliseconds = ([seconds, nanoseconds]) => seconds * 1e3 + nanoseconds / 1e6

test('behavior: each attempt is a client span below the active span', async () => {
  const clerk = createEmulator({ seed })
  const ctx = traced({ ...clerk.ctx, now: Date.now, sleep: async () => {} }, tracer)
  clerk.faults.push({ route: 'GET /v1/users/*', status: 503, count: 1 })
  const before = Date.now()
  await tracer.startActiveSpan('handler', async (span) => {
    await getUser(ctx, 'user_ada')
    await createUser(ctx, { email_address: ['nobody'] }).catch(() => {})
    span.end()
  })

  const spans = exporter.getFinishedSpans()
  const handler = spans.find(({ name }) => name === 'handler')
  const attempts = spans.filter((span) => span !== handler)
  expect(attempts.map(({ name, status }) => [name, status.code])).toEqual([
    ['clerk getUser', SpanStatusCode.ERROR],
    ['clerk getUser', SpanStatusCode.UNSET],
    ['clerk createUser', SpanStatusCode.ERROR],
  ])
  expect(attempts.map(({ attributes }) => attributes)).toMatchObject([
    {
      'http.request.method': 'GET',
      'url.template': '/users/{id}',
      'http.request.resend_count': 0,
      'http.response.status_code': 503,
    },
    { 'http.request.resend_count': 1, 'http.response.status_code': 200 },
    { 'http.request.method': 'POST', 'http.response.status_code': 422 },
  ])
  expect(JSON.stringify(attempts.map(({ attributes }) => attributes))).not.toContain('user_ada')
  for (const { kind, parentSpanContext, startTime, endTime } of attempts) {
    expect(kind).toBe(SpanKind.CLIENT)
    expect(parentSpanContext).toMatchObject({ spanId: handler.spanContext().spanId })
    expect(milliseconds(startTime)).toBeGreaterThanOrEqual(before - 1)
    expect(milliseconds(endTime)).toBeGreaterThanOrEqual(milliseconds(startTime))
    expect(milliseconds(endTime)).toBeLessThanOrEqual(Date.now() + 1)
  }
})

test('behavior: an attempt without a response has a span when it is retried', async () => {
  const { ctx } = createEmulator({ seed })
  let attempts = 0
  const fetch = async (...args) => {
    attempts += 1
    if (attempts === 1) throw new TypeError('fetch failed')
    return ctx.fetch(...args)
  }
  await getUser(traced({ ...ctx, sleep: async () => {}, fetch }, tracer), 'user_ada')

  const spans = exporter.getFinishedSpans()
  expect(spans.map(({ attributes, status }) => [attributes['error.type'], status.code])).toEqual([
    ['ClerkNetworkError', SpanStatusCode.ERROR],
    [undefined, SpanStatusCode.UNSET],
  ])
})

import { type Context, createUser, getUser } from 'clerklet'
import { expect, test, vi } from 'vitest'
import { emulate } from '#fixtures/emulator.ts'
import { programsOf } from './support/programs.ts'

const program = programsOf('tracing.md')
const seed = { users: [{ id: 'user_ada', username: 'ada' }] }
const patient = (ctx: Context): Context => ({ ...ctx, sleep: async () => {} })

test('behavior: responses, retries and unexpected responses are logged', async () => {
  type Logged = (ctx: Context, log: (line: object) => void) => Context
  const { logged } = await program<{ logged: Logged }>('Logging')
  const { ctx, faults, fetch } = emulate({ seed })
  const lines: object[] = []
  const log = logged(patient(ctx), (line) => lines.push(line))
  faults.push({ route: 'GET /v1/users/*', status: 503, count: 1 })
  await getUser(log, 'user_ada')
  expect(lines).toMatchObject([
    { level: 'warn', operation: 'getUser', status: 503, attempt: 1 },
    { level: 'warn', operation: 'getUser', attempt: 1, error: expect.stringContaining('503') },
    { level: 'info', operation: 'getUser', status: 200, attempt: 2 },
  ])

  lines.length = 0
  const changed = async (...args: Parameters<typeof fetch>) => {
    const user = await (await fetch(...args)).json()
    return Response.json({ ...user, banned: 'no' })
  }
  await getUser({ ...log, fetch: changed }, 'user_ada')
  expect(lines).toContainEqual({
    level: 'error',
    operation: 'getUser',
    issues: expect.arrayContaining([expect.objectContaining({ path: 'banned' })]),
  })
})

interface Span {
  name: string
  kind: number
  startTime: number
  attributes: Record<string, unknown>
  status?: { code: number; message?: string }
  isEnded?: boolean
}

/** A tracer that keeps its spans. */
function createTracer() {
  const spans: Span[] = []
  const startSpan = (name: string, options: Omit<Span, 'name'>) => {
    const span: Span = { name, ...options }
    spans.push(span)
    return {
      setStatus: (status: { code: number; message?: string }) => {
        span.status = status
      },
      end: () => {
        span.isEnded = true
      },
    }
  }
  return { spans, startSpan }
}

const traced = async (ctx: Context) => {
  type Traced = (ctx: Context, tracer: object) => Context
  const module = await program<{ traced: Traced }>('OpenTelemetry')
  const tracer = createTracer()
  return { spans: tracer.spans, ctx: module.traced(patient(ctx), tracer) }
}

test('behavior: each attempt has a span', async () => {
  const { ctx: plain, faults } = emulate({ seed })
  const before = Date.now()
  const { ctx, spans } = await traced({ ...plain, now: Date.now })
  faults.push({ route: 'GET /v1/users/*', status: 503, count: 1 })
  await getUser(ctx, 'user_ada')
  await expect(createUser(ctx, { email_address: ['nobody'] })).rejects.toThrow()

  expect(spans).toMatchObject([
    {
      name: 'clerk getUser',
      kind: 2,
      attributes: {
        'http.request.method': 'GET',
        'url.template': '/users/{id}',
        'http.request.resend_count': 0,
        'http.response.status_code': 503,
      },
      status: { code: 2 },
      isEnded: true,
    },
    {
      name: 'clerk getUser',
      attributes: { 'http.request.resend_count': 1, 'http.response.status_code': 200 },
      isEnded: true,
    },
    {
      name: 'clerk createUser',
      attributes: { 'http.request.method': 'POST', 'http.response.status_code': 422 },
      status: { code: 2 },
    },
  ])
  expect(spans[1]?.status).toBeUndefined()
  for (const { startTime } of spans) {
    expect(startTime).toBeGreaterThanOrEqual(before)
    expect(startTime).toBeLessThanOrEqual(Date.now())
  }
  expect(JSON.stringify(spans)).not.toContain('user_ada')
})

test('behavior: an attempt without a response has a span when it is retried', async () => {
  const { ctx: plain } = emulate({ seed })
  const fetch = vi.fn(plain.fetch).mockImplementationOnce(() => {
    throw new TypeError('fetch failed')
  })
  const { ctx, spans } = await traced({ ...plain, fetch })
  await getUser(ctx, 'user_ada')

  expect(spans).toMatchObject([
    { attributes: { 'error.type': 'ClerkNetworkError' }, status: { code: 2 }, isEnded: true },
    { attributes: { 'http.response.status_code': 200 }, isEnded: true },
  ])
})

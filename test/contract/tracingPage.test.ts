import { type Context, getUser } from 'clerklet'
import { expect, test } from 'vitest'
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

import { once } from 'node:events'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { LambdaEvent, LambdaResult } from 'clerklet/lambda'
import { createEmulator } from 'clerklet-emulator'
import { type Listening, listen } from 'clerklet-emulator/node'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { gateway } from '#fixtures/gateway.ts'
import { programsOf } from './support/programs.ts'

const program = programsOf('start.md')
const emulator = createEmulator({
  seed: { users: [{ id: 'user_ada', username: 'ada', first_name: 'Ada' }] },
})
let listening: Listening
let close = () => {}

beforeAll(async () => {
  listening = await listen(emulator)
  const { CLERK_API_URL, CLERK_SECRET_KEY, CLERK_PUBLISHABLE_KEY } = listening.env
  const env = { CLERK_API_URL, CLERK_SECRET_KEY, CLERK_PUBLISHABLE_KEY, PORT: '0' }
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value)
})
afterAll(async () => {
  close()
  vi.unstubAllEnvs()
  await listening.close()
})

type Ask = (headers: Record<string, string>) => Promise<Response>

/**
 * The programs of the page. Each entry has a function that starts the program, and resolves to a function that sends a request.
 */
const PROGRAMS: [heading: string, start: () => Promise<Ask>][] = [
  [
    'Worker',
    async () => {
      type Fetch = (request: Request, env: object) => Promise<Response>
      const { default: worker } = await program<{ default: { fetch: Fetch } }>('Worker')
      return (headers) =>
        worker.fetch(new Request('https://app.example.com', { headers }), listening.env)
    },
  ],
  [
    'Node',
    async () => {
      const { server } = await program<{ server: Server }>('Node')
      close = () => server.close()
      if (!server.listening) await once(server, 'listening')
      const { port } = server.address() as AddressInfo
      return (headers) => fetch(`http://127.0.0.1:${port}/`, { headers })
    },
  ],
  [
    'Lambda',
    async () => {
      type Handler = (event: LambdaEvent) => Promise<LambdaResult>
      const { handler } = await program<{ handler: Handler }>('Lambda')
      const site = gateway('http', handler)
      return async (headers) => site(new Request('https://app.example.com', { headers }))
    },
  ],
]

describe.each(PROGRAMS)('the program for %s', (_, start) => {
  test('behavior: responds with the name of the user', async () => {
    const ask = await start()
    const { headers } = await emulator.signIn('user_ada', { azp: 'https://app.example.com' })
    const response = await ask(headers)
    expect(response.status).toBe(200)
    expect(await response.json()).toEqual({ hello: 'Ada' })
  })

  test('error: refuses a visitor, and a token of another origin', async () => {
    const ask = await start()
    const { headers } = await emulator.signIn('user_ada', { azp: 'https://other.example.com' })
    expect((await ask({})).status).toBe(401)
    expect((await ask(headers)).status).toBe(401)
  })
})

import { createEmulator } from 'clerklet-emulator'
import { type Listening, listen } from 'clerklet-emulator/node'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { NOON } from '#fixtures/emulator.ts'
import { programsOf } from './support/programs.ts'

const emulator = createEmulator({
  now: NOON,
  seed: {
    users: [
      { id: 'user_ada', email_address: ['ada@example.com'] },
      { id: 'user_grace', email_address: ['grace@example.com'] },
      { id: 'user_alone', email_address: ['alone@example.com'] },
    ],
    organizations: [
      {
        id: 'org_acme',
        name: 'Acme',
        members: [
          { user_id: 'user_ada', role: 'org:admin' },
          { user_id: 'user_grace', role: 'org:member' },
        ],
      },
    ],
  },
})
let listening: Listening
beforeAll(async () => {
  listening = await listen(emulator)
})
afterAll(() => listening.close())

beforeEach(() => {
  emulator.reset()
  vi.useFakeTimers({ toFake: ['Date'], now: NOON })
  vi.stubEnv('CLERK_TELEMETRY_DISABLED', '1')
  return () => {
    vi.useRealTimers()
    vi.unstubAllEnvs()
  }
})

interface Program {
  invite(request: Request, env: Listening['env']): Promise<Response>
}
const program = programsOf('moving.md')
const url = 'https://app.example.com/invite'

describe.each(['Before', 'After'])('the program %s', (heading) => {
  const invite = async (userId: string | undefined, email: string) => {
    const signedIn = userId && (await emulator.signIn(userId, { azp: new URL(url).origin }))
    const request = new Request(url, {
      method: 'POST',
      headers: signedIn ? signedIn.headers : {},
      body: JSON.stringify({ email }),
    })
    const { invite } = await program<Program>(heading)
    return invite(request, listening.env)
  }

  test('behavior: an administrator invites a member', async () => {
    const response = await invite('user_ada', 'new@example.com')
    expect(response.status).toBe(200)
    expect(await response.json()).toEqual({
      id: expect.stringMatching(/^orginv_/),
      emailAddress: 'new@example.com',
      by: 'ada@example.com',
      members: 2,
    })
  })

  test.each([
    ['a visitor', undefined, 401],
    ['a member', 'user_grace', 403],
    ['a user without an organization', 'user_alone', 403],
  ])('error: %s is refused', async (_, userId, status) => {
    const response = await invite(userId, 'new@example.com')
    expect(response.status).toBe(status)
  })

  test('error: the API refuses a malformed address', async () => {
    const response = await invite('user_ada', 'nobody')
    expect(response.status).toBe(422)
    expect(await response.json()).toEqual({
      code: 'form_param_format_invalid',
      about: 'email_address',
    })
  })
})

import { createEmulator, type Emulator } from './emulator.ts'
import type { EmulatorOptions } from './options.ts'

/** The hooks of a test runner: exports of Vitest, Jest, Bun and `node:test`, or members of `Deno.test`. */
export interface TestHooks {
  beforeEach: (run: () => void) => unknown
  afterEach: (run: () => void) => unknown
}

/**
 * Creates an emulator for the tests of one file. Before each test, the emulator and its clock return to their initial state.
 * During a test, the global `fetch` sends requests for Clerk to the emulator, and all others to the previous global `fetch`.
 *
 * @example
 * import { afterEach, beforeEach, expect, test } from 'vitest'
 *
 * const clerk = useEmulator({ beforeEach, afterEach }, { seed: { users: [{ id: 'user_ada', username: 'ada' }] } })
 *
 * test('accepts a signed-in user', async () => {
 *   const { headers } = await clerk.signIn('user_ada')
 *   const response = await worker.fetch(new Request('https://app.example.com', { headers }), clerk.env)
 *   expect(response.status).toBe(200)
 * })
 *
 * @throws {TypeError} when an option is unknown or malformed, or when the seed breaks a rule of the API.
 */
export function useEmulator(hooks: TestHooks, options: EmulatorOptions = {}): Emulator {
  const clerk = createEmulator(options)
  const start = clerk.snapshot()
  let own: typeof fetch | undefined
  hooks.beforeEach(() => {
    clerk.reset()
    // Restores the clock, which a reset does not change.
    clerk.restore(start)
    own = globalThis.fetch
    const real = own
    globalThis.fetch = async (input, init) =>
      isClerk(clerk, input) ? clerk.fetch(input, init) : real(input, init)
  })
  hooks.afterEach(() => {
    if (own) globalThis.fetch = own
    own = undefined
  })
  return clerk
}

function isClerk({ instance }: Emulator, input: string | URL | Request): boolean {
  const { hostname } = new URL(input instanceof Request ? input.url : input)
  return hostname === 'api.clerk.com' || hostname === instance.frontendApi
}

import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, inject, test } from 'vitest'
import { root } from '../fixtures/packed.mjs'

const folder = inject('packed')
const CONSUMER = `import { type Context, getUser, listUsers, paginate, type User } from 'clerklet'
import { type Camelized, camelize } from 'clerklet/camelize'
import { UserSchema } from 'clerklet/schemas'
import { authenticateRequest, verifyToken } from 'clerklet/verify'
import { handleWebhook, verifyWebhook } from 'clerklet/webhooks'
import { createEmulator } from 'clerklet-emulator'

const ctx: Context = createEmulator().ctx
export const schema = UserSchema
export const user: Promise<User> = getUser(ctx, 'user_1')
export const users: AsyncIterable<User> = paginate(listUsers, ctx)
export const camelized: Promise<Camelized<User>> = user.then(camelize)
export const claims = verifyToken(ctx, 'x')
export const state = authenticateRequest(ctx, new Request('https://example.com'))
export const answer = handleWebhook(new Request('https://example.com'), {
  signingSecret: 'whsec_x',
  on: { 'user.created': ({ data }) => data.first_name },
})
export async function created(request: Request): Promise<User | undefined> {
  const event = await verifyWebhook(request, { signingSecret: ['whsec_x'] })
  return event.type === 'user.created' ? event.data : undefined
}
`

/** Compiles a user's program against the packed declarations, which are checked themselves. */
function compile(code: string, options: object): string {
  const scratch = mkdtempSync(join(folder, 'types-'))
  try {
    writeFileSync(join(scratch, 'consumer.mts'), code)
    writeFileSync(
      join(scratch, 'tsconfig.json'),
      JSON.stringify({
        compilerOptions: {
          target: 'ES2022',
          lib: ['ES2022', 'DOM', 'DOM.Iterable'],
          types: [],
          strict: true,
          noEmit: true,
          skipLibCheck: false,
          ...options,
        },
        files: ['consumer.mts'],
      }),
    )
    const tsc = join(root, 'node_modules/typescript/bin/tsc')
    execFileSync(process.execPath, [tsc, '-p', scratch], { encoding: 'utf8' })
    return ''
  } catch (error) {
    return (error as { stdout: string }).stdout
  } finally {
    rmSync(scratch, { recursive: true })
  }
}

test.each([
  { module: 'preserve', moduleResolution: 'bundler' },
  { module: 'node16', moduleResolution: 'node16' },
])('behavior: the packed declarations compile under $moduleResolution', (options) => {
  expect(compile(CONSUMER, options)).toBe('')
})

test('behavior: with exactOptionalPropertyTypes, too', () => {
  const options = {
    module: 'preserve',
    moduleResolution: 'bundler',
    exactOptionalPropertyTypes: true,
  }
  expect(compile(CONSUMER, options)).toBe('')
})

test('error: a wrong argument is noticed', () => {
  const wrong = `${CONSUMER}getUser(ctx, 7)\n`
  expect(compile(wrong, { module: 'node16', moduleResolution: 'node16' })).toContain('TS2345')
})

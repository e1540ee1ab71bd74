import * as clerklet from 'clerklet'
import * as camelize from 'clerklet/camelize'
import * as lambda from 'clerklet/lambda'
import * as mcp from 'clerklet/mcp'
import * as proxy from 'clerklet/proxy'
import * as schemas from 'clerklet/schemas'
import * as verify from 'clerklet/verify'
import * as webhooks from 'clerklet/webhooks'
import ts from 'typescript'
import { afterEach, expect, test, vi } from 'vitest'
import { readFunctions } from '#site/generate/functions.ts'
import { NOT_RUN, PREPARATIONS } from '#site/world/preparations.ts'
import { createWorld, type World } from '#site/world/world.ts'

const functions = readFunctions()
const examples = functions.flatMap(({ area, name, examples }) =>
  examples.map((example, index) => ({ place: `${area}/${name}`, index, ...example })),
)

/** The modules that an example on a page of the site can import. */
const MODULES: Record<string, object> = {
  clerklet,
  'clerklet/camelize': camelize,
  'clerklet/lambda': lambda,
  'clerklet/mcp': mcp,
  'clerklet/proxy': proxy,
  'clerklet/schemas': schemas,
  'clerklet/verify': verify,
  'clerklet/webhooks': webhooks,
}

/** Runs a program as a page of the site does. A validation issue makes the program fail. */
async function run(code: string, { ctx, clerk }: World, logged: unknown[]): Promise<unknown> {
  const { outputText } = ts.transpileModule(code, {
    compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.CommonJS },
  })
  const require = (name: string) => {
    if (name in MODULES) return MODULES[name]
    throw new Error(`${name} is not available in a page`)
  }
  const scope = {
    ctx: {
      ...ctx,
      onDrift: (error: Error) => {
        throw error
      },
    },
    clerk,
    console: { log: (...values: unknown[]) => logged.push(...values) },
    require,
    exports: {},
  }
  const body = `return (async () => {${outputText}\n})()`
  return new Function(...Object.keys(scope), body)(...Object.values(scope))
}

afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

/** Runs an example on a separate emulator, which also responds to the global `fetch`, for contexts without a `fetch`. */
async function runAlone(code: string): Promise<unknown> {
  const world = await createWorld()
  vi.stubGlobal('fetch', world.fetch)
  return run(code, world, [])
}

const running = examples.filter(({ notRun }) => !notRun)

test.each(running)('behavior: the example of $place runs', async ({ code }) => {
  await runAlone(code)
})

test.each(examples.filter(({ notRun }) => notRun))(
  'error: the example of $place does not run, as is listed',
  async ({ code }) => {
    await expect(runAlone(code)).rejects.toThrow()
  },
)

test('behavior: every function has an example', () => {
  expect(functions.filter(({ examples }) => !examples.length).map(({ name }) => name)).toEqual([])
})

test('behavior: preparations and exceptions are those of examples that exist', () => {
  const places = examples.map(({ place }) => place)
  const named = Object.keys({ ...PREPARATIONS, ...NOT_RUN })
  expect(named.filter((place) => !places.includes(place))).toEqual([])
})

test('behavior: in a page that stays open, codes and tokens do not expire', async () => {
  vi.useFakeTimers({ toFake: ['Date'] })
  await createWorld()
  vi.setSystemTime(Date.now() + 3_600_000)

  const { ctx } = await createWorld()
  const attempt = { verification_id: 'ver_2abc', code: '424242' }
  await expect(
    clerklet.attemptEmailAddressVerification(ctx, 'idn_2abc', attempt),
  ).resolves.toMatchObject({ status: 'verified' })
  await expect(clerklet.verifyM2mToken(ctx, { token: 'mt_0123' })).resolves.toMatchObject({
    expired: false,
  })
})

test('behavior: worlds share nothing', async () => {
  const [one, another] = [await createWorld(), await createWorld()]
  await clerklet.deleteUser(one.ctx, 'user_2abc')

  await expect(clerklet.getUser(another.ctx, 'user_2abc')).resolves.toMatchObject({
    username: 'ada',
  })
})

test.each([
  ['enterprise-connections/listEnterpriseConnectionTestRuns', 'data'],
  ['organization-domains/listInstanceOrganizationDomains', 'data'],
  ['users/listUserOrganizationInvitations', 'data'],
])('behavior: the list of %s is not empty', async (place, name) => {
  const { code = '' } = examples.find((one) => one.place === place) ?? {}

  await expect(runAlone(`${code}\nreturn ${name}`)).resolves.not.toEqual([])
})

test.each(['reverificationError', 'reverificationErrorResponse'])(
  'behavior: the example of %s shows the refusal',
  async (name) => {
    const { code = '' } = examples.find(({ place }) => place === `verify/${name}`) ?? {}
    const shown = code.replace('await handle()', 'return handle()')

    await expect(runAlone(shown)).resolves.toBeDefined()
  },
)

// Runs a demo offline: a user signs in, and a Worker in workerd responds with her name. Exits with 1 when a step fails.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import { Miniflare } from 'miniflare'

const root = fileURLToPath(new URL('../..', import.meta.url))
const from = (path) => fileURLToPath(new URL(path, import.meta.url))

/** The size in kB of a bundle with `users.getUser` of the official client, from a table that a test keeps up to date. */
const [, OFFICIAL] = /\| official client, `users\.getUser` \| ([\d.]+) kB/.exec(
  readFileSync(`${root}README.md`, 'utf8'),
)

let steps = 0
async function step(title, run) {
  const started = performance.now()
  const shown = await run()
  const milliseconds = `${Math.round(performance.now() - started)} ms`
  console.log(`${String(++steps).padStart(2)}. ${title}\n    ${shown}  (${milliseconds})`)
}

/** Bundles a module, and the sources of the packages that it imports. */
async function bundled(options) {
  const { outputFiles } = await build({
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    absWorkingDir: root,
    ...options,
  })
  return outputFiles[0].text
}

/** Imports the packages from their sources, so that the demo needs no build. */
async function importPackages() {
  const code = await bundled({
    stdin: {
      contents: "export * from 'clerklet'\nexport * from 'clerklet-emulator'",
      resolveDir: root,
    },
    platform: 'node',
  })
  return import(`data:text/javascript;base64,${Buffer.from(code).toString('base64')}`)
}

async function main() {
  console.log('Clerk in memory, a Worker in workerd, and no network.\n')
  const { collect, createEmulator, createUser, listUsers, paginate } = await importPackages()
  const clerk = createEmulator({ now: Date.UTC(2026, 4, 12, 12) })
  const { ctx, clock, faults, requests } = clerk
  let worker
  let ada
  let token

  await step('Bundle examples/cloudflare-worker and start it in workerd', async () => {
    const code = await bundled({
      entryPoints: [from('../../examples/cloudflare-worker/index.ts')],
      minify: true,
      platform: 'neutral',
      conditions: ['workerd', 'worker', 'import'],
      mainFields: ['module', 'main'],
    })
    worker = new Miniflare({
      compatibilityDate: '2026-04-01',
      modules: [
        { type: 'ESModule', path: from('./clock.mjs') },
        { type: 'ESModule', path: from('./worker.mjs'), contents: code },
      ],
      modulesRoot: from('.'),
      bindings: { CLERK_SECRET_KEY: ctx.secretKey, CLERK_PUBLISHABLE_KEY: ctx.publishableKey },
      // The emulator receives every request of the Worker, which has no other network.
      outboundService: async (request) =>
        clerk.fetch(request.url, {
          method: request.method,
          headers: [...request.headers],
          body: request.body && (await request.arrayBuffer()),
        }),
    })
    await worker.ready
    const kilobytes = (gzipSync(code, { level: 9 }).length / 1000).toFixed(1)
    assert.ok(Number(kilobytes) < Number(OFFICIAL), 'the Worker is larger than the official client')
    return `${kilobytes} kB, minified and gzipped. The official client has ${OFFICIAL} kB for getUser alone`
  })

  const ask = async (bearer) => {
    const answer = await worker.dispatchFetch('https://api.example.com/', {
      headers: {
        'demo-now': `${clock.now()}`,
        ...(bearer && { authorization: `Bearer ${bearer}` }),
      },
    })
    return { status: answer.status, ...(await answer.json()) }
  }

  try {
    await step('Create a user on the emulator, and sign in as her', async () => {
      ada = await createUser(ctx, {
        email_address: ['ada@example.com'],
        first_name: 'Ada',
        last_name: 'Lovelace',
      })
      ;({ token } = await clerk.signIn(ada.id, { azp: 'https://app.example.com' }))
      return `${ada.id}, with a token of ${token.length} characters`
    })

    await step('Call the Worker without a token', async () => {
      const { status, reason } = await ask()
      assert.equal(status, 401)
      assert.match(reason, /missing$/)
      return `${status}: ${reason}`
    })

    await step('Call it with the token', async () => {
      const { status, name } = await ask(token)
      assert.deepEqual({ status, name }, { status: 200, name: 'Ada Lovelace' })
      return `${status}: ${name}`
    })

    await step(
      'Call it with the same token, 61 virtual seconds later: the token has expired',
      async () => {
        clock.advance('61s')
        const { status, reason } = await ask(token)
        assert.equal(status, 401)
        assert.match(reason, /expired/)
        return `${status}: ${reason}`
      },
    )

    await step('Add 250 users, and list all of them page by page', async () => {
      clerk.seed({
        users: Array.from({ length: 250 }, (_, i) => ({ email_address: [`user${i}@example.com`] })),
      })
      const before = requests.length
      const all = await collect(paginate(listUsers, ctx, { limit: 100 }), { maxItems: 1000 })
      const pages = requests.length - before
      assert.equal(new Set(all.map(({ id }) => id)).size, 251)
      assert.equal(pages, 3)
      return `${all.length} users in ${pages} requests`
    })

    await step('Call it while the API responds with 429 twice: clerklet retries', async () => {
      ;({ token } = await clerk.signIn(ada.id, { azp: 'https://app.example.com' }))
      faults.push({ route: 'GET /v1/users/*', status: 429, retryAfter: 1, count: 2 })
      const before = requests.length
      const { status, name } = await ask(token)
      const seen = requests.slice(before).map((request) => request.status)
      assert.deepEqual({ status, name }, { status: 200, name: 'Ada Lovelace' })
      assert.deepEqual(seen, [429, 429, 200])
      return `${status}: ${name}, after ${seen.join(', ')}, with the waits of Retry-After`
    })

    console.log(`
The Worker is examples/cloudflare-worker/index.ts. The emulator was Clerk: no account, no network, no mocks.
Next: packages/clerklet/docs/start.md for an application, packages/clerklet/docs/testing.md for its tests.`)
  } finally {
    await worker?.dispose()
  }
}

await main()

import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { type Context, createUser, getUser, listUsers } from 'clerklet'
import { build } from 'esbuild'
import { describe, expect, test, vi } from 'vitest'
import { SECRET_KEY } from '#fixtures/api.ts'
import { answering, json, refusal } from '#fixtures/transport.ts'
import { user } from '#fixtures/user.ts'

describe('context', () => {
  test('default', async () => {
    const { fetch, received } = answering(json(200, user()))
    vi.stubGlobal('fetch', fetch)
    try {
      await getUser({ secretKey: SECRET_KEY }, 'user_1')
    } finally {
      vi.unstubAllGlobals()
    }

    expect(received[0]?.url.href).toBe('https://api.clerk.com/v1/users/user_1')
  })

  test('behavior: a frozen context works, and nothing is stored on it', async () => {
    const { fetch } = answering(
      refusal(429, 'too_many_requests', { 'retry-after': '0' }),
      json(200, user()),
    )
    const ctx: Context = Object.freeze({
      secretKey: SECRET_KEY,
      fetch,
      headers: Object.freeze({ 'x-a': '1' }),
      retry: Object.freeze({ attempts: 2 }),
    })
    const options = Object.freeze({ headers: Object.freeze({ 'x-b': '2' }) })

    await expect(getUser(ctx, 'user_1', options)).resolves.toEqual(user())
    expect(Reflect.ownKeys(ctx)).toEqual(['secretKey', 'fetch', 'headers', 'retry'])
  })

  test('behavior: frozen params are accepted and not changed', async () => {
    const { fetch, received } = answering(json(200, []))
    const params = Object.freeze({
      user_id: Object.freeze(['a', 'b']) as string[],
      limit: Infinity,
    })

    await listUsers({ secretKey: SECRET_KEY, fetch }, params)

    expect(received[0]?.url.search).toBe('?user_id=a&user_id=b&limit=500')
    expect(params).toEqual({ user_id: ['a', 'b'], limit: Infinity })
  })

  test('behavior: fetch is called as a plain function', async () => {
    const receivers: unknown[] = []
    const ctx: Context = {
      secretKey: SECRET_KEY,
      fetch: async function (this: unknown) {
        receivers.push(this)
        return json(200, user())
      },
    }

    await getUser(ctx, 'user_1')

    expect(receivers).toEqual([undefined])
  })

  test('behavior: fetch may return a response without a promise', async () => {
    const ctx: Context = { secretKey: SECRET_KEY, fetch: () => json(200, user()) }

    expect(await getUser(ctx, 'user_1')).toEqual(user())
  })

  test('behavior: a changed copy shares no state with the original', async () => {
    const first = answering(json(200, user()))
    const second = answering(json(200, user()))
    const ctx: Context = { secretKey: SECRET_KEY, fetch: first.fetch }

    await getUser({ ...ctx, secretKey: 'sk_test_other', fetch: second.fetch }, 'user_1')
    await getUser(ctx, 'user_1')

    expect(first.received[0]?.headers.get('authorization')).toBe(`Bearer ${SECRET_KEY}`)
    expect(second.received[0]?.headers.get('authorization')).toBe('Bearer sk_test_other')
  })

  test('behavior: options cannot replace method, path or body of an operation', async () => {
    const { fetch, received } = answering(json(200, user()))
    const options = { method: 'DELETE', path: { encoded: '/x', route: '/x' }, body: { a: 1 } }

    await createUser({ secretKey: SECRET_KEY, fetch }, { first_name: 'Ada' }, options as object)

    expect(received[0]).toMatchObject({ method: 'POST', init: { body: '{"first_name":"Ada"}' } })
    expect(received[0]?.url.pathname).toBe('/v1/users')
  })

  test('behavior: concurrent calls are independent', async () => {
    const ctx: Context = {
      secretKey: SECRET_KEY,
      fetch: async (url) => {
        const id = url.split('/').at(-1) as string
        await new Promise((resolve) => setTimeout(resolve, id === 'user_1' ? 15 : 1))
        return json(200, user({ id }))
      },
    }

    const found = await Promise.all(['user_1', 'user_2', 'user_3'].map((id) => getUser(ctx, id)))

    expect(found.map(({ id }) => id)).toEqual(['user_1', 'user_2', 'user_3'])
  })
})

describe('import', () => {
  test('behavior: no global is changed, and neither fetch nor Headers is read', async () => {
    const root = fileURLToPath(new URL('../../../../', import.meta.url))
    const { outputFiles } = await build({
      entryPoints: [`${root}packages/clerklet/src/index.ts`],
      bundle: true,
      // When it is imported, ofetch may read globals; our own code must not.
      plugins: [
        {
          name: 'without-ofetch',
          setup: ({ onResolve, onLoad }) => {
            onResolve({ filter: /^ofetch$/ }, () => ({ path: 'ofetch', namespace: 'none' }))
            onLoad({ filter: /./, namespace: 'none' }, () => ({
              contents: 'export const createFetch = () => {}',
            }))
          },
        },
      ],
      format: 'esm',
      platform: 'neutral',
      mainFields: ['module', 'main'],
      write: false,
    })
    const code = outputFiles[0]?.text as string
    const watched =
      'fetch Headers Request Response FormData Blob File AbortController AbortSignal URL URLSearchParams crypto process setTimeout'
    const program = `
      const looked = []
      for (const name of '${watched}'.split(' ')) {
        const value = globalThis[name]
        Object.defineProperty(globalThis, name, {
          configurable: true,
          get() { looked.push(name); return value },
          set() { looked.push('set ' + name) },
        })
      }
      const before = Reflect.ownKeys(globalThis).length
      looked.length = 0
      ;(0, eval)(${JSON.stringify(`(() => {${code.replace(/export \{[^}]*\};?\s*$/, '')}})()`)})
      const seen = [...looked]
      const added = Reflect.ownKeys(globalThis).length - before
      console.log(JSON.stringify({ seen, added }))
    `

    const { stdout } = spawnSync(process.execPath, ['-'], { input: program, encoding: 'utf8' })

    expect(JSON.parse(stdout)).toEqual({ seen: [], added: 0 })
  })
})

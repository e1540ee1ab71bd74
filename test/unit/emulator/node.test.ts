import { existsSync } from 'node:fs'
import { getUser, updateUserProfileImage } from 'clerklet'
import { createEmulator } from 'clerklet-emulator'
import { type ListenOptions, listen, persist } from 'clerklet-emulator/node'
import { expect, test } from 'vitest'

test('behavior: listen serves the emulator over HTTP on localhost', async () => {
  const emulator = createEmulator({ seed: { users: [{ id: 'user_ada', username: 'ada' }] } })
  const { url, env, close } = await listen(emulator)
  expect(url).toMatch(/^http:\/\/localhost:\d+$/)
  const ctx = { secretKey: env.CLERK_SECRET_KEY, baseUrl: `${env.CLERK_API_URL}/v1` }
  expect(await getUser(ctx, 'user_ada')).toMatchObject({ username: 'ada' })
  await close()
  await expect(getUser(ctx, 'user_ada', { retry: 0 })).rejects.toMatchObject({
    code: 'ECONNREFUSED',
  })
})

test.each(['127.0.0.1', '::1', 'localhost', '0.0.0.0', '::'])(
  'behavior: on %s, the host of every URL is localhost',
  async (hostname) => {
    const { url, env, close } = await listen(createEmulator(), { hostname, exposed: true })
    for (const address of [url, env.CLERK_API_URL, env.CLERK_PROXY_URL, env.CLERK_SIGN_IN_URL]) {
      expect(new URL(address).hostname).toBe('localhost')
    }
    await close()
  },
)

test('behavior: the URLs of another loopback address contain this address', async () => {
  const { url, env, close } = await listen(createEmulator(), { hostname: '127.0.0.2' })
  expect(url).toMatch(/^http:\/\/127\.0\.0\.2:\d+$/)
  expect(env.CLERK_PROXY_URL).toBe(url)
  await close()
})

test('behavior: a script of Clerk that is not installed is 404, with the command to install it', async () => {
  const { url, close } = await listen(createEmulator())
  const answer = await fetch(`${url}/npm/@clerk/clerk-js@6/dist/clerk.browser.js`)
  expect(answer.status).toBe(404)
  expect(await answer.text()).toContain('npm install --save-dev @clerk/clerk-js@6')
  await close()
})

test('behavior: an uploaded image is served at the URL of the server', async () => {
  const { url, env, close } = await listen(
    createEmulator({ seed: { users: [{ id: 'user_ada', username: 'ada' }] } }),
  )
  const ctx = { secretKey: env.CLERK_SECRET_KEY, baseUrl: `${env.CLERK_API_URL}/v1` }
  const file = new Blob(['pixels'], { type: 'image/png' })
  const { image_url = '' } = await updateUserProfileImage(ctx, 'user_ada', { file })
  expect(image_url.startsWith(`${url}/images/img_`)).toBe(true)
  expect(await (await fetch(image_url)).text()).toBe('pixels')
  await close()
})

test('error: a host that is reachable from elsewhere', () => {
  for (const hostname of ['0.0.0.0', '::', 'example.com', '127.example.com']) {
    expect(() => listen(createEmulator(), { hostname })).toThrow('is reachable from other machines')
  }
})

test('error: a port in use', async () => {
  const { url, close } = await listen(createEmulator())
  const port = Number(new URL(url).port)
  await expect(listen(createEmulator(), { port })).rejects.toMatchObject({ code: 'EADDRINUSE' })
  await close()
})

const PORT = 'port must be a whole number from 0 to 65535'
const TEXT = 'must be a string that is not empty'

test.each<[unknown, string]>([
  [{ port: 'x' }, PORT],
  [{ port: '4010' }, PORT],
  [{ port: 70_000 }, PORT],
  [{ port: -1 }, PORT],
  [{ port: 1.5 }, PORT],
  [{ port: Number.NaN }, PORT],
  [{ port: null }, PORT],
  [{ port: true }, PORT],
  [{ port: [4010] }, PORT],
  [{ hostname: '' }, `hostname ${TEXT}`],
  [{ hostname: '', exposed: true }, `hostname ${TEXT}`],
  [{ hostname: null, exposed: true }, `hostname ${TEXT}`],
  [{ hostname: 127 }, `hostname ${TEXT}`],
  [{ hostname: ['127.0.0.1'] }, `hostname ${TEXT}`],
  [{ hostname: '0.0.0.0', exposed: 'no' }, 'exposed must be true or false'],
  [{ exposed: 'false' }, 'exposed must be true or false'],
  [{ exposed: 1 }, 'exposed must be true or false'],
  [{ exposed: null }, 'exposed must be true or false'],
  [{ https: true }, 'https must be an object'],
  [{ https: {} }, `https.key ${TEXT}`],
  [{ https: { key: 'x' } }, `https.cert ${TEXT}`],
  [{ https: { key: 'x', cert: 'y', ca: 'z' } }, 'https.ca is unknown: known are key, cert'],
  [{ host: '0.0.0.0' }, 'host is unknown: known are port, hostname, exposed, https'],
  [null, 'options must be an object'],
  [4010, 'options must be an object'],
])('error: listen with %j', (options, message) => {
  // Callers without types may pass anything.
  const listening = () => listen(createEmulator(), options as ListenOptions)
  expect(listening).toThrow(TypeError)
  expect(listening).toThrow(message)
})

test('args: an undefined option of listen counts as left out', async () => {
  const none = { port: undefined, hostname: undefined, exposed: undefined }
  const { url, close } = await listen(createEmulator(), none)
  expect(url).toMatch(/^http:\/\/localhost:\d+$/)
  await close()
})

test.each([undefined, null, {}, 'x', createEmulator, { fetch }])(
  'error: listen or persist with %j instead of an emulator',
  async (value) => {
    // Callers without types may pass anything.
    const emulator = value as ReturnType<typeof createEmulator>
    const message = 'emulator must be one that createEmulator returned'
    expect(() => listen(emulator)).toThrow(message)
    await expect(persist(emulator, 'none/state')).rejects.toThrow(message)
    expect(existsSync('none')).toBe(false)
  },
)

test.each([undefined, null, '', 7, ['state']])(
  'error: persist with %j as the folder',
  async (path) => {
    // Callers without types may pass anything.
    const persisting = persist(createEmulator(), path as string)
    await expect(persisting).rejects.toThrow(TypeError)
    await expect(persisting).rejects.toThrow(`path ${TEXT}`)
  },
)

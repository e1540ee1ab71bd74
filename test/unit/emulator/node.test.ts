import { getUser, updateUserProfileImage } from 'clerklet'
import { createEmulator } from 'clerklet-emulator'
import { listen } from 'clerklet-emulator/node'
import { expect, test } from 'vitest'

test('behavior: serves the same over HTTP, on this machine', async () => {
  const emulator = createEmulator({ seed: { users: [{ id: 'user_ada', username: 'ada' }] } })
  const { url, env, close } = await listen(emulator)
  expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
  const ctx = { secretKey: env.CLERK_SECRET_KEY, baseUrl: `${env.CLERK_API_URL}/v1` }
  expect(await getUser(ctx, 'user_ada')).toMatchObject({ username: 'ada' })
  await close()
  await expect(getUser(ctx, 'user_ada', { retry: 0 })).rejects.toMatchObject({
    code: 'ECONNREFUSED',
  })
})

test('behavior: serves an uploaded image where it listens', async () => {
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

test('error: a host that others can reach', () => {
  for (const hostname of ['0.0.0.0', '::', 'example.com', '127.example.com']) {
    expect(() => listen(createEmulator(), { hostname })).toThrow('is reachable from elsewhere')
  }
})

test('error: a port that is taken', async () => {
  const { url, close } = await listen(createEmulator())
  const port = Number(new URL(url).port)
  await expect(listen(createEmulator(), { port })).rejects.toMatchObject({ code: 'EADDRINUSE' })
  await close()
})

test('error: a port that is none', async () => {
  await expect(listen(createEmulator(), { port: 70_000 })).rejects.toThrow(RangeError)
})

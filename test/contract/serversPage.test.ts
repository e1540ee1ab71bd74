import { createServer } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { type Context, countUsers, updateUserProfileImage } from 'clerklet'
import { expect, test } from 'vitest'
import { emulate } from '#fixtures/emulator.ts'
import { programsOf } from './support/programs.ts'

const program = programsOf('servers.md')

test('behavior: a custom fetch sees every attempt', async () => {
  type Counted = (ctx: Context) => { ctx: Context; count: () => number }
  const { counted } = await program<{ counted: Counted }>('Custom fetch')
  const { strict, faults } = emulate()
  faults.push({ route: 'GET /v1/users/count', status: 503, count: 1 })
  const { ctx, count } = counted({ ...strict, sleep: async () => {} })

  expect(await countUsers(ctx)).toMatchObject({ total_count: 0 })
  expect(count()).toBe(2)
})

test('behavior: requests go through a proxy', { timeout: 60_000 }, async () => {
  type Proxy = { throughProxy(ctx: Context, proxy: string): Context }
  const { throughProxy } = await program<Proxy>('Corporate proxy')
  const bodies: string[] = []
  const api = createServer(async (request, response) => {
    bodies.push(await text(request))
    response.setHeader('content-type', 'application/json').end('{"total_count":3}')
  })
  const tunnels: (string | undefined)[] = []
  const proxy = createServer().on('connect', ({ url = '' }, client) => {
    tunnels.push(url)
    const target = connect(Number(url.split(':')[1]), '127.0.0.1', () => {
      client.write('HTTP/1.1 200 OK\r\n\r\n')
      target.pipe(client).pipe(target)
    })
    for (const socket of [target, client]) socket.on('error', () => client.destroy())
  })
  const [apiUrl, proxyUrl] = await Promise.all(
    [api, proxy].map(
      (server) =>
        new Promise<string>((resolve) => {
          server.listen(0, '127.0.0.1', () => {
            resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
          })
        }),
    ),
  )
  try {
    const ctx = { secretKey: 'sk_test_x', baseUrl: `${apiUrl}/v1` }
    const proxied = { ...throughProxy(ctx, `${proxyUrl}`), onDrift: () => {} }
    const { total_count } = await countUsers(proxied)
    await updateUserProfileImage(proxied, 'user_1', { file: new Blob(['an image']) })

    expect(total_count).toBe(3)
    expect(bodies).toEqual(['', expect.stringContaining('an image')])
    expect(new Set(tunnels)).toEqual(new Set([apiUrl?.replace('http://', '')]))
  } finally {
    api.closeAllConnections()
    api.close()
    proxy.closeAllConnections()
    proxy.close()
  }
})

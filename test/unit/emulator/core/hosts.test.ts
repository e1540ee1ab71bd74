import { get, type IncomingMessage } from 'node:http'
import { connect } from 'node:net'
import { createEmulator } from 'clerklet-emulator'
import { type Listening, type ListenOptions, listen } from 'clerklet-emulator/node'
import { afterEach, describe, expect, test } from 'vitest'

let listening: Listening | undefined
afterEach(async () => {
  await listening?.close()
  listening = undefined
})

async function start(options: ListenOptions = {}) {
  const emulator = createEmulator({ now: 0, seed: { users: [{ username: 'ada' }] } })
  listening = await listen(emulator, options)
  return { emulator, port: Number(new URL(listening.url).port) }
}

/** Sends raw bytes, and returns the status and the body of the response. */
function send(port: number, lines: string[], body = ''): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    let answer = ''
    const socket = connect(port, '127.0.0.1', () => {
      socket.write(`${[...lines, 'connection: close'].join('\r\n')}\r\n\r\n${body}`, 'latin1')
    })
    socket.on('data', (chunk) => {
      answer += chunk
    })
    socket.on('error', reject)
    socket.on('close', () => {
      const [head = '', ...rest] = answer.split('\r\n\r\n')
      resolve({ status: Number(head.split(' ')[1]), body: rest.join('\r\n\r\n') })
    })
  })
}

const reset = ['POST /_emulator/reset HTTP/1.1', 'content-length: 0']

describe('a server that is not exposed', () => {
  test.each([
    'localhost',
    'localhost:1234',
    'LocalHost:80',
    'localhost.',
    'localhost.:1234',
    'app.localhost',
    'a.b.localhost.:1',
    '127.0.0.1',
    '127.0.0.1:1234',
    '127.1.2.3',
    '[::1]',
    '[::1]:1234',
    '[::ffff:7f00:1]',
  ])('behavior: a request to %s is accepted', async (host) => {
    const { port } = await start()
    expect(await send(port, [...reset, `host: ${host}`])).toMatchObject({ status: 204 })
  })

  test.each([
    'evil.example',
    'evil.example:1234',
    'localhost.evil.example',
    'evil-localhost',
    'notlocalhost',
    '127.0.0.1.evil.example',
    '127.evil.example',
    '0.0.0.0',
    '[::]',
    '128.0.0.1',
    '10.0.0.1',
    '192.168.1.2:4010',
    '[fe80::1]',
    '[::ffff:808:808]',
    'clerk',
    'clerk:4010',
    'host.docker.internal',
    'api.clerk.com',
  ])('error: 403 for a request to %s, which changes nothing', async (host) => {
    const { port, emulator } = await start()
    emulator.clock.advance('1h')
    emulator.faults.push({ status: 500 })
    const answer = await send(port, [...reset, `host: ${host}`])
    expect(answer.status).toBe(403)
    expect(JSON.parse(answer.body)).toMatchObject({ errors: [{ code: 'host_not_allowed' }] })
    expect(answer.body).toContain('--exposed')
    expect(emulator.faults).toHaveLength(1)
    expect(emulator.requests).toEqual([])
  })

  test.each(['GET / HTTP/1.1', 'GET /v1/users HTTP/1.1', 'GET /v1/client HTTP/1.1'])(
    'error: 403 for %s with a foreign host',
    async (line) => {
      const { port } = await start()
      expect((await send(port, [line, 'host: evil.example'])).status).toBe(403)
    },
  )

  test.each([
    'evil@localhost',
    'localhost@evil.example',
    'localhost/evil',
    'localhost?evil',
    'localhost#evil',
    'localhost\\evil',
    'local host',
    'localhost:port',
    'localhost:99999',
    'localhost:1:2',
    'localhost, evil.example',
    '[::gg]',
    '[::1',
    '::1',
    '256.256.256.256',
    '%6cocalhost',
    'l\u00f6calhost',
    'http://localhost',
  ])('error: 400 for a malformed host: %s', async (host) => {
    const { port, emulator } = await start()
    const answer = await send(port, [...reset, `host: ${host}`])
    expect(answer.status).toBe(400)
    expect(JSON.parse(answer.body)).toMatchObject({ errors: [{ code: 'host_invalid' }] })
    expect(emulator.requests).toEqual([])
  })

  test('error: 400 for two Host headers, in either order', async () => {
    const { port } = await start()
    for (const hosts of [
      ['host: localhost', 'host: evil.example'],
      ['host: evil.example', 'Host: localhost'],
    ]) {
      expect((await send(port, [...reset, ...hosts])).status).toBe(400)
    }
  })

  test('behavior: HTTP/1.0 needs no Host header', async () => {
    const { port } = await start()
    expect((await send(port, ['GET /sign-in HTTP/1.0'])).status).toBe(200)
  })

  test('behavior: both an absolute target and the Host header must be allowed', async () => {
    const { port } = await start()
    const to = (target: string, host: string) =>
      send(port, [`GET ${target}/sign-in HTTP/1.1`, `host: ${host}`])
    expect((await to(`http://localhost:${port}`, 'localhost')).status).toBe(200)
    expect((await to('http://evil.example', 'localhost')).status).toBe(403)
    expect((await to('http://localhost', 'evil.example')).status).toBe(403)
    expect((await to('http://me:secret@localhost', 'localhost')).status).toBe(400)
  })

  test('behavior: forwarding headers are ignored', async () => {
    const { port } = await start()
    const forwarded = ['x-forwarded-host: localhost', 'forwarded: host=localhost']
    const answer = await send(port, [...reset, 'host: evil.example', ...forwarded])
    expect(answer.status).toBe(403)
    const other = ['x-forwarded-host: evil.example', 'x-forwarded-proto: https']
    expect((await send(port, [...reset, 'host: localhost', ...other])).status).toBe(204)
  })

  test('behavior: a page cannot reset the emulator through another host name (DNS rebinding)', async () => {
    const { port, emulator } = await start()
    emulator.faults.push({ status: 500 })
    const answer = await new Promise<IncomingMessage>((resolve) =>
      get(
        {
          port,
          method: 'POST',
          path: '/_emulator/reset',
          headers: { host: `evil.example:${port}`, origin: `http://evil.example:${port}` },
        },
        resolve,
      ),
    )
    answer.resume()
    expect(answer.statusCode).toBe(403)
    expect(emulator.faults).toHaveLength(1)
  })
})

test('args: exposed accepts any host name', async () => {
  const { port } = await start({ exposed: true })
  for (const host of ['clerk:4010', 'evil.example', '10.0.0.1', 'localhost']) {
    expect((await send(port, [...reset, `host: ${host}`])).status).toBe(204)
  }
  expect((await send(port, [...reset, 'host: evil@localhost'])).status).toBe(400)
})

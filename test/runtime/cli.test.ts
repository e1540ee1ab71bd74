import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, get } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  contextFromEnv,
  createInvitation,
  createOrganization,
  createUser,
  getUser,
  listOrganizations,
  listUsers,
} from 'clerklet'
import { authenticateRequest, verifyToken } from 'clerklet/verify'
import { verifyWebhook } from 'clerklet/webhooks'
import { afterEach, beforeEach, expect, inject, test } from 'vitest'

const cli = join(inject('packed'), 'node_modules/clerklet-emulator/dist/cli.mjs')
let folder = ''
let running: ChildProcess[] = []

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'clerklet-cli-'))
})
afterEach(() => {
  for (const child of running) child.kill('SIGKILL')
  running = []
  rmSync(folder, { recursive: true })
})

function file(name: string, content: unknown): string {
  const path = join(folder, name)
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content))
  return path
}

/** The environment of the command, with a separate folder for its keys and certificates. */
function environment(more: Record<string, string> = {}): NodeJS.ProcessEnv {
  return { ...process.env, XDG_CACHE_HOME: join(folder, 'caches'), ...more }
}

/** Starts the command, and waits until it has printed its URL and variables. */
function start(...args: string[]) {
  return startWith(process.execPath, [], ...args)
}

/** Starts the command with `program` and its arguments `before`. The program is Node, or it runs Node. */
async function startWith(program: string, before: string[], ...args: string[]) {
  const child = spawn(program, [...before, cli, '--port', '0', ...args], {
    cwd: folder,
    env: environment(),
  })
  running.push(child)
  let told = ''
  child.stderr.on('data', (text) => {
    told += text
  })
  await new Promise<void>((resolve, reject) => {
    child.stdout.on('data', (text) => {
      told += text
      if (/CLERK_SIGN_IN_URL.*\n/.test(told)) resolve()
    })
    child.on('exit', () => reject(new Error(told)))
  })
  const env = Object.fromEntries(
    [...told.matchAll(/^(CLERK_\w+)="(.*)"$/gm)].map(([, name, value]) => [name, value]),
  )
  const exit = new Promise<number | null>((resolve) => child.on('exit', resolve))
  return { child, told, said: () => told, env, exit, ctx: contextFromEnv(env) }
}

function run(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...args], {
    encoding: 'utf8',
    timeout: 30_000,
    cwd: folder,
    env: environment(),
  })
  return { status, stdout, stderr }
}

const seed = { users: [{ id: 'user_ada', username: 'ada' }] }

test('default: prints the variables with which an application finds it', async () => {
  const { ctx, env } = await start('--seed', file('seed.json', seed))
  expect(await getUser(ctx, 'user_ada')).toMatchObject({ username: 'ada' })
  const answer = await fetch(`${env.CLERK_PROXY_URL}/v1/client/handshake?redirect_url=http://x.y`, {
    redirect: 'manual',
  })
  expect(answer.status).toBe(307)
  expect((await fetch(`${env.CLERK_SIGN_IN_URL}`)).status).toBe(200)
  const { jwt } = (await (
    await fetch(`${env.CLERK_API_URL}/v1/sessions`, {
      method: 'POST',
      headers: { authorization: `Bearer ${env.CLERK_SECRET_KEY}` },
      body: JSON.stringify({ user_id: 'user_ada' }),
    })
      .then((response) => response.json())
      .then(({ id }) =>
        fetch(`${env.CLERK_API_URL}/v1/sessions/${id}/tokens`, {
          method: 'POST',
          headers: { authorization: `Bearer ${env.CLERK_SECRET_KEY}` },
        }),
      )
  ).json()) as { jwt: string }
  expect(await verifyToken({ jwtKey: ctx.jwtKey }, jwt)).toMatchObject({ sub: 'user_ada' })
})

test('args: --persist stores every acknowledged change, however the process ends', async () => {
  const state = join(folder, 'deep/state')
  const first = await start('--persist', state, '--seed', file('seed.json', seed))
  const created = await Promise.all(
    Array.from({ length: 20 }, (_, i) => createUser(first.ctx, { username: `user${i}` })),
  )
  first.child.kill('SIGKILL')
  expect(await first.exit).toBe(null)
  const second = await start('--persist', state)
  for (const { id, username } of created) {
    expect(await getUser(second.ctx, id)).toMatchObject({ username })
  }
  expect(await listUsers(second.ctx, { limit: 100 })).toHaveLength(21)
})

// The test raises the limit of the file size with `prlimit`, which only Linux has.
test.skipIf(process.platform !== 'linux')(
  'behavior: --persist stores every acknowledged change after the disk was full',
  async () => {
    const state = join(folder, 'state')
    const first = await startWith(
      'sh',
      ['-c', 'trap "" XFSZ; ulimit -S -f 200; exec "$@"', 'sh', process.execPath],
      ...['--persist', state],
    )
    const public_metadata = { filling: 'x'.repeat(7000) }
    const answered: string[] = []
    const create = async () => {
      const username = `user${answered.length}`
      await createUser({ ...first.ctx, retry: 0 }, { username, public_metadata })
      answered.push(username)
    }
    const fill = async () => {
      for (let i = 0; i < 200; i++) await create()
    }
    await expect(fill()).rejects.toMatchObject({ status: 500 })
    expect(answered.length).toBeGreaterThan(2)

    spawnSync('prlimit', ['--pid', `${first.child.pid}`, '--fsize=unlimited'])
    await createUser(first.ctx, { username: 'later' })
    answered.push('later')
    first.child.kill('SIGKILL')
    await first.exit
    const second = await start('--persist', state)
    const users = await listUsers(second.ctx, { limit: 500 })
    expect(users.map(({ username }) => username)).toEqual(expect.arrayContaining(answered))
  },
)

test('args: --webhook delivers events, signed with the printed secret', async () => {
  const received: { headers: Record<string, string>; body: string }[] = []
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const headers = request.headers as Record<string, string>
    received.push({ headers, body: Buffer.concat(chunks).toString() })
    response.writeHead(204).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks`
  try {
    for (const more of [[], ['--webhook-secret', 'whsec_b3VyIG93bg==']]) {
      const { ctx, env } = await start('--webhook', url, ...more)
      const { id } = await createUser(ctx, { username: 'adaking' })
      await expect.poll(() => received.length).toBe(1)
      const signingSecret = `${env.CLERK_WEBHOOK_SIGNING_SECRET}`
      if (more[1]) expect(signingSecret).toBe(more[1])
      const [delivery] = received.splice(0)
      expect(
        await verifyWebhook(
          { headers: delivery?.headers ?? {}, body: delivery?.body ?? '' },
          { signingSecret },
        ),
      ).toMatchObject({
        type: 'user.created',
        data: { id },
      })
    }
  } finally {
    server.close()
  }
})

test('args: --seed with an existing state prints that the state is used, and applies at a reset', async () => {
  const state = join(folder, 'state')
  const first = await start('--persist', state, '--seed', file('seed.json', seed))
  expect(first.told).not.toContain('contains a state')
  await createUser(first.ctx, { username: 'bobby' })
  first.child.kill('SIGKILL')
  await first.exit

  const other = file('other.json', { users: [{ id: 'user_eve', username: 'eve' }] })
  const second = await start('--persist', state, '--seed', other)
  expect(second.told).toContain(
    `clerklet-emulator: ${state} contains a state, and the emulator continues with it: ${other} is used only at the first start and after a reset\n`,
  )
  const names = async () => (await listUsers(second.ctx)).map(({ username }) => username).sort()
  expect(await names()).toEqual(['ada', 'bobby'])
  const reset = `${second.env.CLERK_API_URL}/_emulator/reset`
  await fetch(reset, { method: 'POST', redirect: 'manual' })
  expect(await names()).toEqual(['eve'])
  second.child.kill('SIGKILL')
  await second.exit
  // Without a seed, the command does not say that the folder contains a state.
  expect((await start('--persist', state)).told).not.toContain('contains a state')
})

test('behavior: a reset in the dashboard also resets the data on the disk', async () => {
  const state = join(folder, 'state')
  const first = await start('--persist', state, '--seed', file('seed.json', seed))
  const { id } = await createUser(first.ctx, { username: 'bobby' })
  const reset = `${first.env.CLERK_API_URL}/_emulator/reset`
  expect((await fetch(reset, { method: 'POST', redirect: 'manual' })).status).toBe(204)
  first.child.kill('SIGKILL')
  await first.exit

  const second = await start('--persist', state)
  expect(await getUser(second.ctx, 'user_ada')).toMatchObject({ username: 'ada' })
  await expect(getUser(second.ctx, id)).rejects.toMatchObject({ status: 404 })
})

test('behavior: kill -9 at any time loses no acknowledged change, and leaves none incomplete', {
  timeout: 300_000,
}, async () => {
  const state = join(folder, 'state')
  const answered = { users: new Set<string>(), organizations: new Set<string>() }
  /** Starts the command, and checks that it has all acknowledged changes, and that no change is incomplete. */
  const startWhole = async () => {
    const { ctx, ...process } = await start('--persist', state)
    const calm = { ...ctx, retry: 0 }
    const users = await listUsers(calm, { limit: 500 })
    const ids = users.map(({ id }) => id)
    for (const id of answered.users) expect(ids).toContain(id)
    for (const { id, email_addresses } of users) {
      const email_address = email_addresses.map((one) => one.email_address)
      expect(await listUsers(calm, { email_address })).toMatchObject([{ id }])
    }
    const { data } = await listOrganizations(calm, { limit: 500, include_members_count: true })
    const organizations = data.map(({ id }) => id)
    for (const id of answered.organizations) expect(organizations).toContain(id)
    expect(data.filter(({ members_count }) => members_count !== 1)).toEqual([])
    expect(new Set([...ids, ...organizations]).size).toBe(ids.length + organizations.length)
    return { ...process, ctx: calm }
  }
  let made = 0
  for (const last of [1, 2, 3, 5, 8, 13, 21, 34, 55, 89]) {
    const { child, ctx, exit } = await startWhole()
    let count = 0
    const work = async () => {
      for (;;) {
        const email_address = [`user${made++}@example.com`]
        const { id } = await createUser(ctx, { email_address })
        answered.users.add(id)
        const organization = await createOrganization(ctx, { name: 'Acme', created_by: id })
        answered.organizations.add(organization.id)
        count += 2
        if (count >= last) child.kill('SIGKILL')
      }
    }
    await Promise.all(Array.from({ length: 4 }, () => work().catch(() => {})))
    expect(await exit).toBe(null)
  }
  await startWhole()
  expect(answered.users.size).toBeGreaterThan(100)
})

test('error: a second process with the same folder is refused, and changes nothing', async () => {
  const state = join(folder, 'state')
  const { ctx } = await start('--persist', state)
  await createUser(ctx, { username: 'bobby' })
  expect(run('--persist', state, '--port', '0')).toMatchObject({
    status: 2,
    stderr: `clerklet-emulator: the state cannot be stored: ${state} is in use: stop the process that uses it, or choose another folder\n`,
  })
  await createUser(ctx, { username: 'carol' })
  expect(await listUsers(ctx)).toHaveLength(2)
})

test.each(['SIGINT', 'SIGTERM'] as const)(
  'behavior: %s ends it after the responses to the requests in flight',
  async (signal) => {
    const state = join(folder, 'state')
    const { child, ctx, exit } = await start('--persist', state)
    await createUser(ctx, { username: 'adaking' })
    child.kill(signal)
    expect(await exit).toBe(0)
    expect(readdirSync(folder).sort()).toEqual(['caches', 'state'])
    expect(await listUsers((await start('--persist', state)).ctx)).toHaveLength(1)
  },
)

test('args: --exposed accepts requests for any host name', async () => {
  const as = (url: string, host: string) =>
    new Promise<number | undefined>((resolve) => {
      get(`${url}/sign-in`, { headers: { host } }, (answer) => {
        answer.resume()
        resolve(answer.statusCode)
      })
    })
  const own = await start()
  const exposed = await start('--exposed')
  expect(await as(`${own.env.CLERK_API_URL}`, 'clerk:4010')).toBe(403)
  expect(await as(`${own.env.CLERK_API_URL}`, 'localhost:4010')).toBe(200)
  expect(await as(`${exposed.env.CLERK_API_URL}`, 'clerk:4010')).toBe(200)
})

test('args: --limits, --help and --version', async () => {
  const { ctx } = await start('--limits', '--seed', file('seed.json', seed))
  for (let i = 0; i < 100; i++) await getUser(ctx, 'user_ada')
  await expect(getUser(ctx, 'user_ada', { retry: 0 })).rejects.toMatchObject({ status: 429 })
  expect(run('--help')).toMatchObject({ status: 0, stdout: expect.stringContaining('--persist') })
  expect(run('--version')).toMatchObject({ status: 0, stdout: expect.stringMatching(/^\d+\.\d+/) })
})

test('error: each mistake is described with its place, and the status is 2', () => {
  const old = file('old.json', '{"version": 1, "idSeed": "emulator"}')
  for (const [args, message] of [
    [['--prot', '1'], /Unknown option '--prot'/],
    [['--port', 'x'], /--port must be a number/],
    [['--host', '0.0.0.0'], /0\.0\.0\.0 is reachable from other machines.*--exposed/],
    [['--webhook', 'x'], /--webhook must be an http/],
    [['--webhook', 'http://['], /--webhook must be an http/],
    [['--webhook', ''], /--webhook must be an http/],
    [['--webhook', 'https://me:secret@x.y'], /--webhook must be a URL without user name/],
    [['--webhook', 'http://x.y', '--webhook-secret', 'whsec_?'], /--webhook-secret must be whsec_/],
    [['--webhook', 'http://x.y', '--webhook-secret', ''], /--webhook-secret must be whsec_/],
    [['--webhook-secret', 'whsec_dGVzdA=='], /--webhook-secret is for --webhook/],
    [['--seed', ''], /--seed must not be empty/],
    [['--persist', ''], /--persist must not be empty/],
    [['--seed', join(folder, 'none.json')], /the seed cannot be read: ENOENT/],
    [['--seed', file('a.json', '{"users": [}')], /a\.json is not JSON/],
    [['--seed', file('null.json', 'null')], /null\.json: .*The seed .* must be an object/],
    [['--seed', file('b.json', { usres: [] })], /b\.json: .*usres/],
    [['--seed', file('c.json', { users: {} })], /c\.json: .*users .*list/],
    [['--seed', file('d.json', { users: [{}] })], /d\.json: .*users\[0\]: form_data_missing/],
    [
      ['--seed', file('e.json', { users: [{ username: 'x' }, { usrename: 'y' }] })],
      /e\.json: .*users\[1\]\.usrename is not a valid/,
    ],
    [
      ['--seed', file('f.json', { users: [{ username: 'x', first_name: 7 }] })],
      /f\.json: .*users\[0\]\.first_name must be a string/,
    ],
    [
      ['--seed', file('g.json', { users: [{ username: 'x' }, { username: 'x' }] })],
      /g\.json: .*users\[1\]: form_identifier_exists/,
    ],
    [['--persist', old], /old\.json is a file, and is left as it is/],
    [['--persist', folder], /contains other files, such as .*, and is left as it is/],
  ] as const) {
    const { status, stderr } = run(...args)
    expect(stderr).toMatch(message)
    expect(stderr).not.toMatch(/\n\s+at /)
    expect(status, args.join(' ')).toBe(2)
  }
  expect(readFileSync(old, 'utf8')).toBe('{"version": 1, "idSeed": "emulator"}')
})

test('error: a port that is taken', async () => {
  const { env } = await start()
  const { port } = new URL(`${env.CLERK_API_URL}`)
  expect(run('--port', port)).toMatchObject({
    status: 2,
    stderr: `clerklet-emulator: port ${port} is taken: choose another --port\n`,
  })
})

test('behavior: an instance has the name of the project, and the same keys after a restart', async () => {
  const keysOf = async (...args: string[]) => {
    const { env, told, child, exit } = await start(...args)
    child.kill('SIGKILL')
    await exit
    const { CLERK_SECRET_KEY, CLERK_PUBLISHABLE_KEY = '', CLERK_JWT_KEY } = env
    const host = atob(CLERK_PUBLISHABLE_KEY.replace('pk_test_', '')).replace(/\$$/, '')
    return { told, keys: { CLERK_SECRET_KEY, CLERK_JWT_KEY, host } }
  }
  const nameless = await keysOf()
  expect(nameless.told).toContain(', for the instance emulator.')
  file('package.json', { name: '@acme/shop' })
  const { told, keys } = await keysOf()
  expect(told).toContain(', for the instance @acme/shop.')
  expect(keys.host).toMatch(/^clerklet-emulator-[a-z0-9]{10}\.clerk\.accounts\.dev$/)
  expect(keys.host).not.toBe(nameless.keys.host)
  expect((await keysOf()).keys).toEqual(keys)
  expect((await keysOf('--instance', '@acme/shop')).keys).toEqual(keys)
  const other = await keysOf('--instance', 'blog')
  for (const name of ['CLERK_SECRET_KEY', 'CLERK_JWT_KEY', 'host'] as const) {
    expect(other.keys[name]).not.toBe(keys[name])
  }
})

test('behavior: a token is valid after a restart, and no id is used twice', async () => {
  const made = async () => {
    const { ctx, child, exit } = await start()
    const { id } = await createUser(ctx, { username: 'adaking' })
    const { port } = new URL(`${ctx.baseUrl}`)
    const { stdout } = run('token', id, '--port', port)
    child.kill('SIGKILL')
    await exit
    return { id, token: stdout.trim() }
  }
  const [first, second] = [await made(), await made()]
  expect(first.id).not.toBe(second.id)
  const { ctx } = await start()
  for (const { id, token } of [first, second]) {
    expect(await verifyToken({ jwtKey: ctx.jwtKey }, token)).toMatchObject({ sub: id })
  }
})

test('behavior: the same seed gives the same ids', async () => {
  const path = file('seed.json', { users: [{ username: 'ada' }] })
  const ids = async () => (await listUsers((await start('--seed', path)).ctx)).map(({ id }) => id)
  expect(await ids()).toEqual(await ids())
})

test('behavior: a cache folder that cannot be written is reported in one line', async () => {
  writeFileSync(join(folder, 'caches'), '')
  const { told, ctx } = await start()
  expect(told).toMatch(
    /^clerklet-emulator: the key that signs tokens is used for this run only, because it cannot be stored: .*caches.*\n/,
  )
  expect(await listUsers(ctx)).toEqual([])
})

test('args: --json prints one object only', async () => {
  const child = spawn(process.execPath, [cli, '--port', '0', '--json', '--env', 'astro'], {
    cwd: folder,
    env: environment(),
  })
  running.push(child)
  let printed = ''
  child.stdout.on('data', (text) => {
    printed += text
  })
  await expect.poll(() => printed, { timeout: 20_000 }).toContain('\n')
  const { url, dashboard, env, ...rest } = JSON.parse(printed)
  expect(rest).toEqual({})
  expect(dashboard).toBe(`${url}/`)
  expect((await fetch(dashboard, { headers: { accept: 'text/html' } })).status).toBe(200)
  expect(await (await fetch(`${url}/health`)).json()).toMatchObject({ status: 'ok' })
  expect(env).toMatchObject({ PUBLIC_CLERK_PROXY_URL: url, CLERK_API_URL: url })
  await createInvitation(
    { secretKey: env.CLERK_SECRET_KEY, baseUrl: `${url}/v1` },
    { email_address: 'ada@example.com' },
  )
  expect(printed.split('\n')).toHaveLength(2)
})

test('args: --env uses the variable names of a framework', async () => {
  const { told } = await start('--env', 'next')
  expect(told).toMatch(/^NEXT_PUBLIC_CLERK_PUBLISHABLE_KEY="pk_test_\w+"$/m)
  expect(told).toMatch(
    /^Set the option proxyUrl .* NEXT_PUBLIC_CLERK_PROXY_URL\. .* browsers send requests to Clerk itself/m,
  )
})

test.each([[[]], [['--persist', 'state']]])(
  'behavior: the links of e-mails are printed, and lead to the emulator: %j',
  async (args) => {
    const { ctx, env, said } = await start(...args)
    const { url } = await createInvitation(ctx, { email_address: 'ada@example.com' })
    expect(url?.startsWith(`${env.CLERK_API_URL}/`)).toBe(true)
    await expect.poll(said, { timeout: 20_000 }).toContain(`E-mail to ada@example.com: ${url}\n`)
    expect((await fetch(`${url}`, { redirect: 'manual' })).status).toBeLessThan(400)
  },
)

test('default: token prints a token that the Worker of the README accepts', async () => {
  const { ctx, env } = await start('--seed', file('seed.json', seed))
  const { port } = new URL(`${env.CLERK_API_URL}`)
  const { status, stdout } = run('token', 'ada', '--azp', 'https://app.example.com', '--port', port)
  expect(status).toBe(0)
  const request = new Request('https://app.example.com/', {
    headers: { authorization: `Bearer ${stdout.trim()}` },
  })
  const state = await authenticateRequest(ctx, request, {
    authorizedParties: ['https://app.example.com'],
    api: true,
  })
  const { userId = '' } = state.toAuth() ?? {}
  expect(await getUser(ctx, `${userId}`)).toMatchObject({ username: 'ada' })
  expect(run('token', 'eve', '--port', port)).toMatchObject({
    status: 1,
    stdout: '',
    stderr: expect.stringContaining('There is no user'),
  })
})

test('default: exec runs a command that finds the emulator, and exits with its status', () => {
  const code = `
    const { CLERK_API_URL: url, CLERK_SECRET_KEY: key } = process.env
    const headers = { authorization: 'Bearer ' + key }
    fetch(url + '/v1/users/user_ada', { headers })
      .then((answer) => answer.json())
      .then(({ username }) => { console.log(username); process.exitCode = 7 })`
  const path = file('seed.json', seed)
  expect(run('exec', '--seed', path, '--', process.execPath, '-e', code)).toMatchObject({
    status: 7,
    stdout: 'ada\n',
    stderr: expect.stringMatching(/^clerklet-emulator: Clerk is at http:\/\/localhost:\d+\n$/),
  })
})

test('behavior: exec runs npm with the plain variables and those of a framework', () => {
  file('package.json', { name: 'shop', scripts: { names: 'node names.cjs' } })
  file(
    'names.cjs',
    `const { env } = process; console.log(env.VITE_CLERK_PROXY_URL === env.CLERK_PROXY_URL, !!env.CLERK_JWT_KEY)`,
  )
  expect(run('exec', '--env', 'vite', '--', 'npm', 'run', '--silent', 'names')).toMatchObject({
    status: 0,
    stdout: 'true true\n',
  })
})

test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
  'behavior: exec passes %s on, and waits for the command to end',
  async (signal) => {
    const code = `
      process.on('${signal}', () => { console.log('heard'); setTimeout(() => process.exit(3), 50) })
      setInterval(() => {}, 1000)
      console.log('ready')`
    const child = spawn(process.execPath, [cli, 'exec', '--', process.execPath, '-e', code], {
      cwd: folder,
      env: environment(),
    })
    running.push(child)
    const exit = new Promise<number | null>((resolve) => child.on('exit', resolve))
    let printed = ''
    child.stdout.on('data', (text) => {
      printed += text
    })
    await expect.poll(() => printed, { timeout: 20_000 }).toBe('ready\n')
    child.kill(signal)
    expect(await exit).toBe(3)
    expect(printed).toBe('ready\nheard\n')
  },
)

test('behavior: exec ends with 128 and the number of a signal, and with 127 without a command', () => {
  const kill = `process.kill(process.pid, 'SIGKILL')`
  expect(run('exec', '--', process.execPath, '-e', kill)).toMatchObject({ status: 137 })
  expect(run('exec', '--', 'clerklet-no-such-command')).toMatchObject({
    status: 127,
    stderr: expect.stringContaining('clerklet-no-such-command: there is no such command\n'),
  })
})

test('behavior: exec ends although a process of the command keeps a connection open', async () => {
  // `left.cjs` is a process that outlives the command, and keeps an incomplete request open.
  file(
    'left.cjs',
    `const { connect } = require('node:net')
    const { port } = new URL(process.env.CLERK_API_URL)
    connect(port, 'localhost').write('POST /_emulator/seed HTTP/1.1\\r\\nhost: localhost\\r\\ncontent-length: 9\\r\\n\\r\\n')
    setTimeout(() => {}, 20_000)`,
  )
  const code = `
    const { spawn } = require('node:child_process')
    spawn(process.execPath, ['left.cjs'], { detached: true, stdio: 'ignore' }).unref()
    setTimeout(() => process.exit(0), 500)`
  expect(run('exec', '--', process.execPath, '-e', code)).toMatchObject({ status: 0 })
})

test('args: --https, with a certificate that exec lets the command trust', async () => {
  const code = `fetch(process.env.CLERK_PROXY_URL + '/health').then(({ status, url }) => console.log(status, url))`
  const { status, stdout } = run('exec', '--https', '--', process.execPath, '-e', code)
  expect(stdout).toMatch(/^200 https:\/\/localhost:\d+\/health\n$/)
  expect(status).toBe(0)
  const { told } = await start('--https', '--seed', file('seed.json', seed))
  expect(told).toContain('NODE_EXTRA_CA_CERTS')
  const port = /https:\/\/localhost:(\d+)/.exec(told)?.[1] ?? ''
  expect(run('token', 'ada', '--https', '--port', port)).toMatchObject({
    status: 0,
    stdout: expect.stringMatching(/^ey[\w.-]+\n$/),
  })
  expect(run('token', 'ada', '--port', port)).toMatchObject({
    status: 1,
    stderr: expect.stringContaining('add --https if the emulator was started with it'),
  })
})

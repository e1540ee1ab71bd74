import { expect, test } from 'vitest'
import { readCommandLine } from '#emulator/commandLine.ts'

const read = (...args: string[]) => readCommandLine(args, '1.2.3')

const server = {
  hostname: '127.0.0.1',
  exposed: false,
  https: false,
  instance: undefined,
  seed: undefined,
  persist: undefined,
  limits: false,
  webhook: undefined,
  framework: undefined,
}

test.each([[[]], [['start']]])('default: the arguments %j start the emulator', (args) => {
  expect(read(...args)).toEqual({ command: 'start', ...server, port: 4010, json: false })
})

test('args: start', () => {
  expect(
    read('--instance', 'shop', '--https', '--env', 'next', '--json', '--port', '0'),
  ).toMatchObject({ instance: 'shop', https: true, framework: 'next', json: true, port: 0 })
})

test('args: token', () => {
  const line = { command: 'token', user: 'ada', port: 4010, https: false }
  expect(read('token', 'ada')).toEqual({ ...line, azp: undefined, organization: undefined })
  expect(
    read(
      'token',
      '--azp',
      'https://app.example.com/path?x',
      'ada',
      '--org',
      'acme',
      '--port',
      '5000',
    ),
  ).toEqual({ ...line, azp: 'https://app.example.com', organization: 'acme', port: 5000 })
})

test('args: exec', () => {
  expect(read('exec', '--', 'npm', 'test', '--', '--port', '1', '--help')).toEqual({
    command: 'exec',
    ...server,
    port: 0,
    program: 'npm',
    args: ['test', '--', '--port', '1', '--help'],
  })
  expect(
    read('exec', '--port', '5000', '--seed', 'a.json', '--env', 'vite', '--', 'x'),
  ).toMatchObject({ port: 5000, seed: 'a.json', framework: 'vite', program: 'x', args: [] })
})

test.each([
  [['--help'], 'clerklet-emulator [start] [options]'],
  [['-h'], '--persist'],
  [['start', '--help'], '--json'],
  [['token', '--help'], '--azp'],
  [['exec', '--help'], '-- <command>'],
  [['--version'], '1.2.3\n'],
])('behavior: %j prints a text, and exits with 0', (args, text) => {
  expect(() => read(...args)).toThrow(
    expect.objectContaining({ exitCode: 0, message: expect.stringContaining(text) }),
  )
})

test.each([
  [['strat'], 'there is no command strat: there are start, token, exec'],
  [['start', 'more'], "Unexpected argument 'more'"],
  [['token'], 'token takes one user'],
  [['token', ''], 'token takes one user'],
  [['token', 'ada', 'eve'], 'token takes one user'],
  [['token', 'ada', '--port', '0'], '--port must be a number from 1 to 65535, and is 0'],
  [['token', 'ada', '--azp', 'app.example.com'], '--azp must be the URL of an application'],
  [['token', 'ada', '--azp', 'http://['], '--azp must be the URL of an application'],
  [['token', 'ada', '--azp', ''], '--azp must be the URL of an application'],
  [['token', 'ada', '--org', ''], '--org must not be empty'],
  [['token', 'ada', '--seed', 'x'], "Unknown option '--seed'"],
  [['exec'], 'exec takes a command after --'],
  [['exec', '--'], 'exec takes a command after --'],
  [['exec', '--', ''], 'exec takes a command after --'],
  [['exec', 'npm', 'test'], 'exec takes a command after --'],
  [['exec', 'npm', '--', 'test'], 'exec takes a command after --'],
  [['exec', '--json', '--', 'x'], "Unknown option '--json'"],
  [['--env', 'remix'], '--env must be one of next, vite, astro, workers, and is remix'],
  [['--instance', ''], '--instance must not be empty'],
  [['--port', '65536'], '--port must be a number from 0 to 65535, and is 65536'],
])('error: %j exits with 2', (args, text) => {
  expect(() => read(...args)).toThrow(
    expect.objectContaining({
      exitCode: 2,
      message: expect.stringContaining(`clerklet-emulator: ${text}`),
    }),
  )
})

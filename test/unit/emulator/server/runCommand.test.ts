import { afterEach, expect, test, vi } from 'vitest'
import { runCommand } from '#emulator/server/runCommand.ts'

const node = process.execPath

afterEach(() => {
  vi.restoreAllMocks()
})

test('default: the result is the status of the command, which gets the variables', async () => {
  const code = 'process.exit(process.env.CLERK_API_URL === "http://x" && process.env.PATH ? 7 : 1)'
  expect(await runCommand(node, ['-e', code], { CLERK_API_URL: 'http://x' })).toBe(7)
  expect(await runCommand(node, ['-e', ''], {})).toBe(0)
})

test.each([
  ['SIGKILL', 137],
  ['SIGTERM', 143],
])('behavior: a command that ends by %s has the status %s', async (signal, status) => {
  const code = `process.kill(process.pid, '${signal}'); setInterval(() => {}, 1000)`
  expect(await runCommand(node, ['-e', code], {})).toBe(status)
})

test('behavior: arguments are passed unchanged', async () => {
  const given = ['a b', '"c"', '$HOME', '*', '', "d'e"]
  const code = `process.exit(JSON.stringify(process.argv.slice(1)) === process.env.GIVEN ? 0 : 1)`
  expect(await runCommand(node, ['-e', code, ...given], { GIVEN: JSON.stringify(given) })).toBe(0)
})

test.each([
  [
    'clerklet-no-such-command',
    127,
    'clerklet-emulator: clerklet-no-such-command: there is no such command\n',
  ],
  ['./packages', 126, expect.stringContaining('clerklet-emulator: ./packages: it cannot be run: ')],
])('error: %s has the status %s', async (program, status, printed) => {
  const write = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  expect(await runCommand(program, [], {})).toBe(status)
  expect(write).toHaveBeenCalledWith(printed)
})

test('behavior: no signal listener remains', async () => {
  const before = process.listenerCount('SIGTERM')
  await runCommand(node, ['-e', ''], {})
  expect(process.listenerCount('SIGTERM')).toBe(before)
})

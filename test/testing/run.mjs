// `npm run test:examples`: runs each example in `examples/testing` in its test runner. Installs the runners first.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { buildPackages, install } from '../fixtures/runner.mjs'

const from = (path) => fileURLToPath(new URL(path, import.meta.url))
const examples = from('../../examples/testing/')
const tool = (name) => from(`../runtime/toolchains/node_modules/.bin/${name}`)

buildPackages()
if (!existsSync(tool('bun'))) install(from('../runtime/toolchains'))
for (const name of ['jest', 'playwright']) install(examples + name)

const node = process.execPath
const vitest = from('../../node_modules/vitest/vitest.mjs')
/** The command of each example's runner. */
const runners = {
  node: [node, '--test'],
  vitest: [node, vitest, 'run', '--root', '.'],
  jest: [node, '--experimental-vm-modules', 'node_modules/jest/bin/jest.js'],
  bun: [tool('bun'), 'test'],
  deno: [tool('deno'), 'test', '-A', '--node-modules-dir=manual', '--no-lock', '--no-check', '.'],
  playwright: [node, 'node_modules/@playwright/test/cli.js', 'test'],
}

// Turns colours off, since their codes would interrupt the text that `passed` searches for.
const { FORCE_COLOR, ...environment } = process.env
const env = { ...environment, NO_COLOR: '1' }

let failed = 0
for (const [name, [program, ...rest]] of Object.entries(runners)) {
  const { status, stdout, stderr, error } = spawnSync(program, rest, {
    cwd: examples + name,
    encoding: 'utf8',
    env,
    timeout: 300_000,
  })
  const passed =
    status === 0 && /\b(name of the user|user signs in)\b|\b[24] pass/.test(stdout + stderr)
  console.log(`${name}: ${passed ? 'passed' : `failed\n${error ?? ''}${stdout}${stderr}`}`)
  if (!passed) failed++
}
console.log(`${Object.keys(runners).length - failed} passed, ${failed} failed`)
if (failed) process.exitCode = 1

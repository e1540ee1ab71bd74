// `npm run test:commonjs`: runs the programs of docs/commonjs.md unchanged, with the packed packages. Installs Jest and Babel.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { packed, root } from '../fixtures/packed.mjs'
import { install } from '../fixtures/runner.mjs'

const here = fileURLToPath(new URL('.', import.meta.url))
const page = readFileSync(join(root, 'packages/clerklet/docs/commonjs.md'), 'utf8')

/** Returns the JavaScript blocks below a heading of docs/commonjs.md. */
function blocksBelow(heading) {
  const [, below = ''] = page.split(`\n## ${heading}\n`)
  const section = below.split('\n## ')[0] ?? ''
  return [...section.matchAll(/^```js\n([\s\S]*?)^```$/gm)].map(([, code]) => code)
}

/** Runs a program without the Node options and the colours of this process. Returns the output. Fails when the program fails. */
function run(folder, ...args) {
  const { NODE_OPTIONS, FORCE_COLOR, ...environment } = process.env
  const env = { ...environment, NO_COLOR: '1' }
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: folder,
    encoding: 'utf8',
    env,
  })
  assert.equal(status, 0, stdout + stderr)
  return stdout + stderr
}

/** Whether this Node can `require` an ESM package. */
const requiresEsm = () => Boolean(process.features.require_module)

function testRequire(folder) {
  if (!requiresEsm()) return 'skipped: this Node cannot require an ESM package'
  const [code] = blocksBelow('`require`')
  writeFileSync(join(folder, 'required.js'), code)
  const program =
    'console.log(Object.values(require("./required.js")).map((one) => typeof one).join())'
  assert.match(run(folder, '-e', program), /^function,function,function\n/)
  return 'passed'
}

function testImport(folder) {
  const [code] = blocksBelow('`import()`')
  writeFileSync(join(folder, 'imported.js'), code)
  const program = `const { nameOf } = require('./imported.js')
    const fetch = () => Response.json({ object: 'user', first_name: 'Ada' })
    nameOf({ secretKey: 'sk_test_x', fetch }, 'user_ada').then(console.log)`
  assert.equal(run(folder, '-e', program), 'Ada\n')
  return 'passed'
}

function testJest(folder) {
  const [config, pnpm, test] = blocksBelow('Jest')
  const jest = 'node_modules/jest/bin/jest.js'
  writeFileSync(join(folder, 'jest.config.js'), config)
  writeFileSync(join(folder, 'user.test.js'), test)
  // Jest fails on an ESM package that the documented pattern omits, so this run also tests the pattern.
  assert.match(run(folder, jest), /Tests: {7}1 passed, 1 total/)

  const [pattern] = new Function('esmPackages', `return ({ ${pnpm} }).transformIgnorePatterns`)([
    'clerklet',
    'jose',
  ])
  const isIgnored = (path) => new RegExp(pattern).test(path)
  assert.equal(isIgnored('/node_modules/.pnpm/jose@6.2.0/node_modules/jose/index.js'), false)
  assert.equal(
    isIgnored('/node_modules/.pnpm/clerklet@0.1.0_hono@4/node_modules/clerklet/x.mjs'),
    false,
  )
  assert.equal(isIgnored('/node_modules/.pnpm/hono@4.13.19/node_modules/hono/index.js'), true)
  return 'passed'
}

if (!existsSync(join(here, 'node_modules/jest'))) {
  install(here)
}
const folder = mkdtempSync(join(packed(), 'commonjs-'))
let failed = 0
try {
  symlinkSync(join(here, 'node_modules'), join(folder, 'node_modules'))
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'user', private: true }))
  for (const [name, test] of Object.entries({ testRequire, testImport, testJest })) {
    try {
      console.log(`${name}: ${test(folder)}`)
    } catch (error) {
      console.log(`${name}: failed\n${error.message}`)
      failed++
    }
  }
} finally {
  rmSync(folder, { recursive: true })
}
if (failed) process.exitCode = 1

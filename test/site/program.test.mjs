// Tests without a browser how an example is prepared and run, and how its output is printed.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import { loadSource } from './support.mjs'

const { compile } = await loadSource('run/program.ts')
const { loadModules, MODULES } = await loadSource('run/modules.ts')
const { print, printError } = await loadSource('run/print.ts')

const run = (code, scope) => compile(code).run({ modules: new Map(), console, ...scope })

describe('compile', () => {
  for (const [code, value] of [
    ['1 + 1', 2],
    ['await Promise.resolve(3)', 3],
    ['const a = 1\nconst b: number = 2', 2],
    ['let a = 1', 1],
    ['const { a, b } = { a: 1, b: 2, c: 3 }', { a: 1, b: 2 }],
    ['const [first] = [5, 6]', [5]],
    ['export const a = 4', 4],
    ['type A = string\nconst a: A = "x"\ntype B = A', 'x'],
    ['"x" satisfies string;', 'x'],
    ['1 // the end', 1],
    ['2;;', 2],
    ['const a = 1 // the end', 1],
    ['for (const a of [1]) void a', undefined],
    ['const a = 1\nif (a) void 0', undefined],
    ['', undefined],
    ['// nothing', undefined],
    ["'use strict'", undefined],
  ]) {
    test(`behavior: the value of ${JSON.stringify(code)} is that of its last statement`, async () => {
      assert.deepEqual(await run(code), value)
    })
  }

  test('behavior: an example uses ctx, and may declare its own', async () => {
    assert.equal(await run('ctx', { ctx: 'given' }), 'given')
    assert.equal(await run("const ctx = 'own'\nctx", { ctx: 'given' }), 'own')
    assert.equal(await run("const clerk = 'own'\nclerk", { clerk: 'given' }), 'own')
  })

  test('behavior: modules are named, loaded or not', () => {
    const code = `import { getUser } from 'clerklet'
      import type { User } from 'clerklet/types-only'
      import * as verify from 'clerklet/verify'
      const { a } = await import('clerklet/proxy')
      getUser(verify as unknown as User, a)`
    assert.deepEqual(compile(code).imports, ['clerklet', 'clerklet/verify', 'clerklet/proxy'])
  })

  test('behavior: an imported function is called without a receiver', async () => {
    const receiver = function () {
      return this
    }
    const modules = new Map([['m', { receiver }]])
    assert.equal(await run("import { receiver } from 'm'\nreceiver()", { modules }), undefined)
  })

  test('behavior: an import without use has no value', async () => {
    const modules = new Map([['m', { a: 1 }]])
    assert.equal(await run("import 'm'", { modules }), undefined)
    assert.equal(await run("import { a } from 'm'", { modules }), undefined)
  })

  test('error: an unknown export names its module', async () => {
    const modules = new Map([['m', {}]])
    await assert.rejects(run("import { missing } from 'm'\nmissing()", { modules }), {
      name: 'SyntaxError',
      message: "'m' has no export 'missing'.",
    })
  })

  test('error: code that cannot be read has its line', () => {
    assert.throws(() => compile('const a = 1\nconst = 2'), {
      name: 'SyntaxError',
      message: /\(2:7\)/,
    })
    assert.throws(() => compile('const a = 1\nconst a = 2'), { name: 'SyntaxError' })
  })
})

describe('loadModules', () => {
  test('behavior: every export of the packages that runs in a browser can be imported', () => {
    const exportsOf = (name) => {
      const file = new URL(`../../packages/${name}/package.json`, import.meta.url)
      const { name: packageName, exports } = JSON.parse(readFileSync(file, 'utf8'))
      return Object.keys(exports)
        .filter((path) => !path.endsWith('.json'))
        .map((path) => packageName + path.slice(1))
    }
    const all = [...exportsOf('clerklet'), ...exportsOf('emulator')]
    // `clerklet-emulator/node` starts a server, which a page cannot do.
    const expected = all.filter((name) => name !== 'clerklet-emulator/node')
    assert.deepEqual([...MODULES].sort(), expected.sort())
  })

  test('error: another module is refused with what can be imported', async () => {
    await assert.rejects(loadModules(['lodash']), /'lodash' is not available on this page\. Import/)
    await assert.rejects(loadModules(['constructor']), /'constructor' is not available/)
  })
})

describe('print', () => {
  for (const [value, text] of [
    ['text', 'text'],
    [1, '1'],
    [null, 'null'],
    [{ id: 'user_1', ids: ['a'] }, "{\n  id: 'user_1',\n  ids: [ 'a' ]\n}"],
    [[], '[]'],
    [{}, '{}'],
    [new Map([['a', 1]]), "Map (1) {\n  'a' => 1\n}"],
  ]) {
    test(`behavior: ${JSON.stringify(text)}`, () => assert.equal(print(value), text))
  }

  test('behavior: an error has its message, its status and its code', () => {
    const error = Object.assign(new Error('no such user'), {
      status: 404,
      code: 'resource_not_found',
    })
    error.name = 'ClerkApiError'
    assert.equal(
      printError(error),
      'ClerkApiError: no such user\n  status: 404\n  code: resource_not_found',
    )
    assert.equal(printError('a text'), 'Thrown: a text')
  })
})

import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { servePackageFile } from '#emulator/server/packageFiles.ts'

let folder = ''
/** The folder of an application, two levels below the folder with `node_modules`. */
let app = ''

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'clerklet-npm-')))
  app = join(folder, 'apps/shop')
  mkdirSync(app, { recursive: true })
  write('secret.txt', 'secret')
})
afterEach(() => {
  rmSync(folder, { recursive: true })
})

function write(path: string, content: string): void {
  const file = join(folder, path)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, content)
}

function install(name: string, at = 'node_modules'): void {
  write(`${at}/${name}/package.json`, JSON.stringify({ name, version: '6.1.0' }))
  write(`${at}/${name}/dist/main.js`, `// ${name}`)
}

async function ask(path: string, method = 'GET') {
  const request = new Request(`http://localhost:4010${path}`, { method })
  const answer = await servePackageFile(request, app)
  return answer && { answer, status: answer.status, text: await answer.text() }
}

test.each(['@clerk/clerk-js', '@clerk/ui'])(
  'default: the installed version of %s is served for any requested version',
  async (name) => {
    install(name)
    for (const version of ['@6', '@5.1.2', '@latest', '@canary', '']) {
      const found = await ask(`/npm/${name}${version}/dist/main.js`)
      expect(found).toMatchObject({ status: 200, text: `// ${name}` })
    }
  },
)

test('behavior: any page may load a script, and cache it for a minute', async () => {
  install('@clerk/clerk-js')
  const found = await ask('/npm/@clerk/clerk-js@6/dist/main.js')
  expect(Object.fromEntries(found?.answer.headers ?? [])).toMatchObject({
    'content-type': 'text/javascript; charset=utf-8',
    'access-control-allow-origin': '*',
    'cross-origin-resource-policy': 'cross-origin',
    'x-content-type-options': 'nosniff',
    'cache-control': 'public, max-age=60',
    'content-length': '18',
  })
})

test.each([
  ['a.mjs', 'text/javascript; charset=utf-8'],
  ['a.css', 'text/css; charset=utf-8'],
  ['a.js.map', 'application/json; charset=utf-8'],
  ['a.svg', 'image/svg+xml'],
  ['a.bin', 'application/octet-stream'],
  ['LICENSE', 'application/octet-stream'],
])('behavior: the content type of %s is %s', async (file, type) => {
  install('@clerk/ui')
  write(`node_modules/@clerk/ui/dist/${file}`, 'x')
  const found = await ask(`/npm/@clerk/ui@1/dist/${file}`)
  expect(found?.answer.headers.get('content-type')).toBe(type)
})

test('behavior: HEAD has the same headers and no body', async () => {
  install('@clerk/ui')
  const found = await ask('/npm/@clerk/ui@1/dist/main.js', 'HEAD')
  expect(found).toMatchObject({ status: 200, text: '' })
  expect(found?.answer.headers.get('content-length')).toBe('12')
})

test('behavior: the nearest package is used, also one that is linked from a store', async () => {
  install('@clerk/clerk-js')
  install('@clerk/clerk-js', 'store')
  write('store/@clerk/clerk-js/dist/main.js', '// linked')
  mkdirSync(join(app, 'node_modules/@clerk'), { recursive: true })
  symlinkSync(join(folder, 'store/@clerk/clerk-js'), join(app, 'node_modules/@clerk/clerk-js'))
  expect(await ask('/npm/@clerk/clerk-js@6/dist/main.js')).toMatchObject({ text: '// linked' })
})

test.each([
  ['/npm/@clerk/clerk-js@6/dist/x.js', '@clerk/clerk-js@6'],
  ['/npm/@clerk/ui@1.2.3/dist/ui.browser.js', '@clerk/ui@1.2.3'],
  ['/npm/@clerk/ui/dist/ui.browser.js', '@clerk/ui@latest'],
  ['/npm/@clerk/ui@1%3Brm/dist/ui.browser.js', '@clerk/ui'],
])('error: %s without the package has the command to install it', async (path, wanted) => {
  const found = await ask(path)
  expect(found?.status).toBe(404)
  expect(found?.answer.headers.get('content-type')).toBe('text/plain; charset=utf-8')
  expect(found?.answer.headers.get('access-control-allow-origin')).toBe('*')
  expect(found?.answer.headers.get('cache-control')).toBe('no-store')
  expect(found?.text).toContain(`is not installed in ${app} or above`)
  expect(found?.text.endsWith(`npm install --save-dev ${wanted}\n`)).toBe(true)
})

test('error: a file that is not in the package', async () => {
  install('@clerk/ui')
  for (const path of ['dist/none.js', 'dist', 'dist/', '%00', '%E0%A4%A', 'dist/main.js/x']) {
    expect(await ask(`/npm/@clerk/ui@1/${path}`), path).toMatchObject({
      status: 404,
      text: expect.stringContaining('@clerk/ui as installed has no file'),
    })
  }
})

test('error: no path leaves the package', async () => {
  install('@clerk/ui')
  symlinkSync(join(folder, 'secret.txt'), join(folder, 'node_modules/@clerk/ui/dist/link.txt'))
  write('node_modules/@clerk/ui-private/secret.txt', 'secret')
  for (const path of [
    '..%2f..%2f..%2fsecret.txt',
    '%2e%2e%2f%2e%2e%2f%2e%2e%2fsecret.txt',
    'dist/..%2f..%2f..%2f..%2fsecret.txt',
    '..%5c..%5c..%5csecret.txt',
    '..%2fui-private%2fsecret.txt',
    `${encodeURIComponent(join(folder, 'secret.txt'))}`,
    'dist/link.txt',
  ]) {
    const found = await ask(`/npm/@clerk/ui@1/${path}`)
    expect(found, path).toMatchObject({ status: 404 })
    expect(found?.text).not.toBe('secret')
  }
})

test.each(['/npm/react@18/index.js', '/npm/@clerk/backend@1/dist/index.js', '/v1/client', '/npm/'])(
  'behavior: %s is not a file of these packages',
  async (path) => {
    expect(await ask(path)).toBe(undefined)
  },
)

test('behavior: a POST request is not handled', async () => {
  install('@clerk/ui')
  expect(await ask('/npm/@clerk/ui@1/dist/main.js', 'POST')).toBe(undefined)
})

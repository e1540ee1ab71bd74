// Runs the smoke suite in each runtime, and the edge-function example in each except workerd.
import { execFile, spawn } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { EdgeVM } from '@edge-runtime/vm'
import { build } from 'esbuild'
import { Miniflare } from 'miniflare'
import { root } from '#fixtures/packed.mjs'

const here = fileURLToPath(new URL('.', import.meta.url))
const tool = (path) => join(here, 'toolchains/node_modules', path)

/** The commands of the runtimes that are programs. A file is appended to each command. */
const commands = {
  node: [process.execPath],
  node22: [tool('node22/bin/node')],
  node24: [tool('node24/bin/node')],
  deno: [tool('.bin/deno'), 'run', '-A', '--node-modules-dir=manual', '--no-lock'],
  bun: [tool('.bin/bun')],
}

/** Returns whether each runtime is installed, by its name. */
export function available() {
  const found = Object.entries(commands).map(([name, [program]]) => [name, existsSync(program)])
  return Object.fromEntries([...found, ['workerd', true], ['edge-runtime', true]])
}

/** Runs the smoke suite against the packed packages. */
export async function runSmoke(runtime, packedFolder) {
  const folder = prepare(packedFolder)
  if (runtime === 'workerd') return inWorkerd(folder)
  if (runtime === 'edge-runtime') return inEdgeRuntime(folder)
  const [program, ...args] = commands[runtime]
  const { stdout } = await promisify(execFile)(program, [...args, join(folder, 'main.mjs')], {
    cwd: folder,
  })
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '')
}

function prepare(packedFolder) {
  const folder = join(packedFolder, 'runtime')
  mkdirSync(folder, { recursive: true })
  cpSync(join(here, 'smoke.mjs'), join(folder, 'smoke.mjs'))
  writeFileSync(join(packedFolder, 'package.json'), '{ "private": true, "type": "module" }\n')
  writeFileSync(
    join(folder, 'main.mjs'),
    `import { smoke } from './smoke.mjs'\nconsole.log(JSON.stringify(await smoke()))\n`,
  )
  for (const file of ['index.ts', 'server.mjs']) {
    cpSync(join(root, 'examples/edge-function', file), join(folder, file))
  }
  return folder
}

async function bundled(folder, contents, options) {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: folder },
    bundle: true,
    write: false,
    // The tsconfig of the workspace is ignored, since its paths lead to the sources.
    tsconfigRaw: {},
    target: 'es2022',
    platform: 'neutral',
    mainFields: ['module', 'main'],
    conditions: ['import'],
    ...options,
  })
  return outputFiles[0].text
}

/** Bundles a file and the packed packages into the script of a Worker. */
export async function workerScript(packedFolder, file) {
  return bundled(prepare(packedFolder), readFileSync(file, 'utf8'), forWorkerd)
}

const forWorkerd = { format: 'esm', conditions: ['workerd', 'worker', 'import'] }

async function inWorkerd(folder) {
  const script = await bundled(
    folder,
    `import { smoke } from './smoke.mjs'
    export default { async fetch() { return Response.json(await smoke()) } }`,
    forWorkerd,
  )
  const worker = new Miniflare({ compatibilityDate: '2026-04-01', modules: true, script })
  try {
    return await (await worker.dispatchFetch('http://localhost/')).json()
  } finally {
    await worker.dispose()
  }
}

async function inEdgeRuntime(folder) {
  const code = await bundled(folder, `export { smoke } from './smoke.mjs'`, {
    format: 'iife',
    globalName: 'suite',
  })
  const vm = new EdgeVM()
  vm.evaluate(`${code}; globalThis.suite = suite`)
  return JSON.parse(await vm.evaluate('suite.smoke().then(JSON.stringify)'))
}

/**
 * Starts the edge-function example with the variables `env`. Returns functions that send a request to the example and stop it.
 */
export async function startExample(runtime, packedFolder, env) {
  const folder = prepare(packedFolder)
  if (runtime === 'edge-runtime') {
    const code = await bundled(folder, `export { default } from './index.ts'`, {
      format: 'iife',
      globalName: 'example',
    })
    const vm = new EdgeVM({ extend: (context) => Object.assign(context, { process: { env } }) })
    vm.evaluate(`${code}; globalThis.example = example`)
    const send = async (headers) => {
      const { Request } = vm.context
      return vm.context.example.default.fetch(new Request('http://localhost/', { headers }))
    }
    return { send, stop: () => {} }
  }
  const port = await freePort()
  const [program, ...args] = {
    deno: [
      commands.deno[0],
      'serve',
      '-A',
      '--node-modules-dir=manual',
      '--no-lock',
      '--host',
      '127.0.0.1',
      '--port',
      `${port}`,
      'index.ts',
    ],
    bun: [commands.bun[0], 'index.ts'],
  }[runtime] ?? [...commands[runtime], 'server.mjs']
  const child = spawn(program, args, {
    cwd: folder,
    env: { ...process.env, ...env, PORT: `${port}` },
    stdio: ['ignore', 'ignore', 'inherit'],
    // A separate process group can be stopped as a whole. The `deno` of npm is a script that starts the runtime as a second
    // process.
    detached: true,
  })
  const url = `http://127.0.0.1:${port}/`
  for (let tries = 0; ; tries++) {
    try {
      await fetch(url)
      break
    } catch (error) {
      if (tries > 200 || child.exitCode !== null) throw error
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
  const stop = () => child.exitCode === null && process.kill(-child.pid)
  return { send: (headers) => fetch(url, { headers }), stop }
}

function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => resolve(port))
    })
  })
}

// Runs examples, each with new data. In a worker, an endless example leaves the page responsive, and the page can stop it.
import type { World } from '../world/world.ts'
import { loadModules } from './modules.ts'
import { print, printError } from './print.ts'
import { compile } from './program.ts'

/** What the page posts to the worker: an example, and the number of the run. */
export interface Input {
  run: number
  code: string
}

/** What the worker posts to the page: lines, and then the end of the run. */
export type Output =
  | { run: number; kind: 'log' | 'warn' | 'error' | 'value'; text: string }
  | { run: number; kind: 'end' }

const post = (output: Output) => self.postMessage(output)

function consoleOf(run: number) {
  const printer =
    (kind: 'log' | 'warn' | 'error') =>
    (...values: unknown[]) =>
      post({ run, kind, text: values.map(print).join(' ') })
  const log = printer('log')
  return {
    log,
    info: log,
    debug: log,
    dir: (value: unknown) => log(value),
    table: (value: unknown) => log(value),
    warn: printer('warn'),
    error: printer('error'),
  }
}

let world: World | undefined
// Sends requests for the API and for keys to the emulator when a context has no `fetch`. Set before the modules are loaded:
// ofetch reads `globalThis.fetch` at that time.
globalThis.fetch = async (...args) => {
  if (!world) throw new Error('The emulator is not ready.')
  return world.fetch(...args)
}

self.addEventListener('message', async ({ data: { run, code } }: MessageEvent<Input>) => {
  try {
    const program = compile(code)
    const modules = await loadModules(program.imports)
    const { createWorld } = await import('../world/world.ts')
    world = await createWorld()
    const { ctx, clerk } = world
    const value = await program.run({ ctx, clerk, console: consoleOf(run), modules })
    if (value !== undefined) post({ run, kind: 'value', text: print(value) })
  } catch (error) {
    post({ run, kind: 'error', text: printError(error) })
  }
  post({ run, kind: 'end' })
})

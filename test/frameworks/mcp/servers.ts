import type { AddressInfo } from 'node:net'
import type { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { serve } from '@hono/node-server'
import { build } from 'esbuild'
import { Miniflare } from 'miniflare'
import example from '#examples/mcp-server/index.ts'

const here = fileURLToPath(new URL('.', import.meta.url))
const root = fileURLToPath(new URL('../../../', import.meta.url))

/** The environment variables of `examples/mcp-server`, except `MCP_RESOURCE`. */
export interface Variables {
  CLERK_API_URL: string
  CLERK_SECRET_KEY: string
  CLERK_PUBLISHABLE_KEY: string
  CLERK_PROXY_URL: string
}

/** A running `examples/mcp-server`. */
export interface Served {
  /** The URL of the server, as clients know it. */
  resource: string
  close: () => Promise<unknown>
}

/** Functions that start `examples/mcp-server`, by runtime. */
export const servers: Record<'node' | 'workerd', (variables: Variables) => Promise<Served>> = {
  async node(variables) {
    // Set below, because the port is unknown until the server listens.
    let MCP_RESOURCE = ''
    const server = serve({
      fetch: (request) => example.fetch(request, { ...variables, MCP_RESOURCE }),
      port: 0,
      hostname: '127.0.0.1',
      overrideGlobalObjects: false,
    })
    await new Promise((listening) => server.once('listening', listening))
    const { port } = server.address() as AddressInfo
    MCP_RESOURCE = `http://127.0.0.1:${port}/mcp`
    return {
      resource: MCP_RESOURCE,
      close: () => new Promise((closed) => server.close(closed)),
    }
  },

  async workerd(variables) {
    const { outputFiles } = await build({
      entryPoints: [`${root}examples/mcp-server/index.ts`],
      // The example has no `node_modules`, so its packages come from this folder. clerklet comes from its sources.
      nodePaths: [`${here}node_modules`],
      tsconfig: `${root}tsconfig.json`,
      conditions: ['workerd', 'worker'],
      bundle: true,
      write: false,
      format: 'esm',
      target: 'es2022',
      mainFields: ['module', 'main'],
      external: ['node:*'],
    })
    const script = outputFiles[0]?.text ?? ''
    const options = (resource: string, port: number) => ({
      compatibilityDate: '2026-04-01',
      compatibilityFlags: ['nodejs_compat'],
      modules: true,
      script,
      bindings: { ...variables, MCP_RESOURCE: resource },
      host: '127.0.0.1',
      port,
      // Discards the error output, because Miniflare reports each connection that a client ends early.
      handleRuntimeStdio: (_: Readable, errors: Readable) => errors.resume(),
    })
    // Configured twice, because the port is unknown until the server listens.
    const worker = new Miniflare(options('', 0))
    const port = Number((await worker.ready).port)
    const resource = `http://127.0.0.1:${port}/mcp`
    await worker.setOptions(options(resource, port))
    return { resource, close: () => worker.dispose() }
  },
}

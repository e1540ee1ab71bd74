import type { AddressInfo } from 'node:net'
import type { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { serve } from '@hono/node-server'
import { build } from 'esbuild'
import { Miniflare } from 'miniflare'
import { proxyFrontendApi } from '#clerklet/proxy/index.ts'

export const SECRET_KEY = 'sk_test_loopbacksecret'
export const keys = {
  secretKey: SECRET_KEY,
  publishableKey: `pk_test_${btoa('happy-otter-12.clerk.accounts.dev$')}`,
}

/** A server that only calls {@link proxyFrontendApi}. */
export interface Front {
  port: number
  close: () => Promise<void>
}

/** Functions that start a server, for each runtime that needs no separate installation. */
export const fronts: Record<string, (fapiUrl: string) => Promise<Front>> = {
  node(fapiUrl) {
    const ctx = { ...keys, fapiUrl }
    return new Promise((resolve) => {
      const server = serve(
        {
          fetch: (request) => proxyFrontendApi(ctx, request),
          port: 0,
          hostname: '127.0.0.1',
          overrideGlobalObjects: false,
        },
        ({ port }: AddressInfo) =>
          resolve({ port, close: () => new Promise((done) => server.close(() => done())) }),
      )
    })
  },

  async workerd(fapiUrl) {
    const entry = fileURLToPath(
      new URL('../../../packages/clerklet/src/proxy/index.ts', import.meta.url),
    )
    const { outputFiles } = await build({
      stdin: {
        contents: `import { proxyFrontendApi } from ${JSON.stringify(entry)}
        export default { fetch: (request, env) => proxyFrontendApi(env.ctx, request) }`,
        resolveDir: '/',
      },
      bundle: true,
      write: false,
      format: 'esm',
      target: 'es2022',
      platform: 'neutral',
    })
    const worker = new Miniflare({
      compatibilityDate: '2026-04-01',
      modules: true,
      script: outputFiles[0]?.text ?? '',
      bindings: { ctx: { ...keys, fapiUrl } },
      host: '127.0.0.1',
      port: 0,
      // Discards the output, because workerd prints a stack trace for each request whose URL it cannot parse.
      handleRuntimeStdio(stdout: Readable, stderr: Readable) {
        stdout.resume()
        stderr.resume()
      },
    })
    const { port } = await worker.ready
    return { port: Number(port), close: () => worker.dispose() }
  },
}

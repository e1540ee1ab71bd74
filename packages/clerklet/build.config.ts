import type { Plugin } from 'rollup'
import { defineBuildConfig } from 'unbuild'

export default defineBuildConfig({
  entries: [
    { input: 'src/index.ts', name: 'index' },
    { input: 'src/schemas/index.ts', name: 'schemas/index' },
    { input: 'src/verify/index.ts', name: 'verify/index' },
    { input: 'src/hono/index.ts', name: 'hono/index' },
    { input: 'src/node/index.ts', name: 'node/index' },
    { input: 'src/proxy/index.ts', name: 'proxy/index' },
    { input: 'src/camelize/index.ts', name: 'camelize/index' },
    { input: 'src/webhooks/index.ts', name: 'webhooks/index' },
    { input: 'src/lambda/index.ts', name: 'lambda/index' },
    { input: 'src/mcp/index.ts', name: 'mcp/index' },
  ],
  clean: true,
  declaration: 'node16',
  externals: ['hono', 'jose', 'ofetch', 'valibot'],
  rollup: {
    esbuild: { target: 'es2022' },
    output: {
      preserveModules: true,
      preserveModulesRoot: 'src',
      entryFileNames: '[name].mjs',
    },
  },
  hooks: {
    'rollup:dts:options': (_, options) => {
      // TypeScript prints the members of an inferred union in the order in which it met them. So the modules are loaded in the
      // order of their imports: one file at a time, and without the plugins that take turns by chance.
      options.maxParallelFileOps = 1
      const dts = options.plugins.filter((plugin) => plugin.name === 'dts')
      options.plugins = [...dts, reproducible]
    },
  },
})

/** A shared chunk is named after a module in it, not after a hash. */
const reproducible: Plugin = {
  name: 'reproducible',
  outputOptions: (options) => ({ ...options, chunkFileNames: 'shared/[name].d.mts' }),
}

import { dirname, resolve } from 'node:path'
import type { Plugin } from 'rollup'
import { defineBuildConfig } from 'unbuild'

export default defineBuildConfig({
  entries: [
    { input: 'src/index', name: 'index' },
    { input: 'src/schemas/index', name: 'schemas/index' },
    { input: 'src/verify/index', name: 'verify/index' },
    { input: 'src/proxy/index', name: 'proxy/index' },
    { input: 'src/camelize/index', name: 'camelize/index' },
    { input: 'src/webhooks/index', name: 'webhooks/index' },
  ],
  clean: true,
  declaration: 'node16',
  externals: ['jose', 'ofetch', 'valibot'],
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
      options.maxParallelFileOps = 1
      options.plugins.unshift(reproducible)
    },
  },
})

/**
 * Makes two builds of the same sources write the same declarations. TypeScript prints the members of an inferred union in
 * the order in which it met them, so the modules are loaded one by one, in the order of their imports. A shared chunk is
 * named after a module in it, not after a hash.
 */
const reproducible: Plugin = {
  name: 'reproducible',
  resolveId: (source, importer) =>
    importer && source.startsWith('.') ? resolve(dirname(importer), source) : null,
  outputOptions: (options) => ({ ...options, chunkFileNames: 'shared/[name].d.mts' }),
}

import { defineBuildConfig } from 'unbuild'
import { inlineJose } from './build/jose.ts'
import { inlineOfetch } from './build/ofetch.ts'

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
  externals: ['valibot'],
  rollup: {
    inlineDependencies: true,
    esbuild: { target: 'es2022' },
    output: {
      preserveModules: true,
      preserveModulesRoot: 'src',
      entryFileNames: ({ name }: { name: string }) => `${vendored(name) ?? name}.mjs`,
    },
  },
  hooks: {
    'rollup:options': (_, options) => {
      options.plugins.unshift(inlineOfetch(), inlineJose())
    },
  },
})

/** npm never packs a folder called node_modules, so what is inlined from there goes to `vendor`. */
function vendored(name: string): string | undefined {
  if (name.includes('node_modules/ofetch/')) return 'vendor/ofetch'
  if (name.includes('node_modules/jose/')) return `vendor/jose/${name.split('/').at(-1)}`
  return name.startsWith('_virtual/') ? 'vendor/unused' : undefined
}

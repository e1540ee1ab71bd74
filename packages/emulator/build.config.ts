import { defineBuildConfig } from 'unbuild'

export default defineBuildConfig({
  entries: [{ input: 'src/index', name: 'index' }],
  clean: true,
  declaration: 'node16',
  externals: ['clerklet', 'hono', 'jose'],
  rollup: {
    esbuild: { target: 'es2022' },
    output: {
      preserveModules: true,
      preserveModulesRoot: 'src',
      entryFileNames: '[name].mjs',
    },
  },
})

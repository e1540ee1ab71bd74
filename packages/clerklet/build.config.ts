import { defineBuildConfig } from 'unbuild'
import { emitDeclarations } from '../declarations.ts'

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
  declaration: false,
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
    'rollup:done': ({ options }) => emitDeclarations(options.rootDir),
  },
})

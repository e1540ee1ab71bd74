import { defineBuildConfig } from 'unbuild'
import { emitDeclarations } from '../declarations.ts'

export default defineBuildConfig({
  entries: [
    { input: 'src/index', name: 'index' },
    { input: 'src/testing', name: 'testing' },
    { input: 'src/node', name: 'node' },
    { input: 'src/cli', name: 'cli' },
  ],
  clean: true,
  declaration: false,
  externals: [
    '@hono/node-server',
    '@noble/hashes',
    '@peculiar/x509',
    'bcrypt-ts',
    'classic-level',
    'clerklet',
    'cross-spawn',
    'hono',
    'jose',
    'reflect-metadata',
  ],
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

// Bundles and minifies code that imports the packed packages, with esbuild, rollup or webpack.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { promisify } from 'node:util'
import { gzipSync } from 'node:zlib'
import { nodeResolve } from '@rollup/plugin-node-resolve'
import * as esbuild from 'esbuild'
import { rollup } from 'rollup'
import webpack from 'webpack'

const target = 'es2022'

/** @returns {esbuild.BuildOptions} */
const options = (platform) => ({
  bundle: true,
  minify: true,
  write: false,
  // The tsconfig of the workspace is ignored, since its paths lead to the sources.
  tsconfigRaw: {},
  format: 'esm',
  target,
  platform,
  ...(platform === 'neutral' && { mainFields: ['module', 'main'], conditions: ['import'] }),
})

/** @type {Record<string, (entry: string, folder: string, platform: 'neutral' | 'node') => Promise<string>>} */
export const bundlers = {
  async esbuild(entry, _, platform) {
    const { outputFiles } = await esbuild.build({ ...options(platform), entryPoints: [entry] })
    return outputFiles[0].text
  },
  async rollup(entry, _, platform) {
    const bundle = await rollup({
      input: entry,
      plugins: [nodeResolve({ exportConditions: platform === 'node' ? ['node'] : [] })],
      onwarn: (warning) => {
        throw new Error(warning.message)
      },
    })
    const { output } = await bundle.generate({ format: 'esm' })
    return (await esbuild.transform(output[0].code, { minify: true, format: 'esm', target })).code
  },
  async webpack(entry, folder, platform) {
    const stats = await promisify(webpack)({
      mode: 'production',
      entry,
      context: folder,
      target: platform === 'node' ? 'node20' : ['web', target],
      output: { path: folder, filename: 'out.mjs', module: true, chunkFormat: 'module' },
      experiments: { outputModule: true },
      performance: { hints: false },
    })
    if (stats.hasErrors() || stats.hasWarnings()) throw new Error(stats.toString())
    return readFileSync(join(folder, 'out.mjs'), 'utf8')
  },
}

/** Bundles and minifies the code of a module. Its imports are resolved in the folder with the packed packages. */
export async function bundle(bundler, packedFolder, code, platform = 'neutral') {
  const folder = mkdtempSync(join(packedFolder, 'bundle-'))
  try {
    const entry = join(folder, 'entry.mjs')
    writeFileSync(entry, code)
    return await bundlers[bundler](entry, folder, platform)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** Bundles and minifies many modules in one build of esbuild. Each bundle is complete: none shares code with another one. */
export async function bundleEach(packedFolder, codes) {
  const { outputFiles } = await esbuild.build({
    ...options('neutral'),
    entryPoints: codes.map((_, index) => ({ in: `code:${index}`, out: `${index}` })),
    outdir: packedFolder,
    plugins: [
      {
        name: 'code',
        setup({ onResolve, onLoad }) {
          onResolve({ filter: /^code:/ }, ({ path }) => ({ path, namespace: 'code' }))
          onLoad({ filter: /./, namespace: 'code' }, ({ path }) => ({
            contents: codes[path.slice('code:'.length)],
            resolveDir: packedFolder,
          }))
        },
      },
    ],
  })
  const byName = new Map(outputFiles.map(({ path, text }) => [basename(path), text]))
  return codes.map((_, index) => byName.get(`${index}.js`))
}

export const gzipped = (code) => gzipSync(code, { level: 9 }).length

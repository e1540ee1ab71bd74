export type Bundler = 'esbuild' | 'rollup' | 'webpack'
export declare const bundlers: Record<Bundler, unknown>
export declare function bundle(
  bundler: Bundler,
  packedFolder: string,
  code: string,
  platform?: 'neutral' | 'node',
): Promise<string>
export declare function bundleEach(packedFolder: string, codes: string[]): Promise<string[]>
export declare function gzipped(code: string | Uint8Array): number

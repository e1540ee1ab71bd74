import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

interface Compilation {
  /** The path of the compiler. */
  tsc: string
  compilerOptions: object
  /** Declaration files that are compiled with the program. */
  files?: string[]
}

/**
 * Compiles a user's program, `consumer.mts`, in a folder where the packed packages are installed. The declarations of the
 * packages are checked, too, unless `skipLibCheck` is true.
 *
 * @returns the errors of the compiler as text; empty without errors.
 */
export function compileConsumer(
  folder: string,
  code: string,
  { tsc, compilerOptions, files = [] }: Compilation,
): string {
  const scratch = mkdtempSync(join(folder, 'consumer-'))
  try {
    writeFileSync(join(scratch, 'consumer.mts'), code)
    writeFileSync(
      join(scratch, 'tsconfig.json'),
      JSON.stringify({
        compilerOptions: {
          target: 'ES2022',
          strict: true,
          skipLibCheck: false,
          ...compilerOptions,
        },
        files: ['consumer.mts', ...files],
      }),
    )
    execFileSync(process.execPath, [tsc, '-p', scratch], { encoding: 'utf8' })
    return ''
  } catch (error) {
    const { stdout } = error as { stdout?: string }
    if (!stdout) throw error
    return stdout
  } finally {
    rmSync(scratch, { recursive: true })
  }
}

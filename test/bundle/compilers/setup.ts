import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** Where the compilers and types are. */
export const compilers = fileURLToPath(new URL('.', import.meta.url))

/** Installs the compilers and types that the lock file here names. */
export default function setup(): void {
  if (existsSync(`${compilers}node_modules/.package-lock.json`)) return
  execFileSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: compilers,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
}

import { execFileSync } from 'node:child_process'
import { statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** The folder in which the compilers, workers-types and attw are installed. */
export const compilers = fileURLToPath(new URL('.', import.meta.url))

/** Installs the packages of the lock file when it has changed since the last installation. */
export default function setup(): void {
  const [locked, installed] = ['package-lock.json', 'node_modules/.package-lock.json'].map(
    (file) => statSync(compilers + file, { throwIfNoEntry: false })?.mtimeMs ?? 0,
  )
  if (installed && locked && installed >= locked) return
  execFileSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: compilers,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
}

import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const folder = fileURLToPath(new URL('packages/', import.meta.url))

/** Installs the lowest releases of valibot and jose that clerklet allows. The lock file in `packages` names them. */
export default function setup(): void {
  if (existsSync(`${folder}node_modules/.package-lock.json`)) return
  execFileSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
}

// Tests examples/mcp-server with the client of the MCP SDK: `node test/frameworks/mcp/run.mjs`.
import { execFileSync, spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const here = fileURLToPath(new URL('.', import.meta.url))
const root = fileURLToPath(new URL('../../..', import.meta.url))
const npm = process.env.npm_execpath
const [command, ...args] = npm ? [process.execPath, npm] : ['npm']
execFileSync(command, [...args, 'ci', '--no-audit', '--no-fund', '--loglevel=error'], {
  cwd: here,
  stdio: ['ignore', 'ignore', 'inherit'],
})

const bin = (name) => `${root}node_modules/${name}`
for (const program of [
  [bin('typescript/bin/tsc'), '--noEmit', '--project', here],
  [bin('vitest/vitest.mjs'), 'run', '--config', `${here}vitest.config.ts`],
]) {
  const { status } = spawnSync(process.execPath, program, { cwd: root, stdio: 'inherit' })
  process.exitCode ||= status ?? 1
}

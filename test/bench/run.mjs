// `npm run bench`: compares the speed of clerklet with that of the official client on this machine. An argument selects the
// cases whose names contain the argument.
import { execFileSync, fork, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { packed } from '#fixtures/packed.mjs'
import { coldStart } from './coldStart.mjs'

const PROCESSES = 5
const wanted = process.argv[2] ?? ''
const file = (name) => fileURLToPath(new URL(name, import.meta.url))
/** Whether the system can pin a process to one core. The measured process then runs on core 0, and the server on core 1. */
const pinned = spawnSync('taskset', ['-c', '0', 'true']).status === 0

function inOwnProcess(name, urls) {
  const args = ['--expose-gc', file('child.mjs'), name, JSON.stringify(urls)]
  const [program, ...rest] = pinned
    ? ['taskset', '-c', '0', process.execPath, ...args]
    : [process.execPath, ...args]
  return JSON.parse(execFileSync(program, rest, { encoding: 'utf8' }))
}

packed()
const { cases } = await import('./cases.mjs')
const server = fork(file('server.mjs'))
const [urls] = await once(server, 'message')
if (pinned) spawnSync('taskset', ['-cp', '1', `${server.pid}`])
try {
  for (const name of Object.keys(cases).filter((one) => one.includes(wanted))) {
    const runs = Array.from({ length: PROCESSES }, () => inOwnProcess(name, urls))
    const [base] = Object.keys(runs[0])
    console.log(`\n${name} (medians of ${PROCESSES} processes)`)
    for (const variant of Object.keys(runs[0])) {
      const middle = (values) => values.sort((a, b) => a - b)[values.length >> 1]
      const ratio = middle(runs.map((run) => run[variant].ratio))
      const faster = base.startsWith('official')
        ? `${(1 / ratio).toFixed(1)} × as fast`.padStart(17)
        : ''
      const microseconds = middle(runs.map((run) => run[variant].time)) / 1000
      console.log(
        `  ${variant.padEnd(40)} ${`${ratio.toFixed(2)} ×`.padStart(9)} ${microseconds.toFixed(1).padStart(12)} µs${faster}`,
      )
    }
  }
  if ('cold start'.includes(wanted)) {
    console.log('\ncold start: the cost of importing a bundle for Node')
    await coldStart()
  }
} finally {
  server.kill()
}

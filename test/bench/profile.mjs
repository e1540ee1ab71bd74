// `npm run bench:profile -- header`: the slowest functions of clerklet, in the cases whose names contain `header`.
// The figures are microseconds per call, from one run. The sampling makes every call slower.
import { Session } from 'node:inspector/promises'
import { packed } from '#fixtures/packed.mjs'

const SHOWN = 14
const wanted = process.argv[2] ?? 'authenticating'

packed()
const { cases } = await import('./cases.mjs')
for (const name of Object.keys(cases).filter((one) => one.includes(wanted))) {
  const { repeat, rounds, variants, network } = await cases[name]({})
  if (network || !variants.clerklet) continue
  const calls = repeat * rounds
  const run = async () => {
    for (let i = 0; i < calls; i++) await variants.clerklet()
  }
  // Warms up before the measurement, so that the code is compiled.
  await run()
  console.log(`\n${name}, clerklet: µs of a call`)
  for (const [where, time] of await ownTimes(run)) {
    console.log(`  ${(time / calls).toFixed(2).padStart(7)}  ${where}`)
  }
}

/**
 * Profiles `run`. Returns the functions with the longest own time, and this time in microseconds. The own time of a function
 * excludes the functions that it calls.
 */
async function ownTimes(run) {
  const session = new Session()
  session.connect()
  await session.post('Profiler.enable')
  await session.post('Profiler.setSamplingInterval', { interval: 100 })
  await session.post('Profiler.start')
  await run()
  const { profile } = await session.post('Profiler.stop')
  session.disconnect()
  const names = new Map(
    profile.nodes.map(({ id, callFrame: { functionName, url } }) => [
      id,
      `${functionName || '(anonymous)'} ${url.split('/').slice(-2).join('/')}`.trim(),
    ]),
  )
  const times = new Map()
  for (const [index, id] of profile.samples.entries()) {
    const where = names.get(id)
    times.set(where, (times.get(where) ?? 0) + profile.timeDeltas[index])
  }
  return [...times].sort((a, b) => b[1] - a[1]).slice(0, SHOWN)
}

// One process of the bench, for one case. It runs the variants in turn. For each variant it prints the median time in
// nanoseconds. It also prints the median ratio to the first variant in the same round, since another round may be slower. It
// measures processor time or, in cases with a network, real time.
import { cases } from './cases.mjs'

const [name, urls] = process.argv.slice(2)
const { rounds, repeat, variants, network, warmUp = 1 } = await cases[name](JSON.parse(urls))
const entries = Object.entries(variants)
const times = Object.fromEntries(entries.map(([variant]) => [variant, []]))

function now() {
  if (network) return Number(process.hrtime.bigint())
  const { user, system } = process.cpuUsage()
  return (user + system) * 1000
}

async function measure(run) {
  // Collects the garbage of the previous variant. A full collection would also discard compiled code.
  globalThis.gc({ type: 'minor' })
  const started = now()
  for (let i = 0; i < repeat; i++) await run()
  return (now() - started) / repeat
}

for (const [, run] of entries) {
  for (let round = 0; round < warmUp; round++) await measure(run)
}
for (let round = 0; round < rounds; round++) {
  // Each round has a random order, since a variant may affect the speed of the next one.
  const order = entries.map((entry) => ({ entry, place: Math.random() }))
  for (const { entry } of order.sort((a, b) => a.place - b.place)) {
    const [variant, run] = entry
    times[variant].push(await measure(run))
  }
}
const median = (values) => values.sort((a, b) => a - b)[values.length >> 1]
const [[first]] = entries
const base = [...times[first]]
console.log(
  JSON.stringify(
    Object.fromEntries(
      entries.map(([variant]) => [
        variant,
        {
          ratio: median(times[variant].map((time, round) => time / base[round])),
          time: median(times[variant]),
        },
      ]),
    ),
  ),
)

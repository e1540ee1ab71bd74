// One process of the bench: runs the variants of one case in turn, and prints the median time of each.
import { cases } from './cases.mjs'

const [name, url] = process.argv.slice(2)
const { rounds, repeat, variants } = await cases[name](url)
const entries = Object.entries(variants)
const times = Object.fromEntries(entries.map(([variant]) => [variant, []]))

async function measure(run) {
  const started = process.hrtime.bigint()
  for (let i = 0; i < repeat; i++) await run()
  return Number(process.hrtime.bigint() - started) / repeat
}

for (const [, run] of entries) await measure(run)
for (let round = 0; round < rounds; round++) {
  // Each round begins with another variant, so that none always follows the same one.
  for (let i = 0; i < entries.length; i++) {
    const [variant, run] = entries[(round + i) % entries.length]
    times[variant].push(await measure(run))
  }
}
const median = (values) => values.sort((a, b) => a - b)[values.length >> 1]
console.log(
  JSON.stringify(Object.fromEntries(entries.map(([variant]) => [variant, median(times[variant])]))),
)

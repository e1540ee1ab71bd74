import { readdirSync } from 'node:fs'
import { operations } from '#contract/operations.ts'
import { frontend, seeds } from '../seeds.ts'
import { simplified } from '../simplified.ts'
import { frontendSupported } from './frontendSupported.ts'
import type { Answered } from './scenarios.ts'

const SOURCES = new URL('../../../packages/clerklet/src/operations/', import.meta.url)

/** Returns the names of the operations by module, which is the folder of their functions. */
function modules(): Map<string, string[]> {
  const found = new Map<string, string[]>()
  for (const folder of readdirSync(SOURCES, { withFileTypes: true })) {
    if (!folder.isDirectory()) continue
    const names = readdirSync(new URL(`${folder.name}/`, SOURCES))
      .map((file) => file.replace('.ts', ''))
      .filter((name) => Object.hasOwn(operations, name))
      .sort()
    if (names.length) found.set(folder.name, names)
  }
  return found
}

/**
 * Returns the text of `SUPPORTED.md`. For each module, the text says how data is created. For each operation, it contains the
 * route, whether calls change stored data, and the simplifications. The operations of the Frontend API come last.
 */
export async function supported(counts: Map<string, Answered>): Promise<string> {
  const all = modules()
  const total = [...all.values()].flat()
  const changing = total.filter((name) => counts.get(name)?.changes)
  const lines = [
    '# What the emulator supports',
    '',
    'The operations of the Backend API are listed first. Those of the [Frontend API](#the-frontend-api), which browsers call, are at the end.',
    '',
    `All ${total.length} operations are supported. ${changing.length} of them change stored data, and the others read it. \`changes\` means that the stored data of a test`,
    'differed after a call. Each operation has scenarios of success and of refusal. Their responses are compared with the',
    "client's schemas and with the published specification.",
    '',
    'The test that runs the scenarios generates this page: `npm test -- --project emulator -u`.',
  ]
  for (const [module, names] of all) {
    const makers = names.filter(
      (name) => /^(create|bulkCreate|add|upsert|adjust)/.test(name) && counts.get(name)?.changes,
    )
    const seeded = (seeds[module] ?? []).map((field) => `\`seed.${field}\``)
    const visited = (frontend[module] ?? []).map((route) => `\`${route}\` of the Frontend API`)
    const ways = [...makers.map((name) => `\`${name}\``), ...visited, ...seeded]
    lines.push(
      '',
      `## ${module}`,
      '',
      ways.length ? `Data is created by ${ways.join(', ')}.` : 'No data is needed.',
      '',
      '| operation | route | state | simplified |',
      '|---|---|---|---|',
      ...names.map((name) => {
        const state = counts.get(name)?.changes ? 'changes' : 'reads'
        const route = operations[name as keyof typeof operations]
        return `| \`${name}\` | \`${route}\` | ${state} | ${simplified[name] ?? ''} |`
      }),
    )
  }
  return `${[...lines, '', ...(await frontendSupported())].join('\n')}\n`
}

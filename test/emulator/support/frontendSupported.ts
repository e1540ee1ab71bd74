import { OPERATIONS } from '#emulator/frontend/operations.ts'
import { emulate } from '#fixtures/emulator.ts'
import { frontendSimplified } from '../frontendSimplified.ts'
import { deviations } from './frontendDeviations.ts'

/** Returns the operations of the Frontend API, and whether the emulator supports each. Without support, it responds with 501. */
export async function frontendOperations(): Promise<Map<string, boolean>> {
  const { fetch, instance } = emulate()
  const found = new Map<string, boolean>()
  for (const operation of OPERATIONS) {
    const [method = '', pattern = ''] = operation.split(' ')
    // A parameter may have a pattern, as in `:id{.+\\.xml}`.
    const path = pattern.replace(/:(\w+)(?:{\.\+\\(\.\w+)})?/g, '{$1}$2')
    const { status } = await fetch(`https://${instance.frontendApi}${path}`, { method })
    found.set(`${method} ${path}`, status !== 501)
  }
  return found
}

/** Returns the part of `SUPPORTED.md` about the Frontend API. */
export async function frontendSupported(): Promise<string[]> {
  const operations = await frontendOperations()
  const answered = [...operations.values()].filter(Boolean).length
  return [
    '# The Frontend API',
    '',
    `${answered} of its ${operations.size} operations are supported: those with which users sign up, sign in and out, and manage their accounts and organizations. Any other responds with 501, and names the operation.`,
    '',
    '| operation | supported | simplified |',
    '|---|---|---|',
    ...[...operations].map(
      ([operation, isAnswered]) =>
        `| \`${operation}\` | ${isAnswered ? 'yes' : 'no'} | ${frontendSimplified[operation] ?? ''} |`,
    ),
    '',
    '## Where responses differ from the specification',
    '',
    'The tests compare each response with the published specification. These differences are deliberate.',
    '',
    '| place | reason |',
    '|---|---|',
    ...deviations.map(({ at, reason }) => `| \`${at}\` | ${reason} |`),
  ]
}

import { type ClerkApiErrorCode, type Context, isClerkApiError } from 'clerklet'
import type { Emulator, EmulatorOptions } from 'clerklet-emulator'
import { expect } from 'vitest'
import { operations } from '#contract/operations.ts'
import { emulate } from '#fixtures/emulator.ts'
import { answerCheck } from './answers.ts'

/** What a scenario works with. */
export interface World {
  emulator: Emulator
  /** Every answer is compared with its schema and with the specification; a difference fails the call. */
  ctx: Context
  /** Whether a call is refused with that status and code. */
  refused: (call: Promise<unknown>, status: number, code: ClerkApiErrorCode) => Promise<void>
}

/** What happens on an emulator of its own, by the sentence that it proves. */
export type Scenarios = Record<string, (world: World) => Promise<void>>

interface Row {
  name: string
  method: string
  route: string
  pattern: RegExp
  ids: number
}

/** Those with fewer ids first: `/users/count` is not a user. */
const rows: Row[] = Object.entries(operations)
  .map(([name, row]) => {
    const [method = '', route = ''] = row.split(' ')
    const pattern = new RegExp(`^/v1${route.replace(/{\w+}/g, '[^/]+')}$`)
    return { name, method, route, pattern, ids: route.split('{').length }
  })
  .sort((one, other) => one.ids - other.ids)

const checkAnswer = answerCheck()

/** How often an operation succeeded and was refused, how often it changed what is stored, and the codes of its refusals. */
export interface Answered {
  successes: number
  refusals: number
  changes: number
  codes: Set<string>
}

/** What is stored, less what every request leaves behind. */
function stored(emulator: Emulator): string {
  const { sequence, events, ...data } = emulator.snapshot().data
  return JSON.stringify(data)
}

/** An emulator whose every answer is checked and counted. */
export function createWorld(counts: Map<string, Answered>, options: EmulatorOptions = {}): World {
  const emulator = emulate(options)
  const ctx: Context = {
    ...emulator.strict,
    retry: 0,
    fetch: async (url, init) => {
      const before = stored(emulator)
      const response = await emulator.fetch(url, init)
      const { pathname, searchParams } = new URL(url)
      const method = init.method ?? 'GET'
      const row = rows.find((one) => one.method === method && one.pattern.test(pathname))
      if (!row) return response
      const { status } = response
      const count = counts.get(row.name) ?? {
        successes: 0,
        refusals: 0,
        changes: 0,
        codes: new Set(),
      }
      counts.set(row.name, count)
      if (status < 300) count.successes++
      else count.refusals++
      if (stored(emulator) !== before) count.changes++
      const text = await response.clone().text()
      const isJson = response.headers.get('content-type')?.includes('json')
      const answer = isJson && text ? JSON.parse(text) : undefined
      for (const { code } of status < 300 ? [] : (answer?.errors ?? [])) count.codes.add(code)
      const problem = checkAnswer({
        method,
        route: row.route,
        status,
        paginated: searchParams.get('paginated') === 'true',
        body: answer,
      })
      if (problem) throw new Error(`${row.name} answers ${status}, and ${problem}`)
      return response
    },
  }
  return {
    emulator,
    ctx,
    refused: async (call, status, code) => {
      const error = await call.then(
        () => expect.fail(`The call succeeded, and ${status} ${code} was expected`),
        (thrown: unknown) => thrown,
      )
      if (!isClerkApiError(error)) throw error
      expect({ status: error.status, code: error.code }).toEqual({ status, code })
    },
  }
}

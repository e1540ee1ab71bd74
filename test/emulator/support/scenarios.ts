import { type ClerkApiErrorCode, type Context, isClerkApiError } from 'clerklet'
import type { Emulator, EmulatorOptions } from 'clerklet-emulator'
import { expect } from 'vitest'
import { operations } from '#contract/operations.ts'
import { emulate } from '#fixtures/emulator.ts'
import { answerCheck } from './answers.ts'

/** The tools of a scenario. */
export interface World {
  emulator: Emulator
  /** The context for calls. A call fails when its response differs from its schema or from the specification. */
  ctx: Context
  /** Fails unless a call is refused with this status and code. */
  refused: (call: Promise<unknown>, status: number, code: ClerkApiErrorCode) => Promise<void>
}

/** Scenarios by name. The name states what the scenario checks. Each runs on a separate emulator. */
export type Scenarios = Record<string, (world: World) => Promise<void>>

interface Row {
  name: string
  method: string
  route: string
  pattern: RegExp
  ids: number
}

/**
 * The operations of the Backend API. Operations with fewer ids come first, so that `/users/count` does not match the route of a
 * single user.
 */
const rows: Row[] = Object.entries(operations)
  .map(([name, row]) => {
    const [method = '', route = ''] = row.split(' ')
    const pattern = new RegExp(`^/v1${route.replace(/{\w+}/g, '[^/]+')}$`)
    return { name, method, route, pattern, ids: route.split('{').length }
  })
  .sort((one, other) => one.ids - other.ids)

const checkAnswer = answerCheck()

/** How often an operation succeeded, was refused and changed stored data, and the codes of its refusals. */
export interface Answered {
  successes: number
  refusals: number
  changes: number
  codes: Set<string>
}

/** Returns the stored data as text, without the counter of ids and the events. */
function stored(emulator: Emulator): string {
  const { sequence, events, ...data } = emulator.snapshot().data
  return JSON.stringify(data)
}

/** Makes an emulator and a context. Each response that the context receives is checked and counted. */
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
      if (problem) throw new Error(`${row.name} responds with ${status}, and ${problem}`)
      return response
    },
  }
  return {
    emulator,
    ctx,
    refused: async (call, status, code) => {
      const error = await call.then(
        () => expect.fail(`The call succeeded, but ${status} ${code} was expected`),
        (thrown: unknown) => thrown,
      )
      if (!isClerkApiError(error)) throw error
      expect({ status: error.status, code: error.code }).toEqual({ status, code })
    },
  }
}

import type { Context } from 'hono'
import { invalid } from '../core/errors.ts'
import type { Fault } from '../core/faults.ts'
import { type Kinds, readBody } from '../core/params.ts'

const KINDS: Kinds = {
  route: 'string',
  status: 'number',
  code: 'string',
  retryAfter: 'any',
  latency: 'number',
  reset: 'boolean',
  truncate: 'number',
  count: 'number',
}

/** The minimum and the maximum of each number. `Response` throws for a status below 200. */
const RANGES = {
  status: [200, 599],
  latency: [0, 600_000],
  truncate: [0, Number.MAX_SAFE_INTEGER],
  count: [1, Number.MAX_SAFE_INTEGER],
} as const

/** Reads a fault from a body. Refuses invalid values, and a fault without an effect on requests. */
export async function readFault(c: Context): Promise<Fault> {
  const fault = await readBody<Fault>(c, KINDS)
  for (const [name, [least, most]] of Object.entries(RANGES)) {
    const value = fault[name as keyof typeof RANGES]
    if (value === undefined || (value >= least && value <= most)) continue
    throw refused(name, `must be a whole number from ${least} to ${most}`)
  }
  const { route, retryAfter, status, latency, reset, truncate } = fault
  if (route !== undefined && route !== '*' && !/^([A-Z]+ )?\/\S*$/.test(route)) {
    throw refused('route', 'must be like GET /v1/users/*, or left out for every request')
  }
  if (retryAfter !== undefined && !isRetryAfter(retryAfter)) {
    throw refused('retryAfter', 'must be a number of seconds or an HTTP date')
  }
  if (!status && !latency && !reset && truncate === undefined) {
    throw refused('status', 'must be included, unless latency, reset or truncate is')
  }
  return fault
}

function isRetryAfter(value: unknown): boolean {
  if (typeof value === 'number') return Number.isInteger(value) && value >= 0
  return typeof value === 'string' && !Number.isNaN(Date.parse(value))
}

function refused(name: string, rule: string) {
  return invalid(name, 'form_param_value_invalid', 'is invalid', `${name} ${rule}.`)
}

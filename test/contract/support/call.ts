import type { Context, RequestOptions } from 'clerklet'
import * as clerklet from 'clerklet'
import { operations } from '../operations.ts'
import type { SourceFunction } from './sources.ts'

export type OperationName = keyof typeof operations

export type Operation = (ctx: Context, ...args: unknown[]) => Promise<unknown>

// Operations are looked up by name, so the compiler cannot check their arguments.
const functions = clerklet as unknown as Record<string, Operation | undefined>

export const names: OperationName[] = Object.keys(operations) as OperationName[]
/** The operations for which clerklet exports a function. */
export const written: OperationName[] = names.filter(
  (name) => typeof functions[name] === 'function',
)

/** Returns the method and route of an operation, and the placeholders in the route. */
export function row(name: OperationName): { method: string; route: string; ids: string[] } {
  const [method = '', route = ''] = operations[name].split(' ')
  return { method, route, ids: route.match(/{\w+}/g) ?? [] }
}

/** A request that a fetch received. */
export interface Recorded {
  method: string
  /** The encoded path below `/v1`, without the query. */
  path: string
  query: URLSearchParams
  headers: Headers
  body: unknown
}

export const SECRET_KEY = 'sk_test_of_the_contract'
export const MACHINE_KEY = 'ak_of_the_contract'
const BASE_URL = 'https://api.test/v1'

/** Returns a context, and a list to which its `fetch` adds each request. The response to every request is `answer`. */
export function recorder(answer: unknown, status = 200, contentType = 'application/json') {
  const requests: Recorded[] = []
  const ctx: Context = {
    secretKey: SECRET_KEY,
    machineSecretKey: MACHINE_KEY,
    baseUrl: BASE_URL,
    retry: 0,
    fetch: async (url, { method = 'GET', headers, body = null }) => {
      const { pathname, search } = new URL(url)
      requests.push({
        method,
        path: pathname.slice('/v1'.length),
        query: new URLSearchParams(search),
        headers: new Headers(headers),
        body,
      })
      const text =
        status === 204 || answer === undefined
          ? null
          : typeof answer === 'string'
            ? answer
            : JSON.stringify(answer)
      return new Response(text, {
        status,
        headers: text === null ? {} : { 'content-type': contentType },
      })
    },
  }
  return { ctx, requests }
}

export function operation(name: OperationName): Operation {
  const found = functions[name]
  if (!found) throw new Error(`clerklet exports no ${name}`)
  return found
}

/** Calls an operation. By default, its ids are the placeholders of its route. */
export function call(
  name: OperationName,
  source: SourceFunction,
  ctx: Context,
  params?: unknown,
  options?: RequestOptions,
  ids: string[] = row(name).ids,
): Promise<unknown> {
  return operation(name)(ctx, ...ids, ...(source.params ? [params] : []), options)
}

import type { Context } from 'hono'
import { entry, invalid, Refusal } from '../core/errors.ts'
import { readFormFields, readJson } from '../core/params.ts'
import type { Form } from '../flows/index.ts'

export type { Form }

/**
 * Reads the parameters of a request to the Frontend API from a form or from JSON. Unknown parameters are accepted, since later
 * versions of clerk-js may send them.
 */
export async function readForm(c: Context): Promise<Form> {
  const isJson = c.req.header('content-type')?.includes('json')
  const body: unknown = isJson ? await readJson(c) : await readFormFields(c)
  if (typeof body !== 'object' || body === null) {
    throw new Refusal(
      400,
      entry('request_body_invalid', 'Request body invalid', 'The body must be a form or JSON.'),
    )
  }
  return Object.fromEntries(
    Object.entries(body)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [name, textOf(value)]),
  )
}

/** Parses the JSON object in a field of a form. */
export function parseObject(name: string, text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      // The cast is safe: the keys of an object from JSON are strings.
      return value as Record<string, unknown>
    }
  } catch {
    // Invalid JSON gets the same refusal as any other value that is not an object.
  }
  throw invalid(name, 'form_param_value_invalid', 'is invalid', `${name} must be a JSON object.`)
}

/** Reads a list of strings: from a repeated form field, or from a string or an array in a JSON body. */
export async function readTexts(c: Context, name: string): Promise<string[]> {
  const isJson = c.req.header('content-type')?.includes('json')
  if (!isJson) return new URLSearchParams(await c.req.text()).getAll(name)
  const { [name]: text } = await readForm(c)
  const value: unknown = text?.startsWith('[') ? JSON.parse(text) : text
  return value === undefined ? [] : [value].flat().map(textOf)
}

function textOf(value: unknown): string {
  if (value === null) return ''
  return typeof value === 'object' ? JSON.stringify(value) : `${value}`
}

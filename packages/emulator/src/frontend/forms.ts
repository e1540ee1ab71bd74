import type { Context } from 'hono'
import { entry, invalid, Refusal } from '../core/errors.ts'
import { readFormFields, readJson } from '../core/params.ts'
import type { Form } from '../flows/index.ts'

export type { Form }

/**
 * The parameters of a request of a browser: a form, as the Frontend API takes it, or JSON. Those that are not known are let
 * pass: the scripts of pages send more with each version.
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

/** A parameter that is an object, which a form carries as JSON. */
export function parseObject(name: string, text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      // An object, so its keys are texts.
      return value as Record<string, unknown>
    }
  } catch {
    // Refused as any other value that is no object.
  }
  throw invalid(name, 'form_param_value_invalid', 'is invalid', `${name} must be a JSON object.`)
}

/** A parameter that a form repeats. JSON has a list of texts. */
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

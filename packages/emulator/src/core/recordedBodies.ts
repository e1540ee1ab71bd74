import { type IsIssued, redact } from './redaction.ts'

/**
 * The longest body, in characters, whose content is recorded. The log contains only the type and the length of a longer body.
 * Multipart forms have no limit.
 */
const LONGEST_READ = 256_000
/** The maximum number of characters of a body in the log, after redaction and formatting. Further characters are counted. */
const LONGEST_KEPT = 20_000
/** Matches the content types of bodies that are not read. The log contains only the content type of such a body. */
const OPAQUE = /^(image|audio|video|font)\/|^application\/(octet-stream|zip|pdf)\b/i

/** Reads the body of a request for the log, without secrets. The body stays readable for other code. */
export async function recordRequestBody(
  request: Request,
  isIssued: IsIssued,
): Promise<string | undefined> {
  if (!request.body) return undefined
  const type = request.headers.get('content-type') ?? ''
  if (OPAQUE.test(type)) return placeholder(type)
  const copy = request.clone()
  try {
    if (/^multipart\/form-data\b/i.test(type)) {
      return write(fields(await copy.formData()), isIssued)
    }
    const text = await copy.text()
    if (!text) return undefined
    if (text.length > LONGEST_READ)
      return placeholder(type, `${text.length} characters, too long to be kept`)
    if (/^application\/x-www-form-urlencoded\b/i.test(type)) {
      return write(fields(new URLSearchParams(text)), isIssued)
    }
    return readJson(text, type, isIssued)
  } catch {
    return '(a body that could not be read)'
  }
}

/** Reads the body of a response for the log. Only JSON is recorded: forms in HTML pages may contain tickets. */
export async function recordResponseBody(
  response: Response,
  isIssued: IsIssued,
): Promise<string | undefined> {
  if (!response.body) return undefined
  const type = response.headers.get('content-type') ?? ''
  if (!/\bjson\b/i.test(type)) return placeholder(type)
  try {
    const text = await response.clone().text()
    if (text.length > LONGEST_READ)
      return placeholder(type, `${text.length} characters, too long to be kept`)
    return readJson(text, type, isIssued)
  } catch {
    return '(a body that broke off)'
  }
}

function readJson(text: string, type: string, isIssued: IsIssued): string {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    // No part of the text is kept: secrets are found by their names, and only complete JSON can be searched for names.
    return placeholder(type, `${text.length} characters, no JSON`)
  }
  return write(value, isIssued)
}

function write(value: unknown, isIssued: IsIssued): string {
  const text = JSON.stringify(redact(value, isIssued), undefined, 2)
  if (text.length <= LONGEST_KEPT) return text
  return `${text.slice(0, LONGEST_KEPT)}\n(and ${text.length - LONGEST_KEPT} characters more)`
}

/** Converts the fields of a form to an object. A repeated field becomes a list of its values. */
function fields(form: Iterable<[string, FormDataEntryValue]>): Record<string, unknown> {
  const byName = new Map<string, unknown[]>()
  for (const [name, value] of form) {
    const shown =
      typeof value === 'string'
        ? value
        : placeholder(value.type, `${value.name}, ${value.size} bytes`)
    byName.set(name, [...(byName.get(name) ?? []), shown])
  }
  return Object.fromEntries(
    [...byName].map(([name, values]) => [name, values.length === 1 ? values[0] : values]),
  )
}

function placeholder(type: string, detail?: string): string {
  const [kind = ''] = type.split(';')
  return `(${[kind.trim() || 'no content type', detail].filter(Boolean).join(', ')})`
}

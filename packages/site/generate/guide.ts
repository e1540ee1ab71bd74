import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { DocumentedField } from '../../../test/contract/support/documentation.ts'
import type { PublicFunction } from './functions.ts'
import { byArea } from './places.ts'

const DOCUMENTS = fileURLToPath(new URL('../../clerklet/docs/', import.meta.url))

/** The path of the guide for coding tools, a document of the package. */
export const GUIDE = `${DOCUMENTS}llms-full.md`

/** The largest number of characters of a union of known strings in the guide. A longer union is written as `string`. */
const LONGEST_LIST = 90

/** Creates the guide for coding tools: how to begin, what to avoid, and a list of all functions. */
export function guideOf(functions: PublicFunction[]): string {
  const operations = functions.filter(({ route }) => route).length
  const sections = byArea(functions).map(
    ({ title, places }) => `### ${title}\n\n${places.map(entryOf).join('\n')}`,
  )
  return `${INTRODUCTION}
## Functions

${operations} operations of the Backend API, and ${functions.length - operations} other functions. Each line has the signature, the route and what the function does.
Functions below a heading such as \`clerklet/verify\` are imported from there, all others from \`clerklet\`. The line below has the fields
of \`params\` or \`options\`.

${sections.join('\n\n')}
`
}

function entryOf({ signatures, route, summary, parameters, notes }: PublicFunction): string {
  const isDeprecated = notes.some((note) => note.startsWith('deprecated'))
  const parts = [route && code(route), isDeprecated && 'Deprecated.', plain(summary)]
  const signature = (signatures[0] ?? '').replace('options?: RequestOptions', 'options?')
  const fields = parameters.flatMap(({ name, fields }) =>
    fields.length && name !== 'request' && name !== 'auth'
      ? [`  - \`${name}\`: ${code(objectOf(fields))}`]
      : [],
  )
  return [`- ${code(signature)}: ${parts.filter(Boolean).join(' ')}`, ...fields].join('\n')
}

/** Writes the type of an object, or of a list of objects, with fields as `{ name?: type }`. */
function objectOf(fields: DocumentedField[]): string {
  const isList = fields.every(({ name }) => name.startsWith('[].'))
  const own = fields.map((field) => ({
    ...field,
    name: isList ? field.name.slice(3) : field.name,
    type: field.type.replaceAll('readonly ', '').replaceAll('; }', ' }'),
  }))
  // An inline object type already shows its fields, so they are not listed again.
  const written = own.filter(({ type }) => type.startsWith('{')).map(({ name }) => name)
  const shown = own.filter(({ name }) => !written.some((outer) => isInside(name, outer)))
  const text = `{ ${shown.map(fieldOf).join('; ')} }`
  return isList ? `${text}[]` : text
}

const isInside = (name: string, outer: string): boolean =>
  name.startsWith(`${outer}.`) || name.startsWith(`${outer}[].`)

function fieldOf({ name, type, optional }: DocumentedField): string {
  const [first = ''] = type.split(' | ')
  // Known strings are listed in the reference. Here, a long list would hide the other fields.
  const isLong = type.length > LONGEST_LIST && first.startsWith("'")
  return `${name}${optional ? '?' : ''}: ${isLong ? 'string' : type.replaceAll('readonly ', '').replaceAll('; }', ' }')}`
}

function code(text: string): string {
  return text.includes('`') ? `\`\` ${text} \`\`` : `\`${text}\``
}

/** Replaces the links of a doc comment by their text, or by the name of the target. */
function plain(comment: string): string {
  return comment.replaceAll(/{@link ([^\s}]+)\s*([^}]*)}/g, (_, target: string, words: string) =>
    words.trim() ? words.trim() : `\`${target}\``,
  )
}

/**
 * Creates `llms.txt` of the site: what clerklet is, and links to the documents and to each page of the reference.
 *
 * @see {@link https://llmstxt.org The format}
 */
export function llmsOf(functions: PublicFunction[]): string {
  const sections = byArea(functions).map(
    ({ title, places }) =>
      `### ${title}\n\n${places
        .map(
          ({ area, name, summary }) =>
            `- [${name}](reference/${area}/${name}.html): ${plain(summary)}`,
        )
        .join('\n')}`,
  )
  return `# clerklet

> The Clerk Backend API as standalone functions, for edge functions, Cloudflare Workers and small serverless bundles.

Each function can be imported alone. [Guide for coding tools](documents/llms-full.html) has every signature on one page.

## Documents

${documentsOf().join('\n')}

## Reference

${sections.join('\n\n')}
`
}

/** Returns a line with a link and a description for the start document, and for each document in the index. */
function documentsOf(): string[] {
  const index = readFileSync(`${DOCUMENTS}README.md`, 'utf8')
  const rows = index.matchAll(/^\| \[(.+?)\]\(([\w-]+)\.md\) \| (.+) \|$/gm)
  return [
    '- [Start here](documents/start.html): a program for Workers, one for Node and one for Lambda',
    ...[...rows].map(([, title, name, about]) => `- [${title}](documents/${name}.html): ${about}`),
  ]
}

const INTRODUCTION = `# Guide for coding tools

What a tool needs to write code with clerklet, on one page. \`npm run reference\` in the repository writes it from the sources. [All
documents](README.md) explain more.

clerklet is the Clerk Backend API as standalone functions. It is ESM only (\`"type": "module"\`, or files that end in \`.mts\`), and runs in Node 20 and later, Workers, Deno, Bun and
edge-runtime. It has no client object: each function takes a context as its first argument.

## How to begin

\`\`\`ts
import { type ClerkEnv, contextFromEnv, getUser } from 'clerklet'
import { authenticateRequest } from 'clerklet/verify'

export default {
  async fetch(request: Request, env: ClerkEnv) {
    const ctx = contextFromEnv(env) // CLERK_SECRET_KEY, CLERK_PUBLISHABLE_KEY
    const state = await authenticateRequest(ctx, request, {
      authorizedParties: ['https://app.example.com'],
      api: true,
    })
    const { userId } = state.toAuth() ?? {}
    if (!userId) return state.toResponse()
    const { first_name } = await getUser(ctx, userId)
    return Response.json({ hello: first_name }, { headers: state.headers }) // with the cookies of a refreshed session
  },
}
\`\`\`

- A context is a plain object: \`{ secretKey, publishableKey, jwtKey, fetch, timeout, retry, … }\`. Only the key that a call needs is
  required.
- The arguments of an operation are \`ctx\`, the ids in the order of the path, \`params\`, \`options\`.
- Names of params and fields are those of the API, in snake_case: \`first_name\`, \`email_address\`. \`camelize\` of \`clerklet/camelize\`
  converts a response.
- \`options\` of every operation has \`signal\`, \`timeout\` (milliseconds), \`retry\`, \`headers\`, \`apiVersion\` and \`onResponse\`. Those of \`createEmail\`
  also have \`idempotencyKey\`.
- An endpoint without a function: \`\` request(ctx, undefined, { method: 'GET', path: path\`/things/\${id}\` }) \`\`.

## Do

- Set \`authorizedParties\` for tokens of browsers.
- Respond with \`state.toResponse()\` when a request is refused. A page, unlike an API, must also do so when \`state.headers\` has a
  \`location\`: the browser is then redirected.
- Read all of a list with \`paginate(listUsers, ctx, params, options)\`. Delete while reading with \`drain\`. \`options\` are those of a call,
  \`pageSize\`, \`maxItems\` and \`prefetch\`.
- Load users of a list with \`batchUsers(ctx)\`: one request for up to 100 ids.
- Tell errors apart with \`isClerkApiError(error, code)\` and \`isClerkError(error)\`.
- Change metadata with \`mergeUserMetadata\`. \`updateUser\` does not change it.
- Verify webhooks with \`verifyWebhook\` or \`handleWebhook\` of \`clerklet/webhooks\`, and pass the raw body.
- Test with \`clerklet-emulator\`: \`createEmulator().ctx\` is a context whose requests stay in memory.

## Do not

- Do not write \`clerkClient.users.getUser(id)\`: it is \`getUser(ctx, id)\`.
- Do not trust \`decodeToken\`: its claims are unverified. Use \`verifyToken\` or \`authenticateRequest\`.
- Do not trust \`unsafe_metadata\`: the browser writes it.
- Do not page with \`offset\` while users are deleted: rows move up.
- Do not retry in a loop: a call already makes up to three attempts, and waits for \`Retry-After\`.
- Do not log tokens or keys. \`debugState(state, ctx)\` is safe to log.
- Do not upload a Worker unminified: set \`minify\` in the configuration of wrangler.

## Errors

| class | when | fields |
|---|---|---|
| \`ClerkApiError\` | the API refused the call | \`status\`, \`code\`, \`errors\`, \`traceId\`, \`retryAfter\` (seconds), \`body\`, \`headers\` |
| \`ClerkNetworkError\` | no response arrived, or not in time | \`code\`, \`host\`, \`attempts\`, \`cause\` |
| \`ClerkResponseError\` | the call was carried out, and its response is not as documented | \`issues\`, \`status\`, \`body\` |
| \`ClerkConfigError\` | a key, an id, a limit or a URL is missing or malformed. Nothing was sent | |
| \`TokenVerificationError\` | \`verifyToken\` refused the token | \`reason\` |
| \`MachineTokenVerificationError\` | \`verifyMachineToken\` refused the token | \`code\`, \`status\` |
| \`ClerkWebhookError\` | a delivery is refused | \`code\` |

The first four extend \`ClerkError\`. [Reasons and error codes](reasons.md) explains the reasons and the documented codes. Common codes of the API:
\`resource_not_found\` (404), \`form_identifier_exists\` (422), \`form_param_value_invalid\` (422), \`too_many_requests\` (429).
`

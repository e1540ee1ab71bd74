import { operations } from '../../../test/contract/operations.ts'
import type {
  Documentation,
  DocumentedField,
} from '../../../test/contract/support/documentation.ts'
import { readSources, type SourceFunction } from '../../../test/contract/support/sources.ts'
import { type Example, exampleOf, type Importable } from './examples.ts'
import { listPlaces, type Place, readSizes } from './places.ts'

/** A public function, with everything that the reference says about it. */
export interface PublicFunction extends Place {
  /** The first sentence of the doc comment, in Markdown with `{@link …}`. */
  summary: string
  /** The paragraphs after the summary. */
  description: string[]
  /** The method and the route of an operation, such as `GET /users/{user_id}`. */
  route: string | undefined
  /** The URL of Clerk's reference of the operation. */
  link: string | undefined
  signatures: string[]
  parameters: Parameter[]
  returns: Documentation['returns']
  /** The errors, each as the class and a sentence. */
  throws: string[]
  /** Notes such as `deprecated: …` and `experimental: …`. */
  notes: string[]
  examples: Example[]
  /** The gzipped bytes of a bundle that imports this function alone. */
  bytes: number
  /** The path of the function's source in the repository. */
  source: string
}

export interface Parameter extends DocumentedField {
  /** The document that describes the parameter. */
  document: string | undefined
  fields: DocumentedField[]
}

let known: PublicFunction[] | undefined

/** Returns every public function of every subpath. The first call reads the sources. */
export function readFunctions(): PublicFunction[] {
  known ??= readAll()
  return known
}

function readAll(): PublicFunction[] {
  const sources = readSources()
  const sizes = readSizes()
  const subpaths = Object.keys(sizes)
  const importable: Importable = {
    exports: new Map(subpaths.map((subpath) => [subpath, sources.exportsOf(indexOf(subpath))])),
    isValue: (subpath, name) =>
      name in (sizes[subpath] ?? {}) || (subpath === 'clerklet/schemas' && name.endsWith('Schema')),
  }
  const functions = new Map(
    subpaths.map((subpath) => [
      subpath,
      new Map(sources.functionsOf(indexOf(subpath)).map((one) => [one.name, one])),
    ]),
  )
  return listPlaces().map((place) => {
    const { name, subpath, area } = place
    const source = functions.get(subpath)?.get(name)
    if (!source) {
      throw new Error(`${subpath} exports no function ${name}: run npm run ledger -- --write`)
    }
    const examplesOf = (examples: string[]) =>
      examples.map((code) => exampleOf(`${area}/${name}`, code, subpath, importable))
    return describe(place, source, sizes[subpath]?.[name] ?? 0, examplesOf)
  })
}

const indexOf = (subpath: string): string =>
  `${subpath.replace(/^clerklet\/?/, '')}/index.ts`.replace(/^\//, '')

function describe(
  place: Place,
  source: SourceFunction,
  bytes: number,
  examplesOf: (examples: string[]) => Example[],
): PublicFunction {
  const documentation = source.documentation()
  const { comment, examples, parameters, ...rest } = documentation
  const paragraphs = comment.split(/\n{2,}/).map(joined)
  // The route is a paragraph: `GET /users` · {@link … Reference}.
  const isRoute = (text: string) => /^`[A-Z]+ \//.test(text)
  const link = /{@link (https:\S+) Reference}/.exec(paragraphs.find(isRoute) ?? '')?.[1]
  const [first = '', ...description] = paragraphs.filter((text) => !isRoute(text))
  const { summary, more } = firstSentence(first)
  const operation = operations as Record<string, string>
  return {
    ...place,
    ...rest,
    summary,
    description: more ? [more, ...description] : description,
    route: place.subpath === 'clerklet' ? operation[place.name] : undefined,
    link,
    parameters: parameters.map((parameter) => ({ ...parameter, ...standard(parameter) })),
    throws: rest.throws.map((text) =>
      text.replaceAll('\n', ' ').replace(/^{?(Clerk\w+|\w+Error)}? /, '`$1`: '),
    ),
    examples: examplesOf(examples),
    bytes,
    source: `packages/clerklet/src/${source.file}`,
  }
}

/** Joins the lines of a paragraph. A list and a table keep their lines. */
function joined(paragraph: string): string {
  return paragraph.startsWith('|') ? paragraph : paragraph.replaceAll(/\n(?!- )/g, ' ')
}

/** Divides a paragraph after its first sentence. A period inside code or before a lower-case letter does not end a sentence. */
function firstSentence(text: string): { summary: string; more: string } {
  let inCode = false
  for (let index = 0; index < text.length; index++) {
    if (text[index] === '`') inCode = !inCode
    if (!inCode && /^[.:] (?=[A-Z`{])/.test(text.slice(index, index + 3)) && text[index] === '.') {
      return { summary: text.slice(0, index + 1), more: text.slice(index + 2) }
    }
  }
  return { summary: text, more: '' }
}

/**
 * Returns the comment of a parameter, and the document about the parameter. Names and types that many functions share have a
 * default comment.
 */
function standard({
  name,
  type,
  comment,
}: DocumentedField): Pick<Parameter, 'comment' | 'document'> {
  const document = /^(Idempotent)?RequestOptions$/.test(type)
    ? 'errors.md'
    : name === 'ctx'
      ? 'start.md'
      : undefined
  return { comment: comment || sharedComment(name, type), document }
}

function sharedComment(name: string, type: string): string {
  if (type === 'RequestOptions') return '`signal`, `timeout`, `retry` and `headers` of this call.'
  if (type === 'IdempotentRequestOptions') {
    return '`signal`, `timeout`, `retry`, `headers` and `idempotencyKey` of this call.'
  }
  const id = /^(\w+)Id$/.exec(name)?.[1]
  return id ? `The id of the ${words(id)}.` : (SHARED[name] ?? '')
}

/** The comment of a parameter without `@param`, by the name of the parameter. */
const SHARED: Record<string, string> = {
  acceptsToken: 'The kinds of token to accept.',
  args: 'The params of the operation, where it has any, and then the options of the iteration.',
  auth: 'The auth object of a request, from `toAuth()` or `getAuth`.',
  c: 'The context of Hono.',
  code: 'The code that the error must have. Default: any.',
  ctx: 'The keys, and how requests are sent.',
  data: 'The schema of the data.',
  error: 'Any value that was thrown.',
  fallback: 'The key for hosts that have none of their own.',
  frontendApi: 'The host of the Frontend API, such as `clerk.example.com`.',
  host: 'A host name, such as `clerk.example.com`.',
  ids: 'The ids of the path, in their order.',
  item: 'The schema of an item.',
  items: 'What is iterated, such as the result of `paginate`.',
  key: 'A publishable key, or in `instanceTypeOf` any key.',
  operation: 'The function that is called, such as `listUsers`.',
  organizationIdOrSlug: 'The id or the slug of the organization.',
  parts: 'The text around the ids, which begins with a slash.',
  provider: 'The provider of the account, such as `oauth_google`.',
  publishableKey: 'The publishable key of the instance.',
  request: 'The received request.',
  schema: 'The valibot schema of the response. With `undefined`, it is not compared.',
  slug: 'The slug of the template, such as `invitation`.',
  templateName: 'The name of the JWT template.',
  templateType: '`email` or `sms`.',
  token: 'The token, without `Bearer`.',
  user: 'A user, as the API sends it.',
  value: 'An object of the API, or a list of them.',
}

const words = (name: string): string =>
  name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)

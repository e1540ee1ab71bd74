import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('../../../', import.meta.url))
const SOURCE = `${ROOT}packages/clerklet/src/`

/** Where the reference describes a function. */
export interface Place {
  name: string
  /** The module that exports the function, such as `clerklet` or `clerklet/verify`. */
  subpath: string
  /**
   * The folder of the page: the module of an operation, such as `users`; `helpers` or `core` for any other function of
   * `clerklet`; otherwise the subpath without `clerklet/`.
   */
  area: string
}

/** The gzipped bytes of a bundle that imports one export alone, by subpath and name. `npm run ledger` measures them. */
export function readSizes(): Record<string, Record<string, number>> {
  return JSON.parse(readFileSync(`${ROOT}test/bundle/ledger.json`, 'utf8'))
}

/**
 * The places of all public functions, in the order of the reference. They come from `test/bundle/ledger.json` and from names of
 * files, so that the sidebar of the site needs no compiler.
 */
export function listPlaces(): Place[] {
  const areas = new Map(
    readdirSync(`${SOURCE}operations`).flatMap((area) =>
      readdirSync(`${SOURCE}operations/${area}`).map((file) => [file.replace(/\.ts$/, ''), area]),
    ),
  )
  const places = Object.entries(readSizes()).flatMap(([subpath, sizes]) =>
    Object.keys(sizes)
      .filter((name) => /^[a-z]/.test(name))
      .map((name) => ({ name, subpath, area: areaOf(name, subpath, areas) })),
  )
  return places.sort(
    (a, b) => rank(a) - rank(b) || compareTexts(a.area, b.area) || compareTexts(a.name, b.name),
  )
}

function areaOf(name: string, subpath: string, areas: Map<string, string>): string {
  if (subpath !== 'clerklet') return subpath.slice('clerklet/'.length)
  return areas.get(name) ?? (existsSync(`${SOURCE}helpers/${name}.ts`) ? 'helpers' : 'core')
}

/** The areas that come before the areas of operations, in their order. */
const FIRST = [
  'verify',
  'core',
  'helpers',
  'webhooks',
  'hono',
  'node',
  'lambda',
  'mcp',
  'proxy',
  'camelize',
  'schemas',
]

function rank({ area }: Place): number {
  const position = FIRST.indexOf(area)
  return position < 0 ? FIRST.length : position
}

const compareTexts = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

const TITLES: Record<string, string> = {
  core: 'Contexts, errors and requests',
  helpers: 'Lists, caching and rate limits',
  'api-keys': 'API keys',
  jwks: 'JWKS',
  'jwt-templates': 'JWT templates',
  'm2m-tokens': 'M2M tokens',
  'oauth-access-tokens': 'OAuth access tokens',
  'oauth-applications': 'OAuth applications',
  'redirect-urls': 'Redirect URLs',
  'saml-connections': 'SAML connections',
  'scim-directories': 'SCIM directories',
}

/** The title of an area: `API keys`, or `clerklet/verify` for a subpath. */
export function titleOf({ area, subpath }: Pick<Place, 'area' | 'subpath'>): string {
  if (subpath !== 'clerklet') return subpath
  const words = area.replaceAll('-', ' ')
  return TITLES[area] ?? words.charAt(0).toUpperCase() + words.slice(1)
}

/** Groups places by area, in the order of the reference. */
export function byArea<T extends Place>(
  places: T[],
): { title: string; area: string; places: T[] }[] {
  const groups = new Map<string, T[]>()
  for (const place of places) groups.set(place.area, [...(groups.get(place.area) ?? []), place])
  return [...groups].map(([area, of]) => ({
    area,
    title: titleOf({ area, subpath: of[0]?.subpath ?? 'clerklet' }),
    places: of,
  }))
}

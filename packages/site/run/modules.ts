/** The modules that an example can import. A test compares their names with the exports of the packages. */
const LOADERS = new Map<string, () => Promise<object>>([
  ['clerklet', () => import('clerklet')],
  ['clerklet/camelize', () => import('clerklet/camelize')],
  ['clerklet/hono', () => import('clerklet/hono')],
  ['clerklet/lambda', () => import('clerklet/lambda')],
  ['clerklet/mcp', () => import('clerklet/mcp')],
  ['clerklet/node', () => import('clerklet/node')],
  ['clerklet/proxy', () => import('clerklet/proxy')],
  ['clerklet/schemas', () => import('clerklet/schemas')],
  ['clerklet/verify', () => import('clerklet/verify')],
  ['clerklet/webhooks', () => import('clerklet/webhooks')],
  ['clerklet-emulator', () => import('clerklet-emulator')],
  ['clerklet-emulator/testing', () => import('clerklet-emulator/testing')],
])

export const MODULES = [...LOADERS.keys()]

/** Loads modules by name. */
export async function loadModules(names: string[]): Promise<Map<string, object>> {
  const loading = names.map(async (name): Promise<[string, object]> => {
    const load = LOADERS.get(name)
    if (!load) {
      throw new Error(
        `'${name}' is not available on this page. Import clerklet, its subpaths or clerklet-emulator.`,
      )
    }
    return [name, await load()]
  })
  return new Map(await Promise.all(loading))
}

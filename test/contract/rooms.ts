/**
 * The rooms of `packages/clerklet/src`, and which others each may import; files at the top of a folder have a room of their
 * own where its folders are named, too. `CONTRIBUTING.md` draws the same.
 */
export const ROOMS: Record<string, string[]> = {
  core: [],
  schemas: ['core'],
  operations: ['core', 'schemas'],
  helpers: ['core', 'schemas', 'operations'],
  instance: ['core'],
  verify: ['core', 'instance'],
  proxy: ['core', 'instance'],
  webhooks: ['core', 'schemas'],
  camelize: ['core', 'schemas'],
  'index.ts': ['core', 'schemas', 'operations', 'helpers', 'instance'],
}

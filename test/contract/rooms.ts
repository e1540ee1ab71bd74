import type { Rooms } from '#fixtures/rooms.ts'

/**
 * The rooms of `packages/clerklet/src`: folders and files, and which other rooms each may import. A file belongs to the
 * deepest room that contains it. A public function that other rooms import is a room of its own. `CONTRIBUTING.md` shows the
 * same list.
 */
export const ROOMS: Rooms = {
  core: [],
  schemas: ['core'],
  operations: ['core', 'schemas'],
  paging: ['core'],
  limits: ['core'],
  helpers: ['core', 'schemas', 'operations', 'paging', 'limits'],
  instance: ['core'],
  'verify/errors.ts': ['core'],
  'verify/token': ['core', 'instance', 'verify/errors.ts'],
  'verify/has.ts': ['core', 'verify/token'],
  'verify/sessionProperties.ts': ['core', 'verify/token'],
  'verify/options.ts': ['core', 'instance', 'verify/token'],
  'verify/cookieSuffix.ts': ['core'],
  'verify/machine': ['core', 'verify/errors.ts', 'verify/options.ts', 'verify/token'],
  'verify/auth': [
    'core',
    'verify/errors.ts',
    'verify/has.ts',
    'verify/sessionProperties.ts',
    'verify/machine',
    'verify/token',
  ],
  'verify/browser': [
    'core',
    'instance',
    'verify/errors.ts',
    'verify/options.ts',
    'verify/sessionProperties.ts',
    'verify/cookieSuffix.ts',
    'verify/token',
    'verify/machine',
    'verify/auth',
  ],
  verify: [
    'core',
    'instance',
    'verify/errors.ts',
    'verify/options.ts',
    'verify/has.ts',
    'verify/sessionProperties.ts',
    'verify/cookieSuffix.ts',
    'verify/token',
    'verify/machine',
    'verify/auth',
    'verify/browser',
  ],
  adapters: ['core', 'instance', 'verify/has.ts', 'verify/options.ts', 'verify/auth', 'verify'],
  hono: ['core', 'verify/has.ts', 'verify/options.ts', 'verify', 'adapters'],
  proxy: ['core', 'instance'],
  webhooks: ['core', 'schemas'],
  camelize: ['core', 'schemas'],
  'index.ts': ['core', 'schemas', 'operations', 'paging', 'helpers', 'instance'],
}

import type { Rooms } from '#fixtures/rooms.ts'

/**
 * The folders of `packages/emulator/src`, called rooms, and the rooms that each may import. `CONTRIBUTING.md` has a diagram.
 *
 * Files at the top combine the rooms and may import all of them. Rooms do not import files at the top, except that every room
 * but `core` may import the type `State`.
 */
export const ROOMS: Rooms = {
  core: [],
  messages: ['core'],
  billing: ['core'],
  machines: ['core'],
  identity: ['core', 'messages'],
  organizations: ['core', 'messages', 'billing', 'identity'],
  sessions: ['core', 'billing', 'identity', 'organizations'],
  enterprise: ['core', 'organizations'],
  instance: ['core', 'organizations', 'sessions'],
  flows: [
    'core',
    'messages',
    'billing',
    'machines',
    'identity',
    'organizations',
    'sessions',
    'enterprise',
  ],
  frontend: ['core', 'machines', 'identity', 'organizations', 'sessions', 'instance', 'flows'],
  pages: ['core', 'messages', 'machines', 'identity', 'sessions', 'frontend'],
  server: ['core', 'messages'],
}

/**
 * The data that a room reads from the state, although the room may not import the room that stores the data. Data that is not
 * listed is passed as an argument. For example, `billing` gets the number of members, and does not read memberships.
 */
export const READS: Record<string, string[]> = {
  messages: ['users'],
  billing: ['users', 'organizations'],
  machines: ['users', 'organizations'],
  identity: ['memberships'],
  organizations: ['enterpriseConnections'],
  frontend: ['enterpriseConnections', 'billingPlans', 'billingPrices'],
  pages: [
    'organizations',
    'memberships',
    'organizationInvitations',
    'organizationDomains',
    'roles',
  ],
}

/**
 * The data that a room changes, although another room stores it, and the function that changes it. Operations change settings,
 * which `core` stores, by functions of `core/settings.ts`.
 */
export const CHANGES: Record<string, string[]> = {
  instance: ['settings by changeSettings', 'settings by take'],
  organizations: ['settings by take'],
}

/**
 * The packages that each room and each file at the top imports, under any subpath. Only the command and the server may import
 * modules of Node, because the emulator runs in every runtime.
 */
export const PACKAGES: Record<string, string[]> = {
  core: ['clerklet', 'hono', 'jose'],
  messages: ['clerklet', 'hono'],
  billing: ['clerklet', 'hono'],
  machines: ['clerklet', 'hono'],
  identity: ['@noble/hashes', 'bcrypt-ts', 'clerklet', 'hono'],
  organizations: ['clerklet', 'hono'],
  sessions: ['clerklet', 'hono', 'jose'],
  enterprise: ['clerklet', 'hono'],
  instance: ['clerklet', 'hono'],
  flows: ['clerklet', 'hono'],
  frontend: ['clerklet', 'hono', 'jose'],
  pages: ['clerklet', 'hono'],
  server: [
    '@peculiar/x509',
    'cross-spawn',
    'jose',
    'node:crypto',
    'node:fs/promises',
    'node:http',
    'node:https',
    'node:os',
    'node:path',
    'reflect-metadata',
  ],
  'app.ts': ['hono'],
  'cli.ts': ['node:timers/promises'],
  'commandLine.ts': ['node:util'],
  'emulator.ts': ['clerklet'],
  'issue.ts': ['clerklet'],
  'node.ts': ['@hono/node-server', 'node:http', 'node:https', 'node:net'],
  'options.ts': ['clerklet', 'jose'],
  'persist.ts': ['classic-level', 'node:async_hooks', 'node:path'],
  'stateFolder.ts': ['classic-level', 'node:fs/promises', 'node:path'],
}

/** The files of `packages/emulator/src` that are in no room. */
export const TOP = [
  // The public files.
  ...['index.ts', 'testing.ts', 'node.ts', 'cli.ts'],
  // The files that combine the rooms.
  ...['emulator.ts', 'app.ts', 'state.ts', 'seed.ts', 'snapshot.ts', 'keeping.ts', 'options.ts'],
  ...['issue.ts'],
  // The files of the command and of the server.
  ...['commandLine.ts', 'start.ts', 'listenOptions.ts', 'persist.ts', 'records.ts'],
  ...['stateFolder.ts'],
]

/** The rooms with the resources of Clerk, and the room `flows`. */
const MODULES = [
  'messages',
  'billing',
  'machines',
  'identity',
  'organizations',
  'sessions',
  'enterprise',
  'instance',
  'flows',
]

/** The rooms that store data. The `store.ts` of each room has the types of its data, and the function `create…Data()`. */
export const STORES = ['core', ...MODULES, 'frontend']

/** The rooms whose data a seed can have. The `seed.ts` of each room has the types and the shape of this data, and stores it. */
export const SEEDS = MODULES

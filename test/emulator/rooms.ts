import type { Rooms } from '#fixtures/rooms.ts'

/**
 * The rooms of `packages/emulator/src`, and which others each may import. `CONTRIBUTING.md` draws the same.
 *
 * Files at the top compose the rooms and may import all of them. No room imports a file at the top, except for the type
 * `State`; `core` does not even import that one.
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
 * What a room reads from the state although it may not import the room that stores it. It is told the rest: `billing` gets the
 * count of members, and reads no memberships.
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
 * What a room changes although another one stores it: a setting belongs to the operations that change it. Each change is by
 * one of these functions of `core/settings.ts`.
 */
export const CHANGES: Record<string, string[]> = {
  instance: ['settings by changeSettings', 'settings by take'],
  organizations: ['settings by take'],
}

/**
 * The packages that each room and each file at the top imports, under any subpath. Modules of Node are for the command and the
 * server alone: the emulator runs in every runtime.
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

/** The files at the top. */
export const TOP = [
  // What is public.
  ...['index.ts', 'testing.ts', 'node.ts', 'cli.ts'],
  // What composes the rooms.
  ...['emulator.ts', 'app.ts', 'state.ts', 'seed.ts', 'snapshot.ts', 'keeping.ts', 'options.ts'],
  ...['issue.ts'],
  // What belongs to the command and to the server.
  ...['commandLine.ts', 'start.ts', 'listenOptions.ts', 'persist.ts', 'records.ts'],
  ...['stateFolder.ts'],
]

/** The modules of Clerk's own world, and the flows. */
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

/** The rooms that store something: `store.ts` has the types, the collections, and `create…Data()`. */
export const STORES = ['core', ...MODULES, 'frontend']

/** The rooms that a seed fills: `seed.ts` has the types of their part, its shape, and the planting. */
export const SEEDS = MODULES

import { addFreePlans, BILLING_SHAPES, type BillingSeed, plantBilling } from './billing/index.ts'
import { checkLists, copyOf, located, objectOf, type Shapes } from './core/seeding.ts'
import { ENTERPRISE_SHAPES, type EnterpriseSeed, plantEnterprise } from './enterprise/index.ts'
import { FLOWS_SHAPES, type FlowsSeed, plantFlows } from './flows/index.ts'
import { IDENTITY_SHAPES, type IdentitySeed, plantIdentity } from './identity/index.ts'
import {
  addPrimaryDomain,
  checkSettings,
  INSTANCE_SHAPES,
  type InstanceSeed,
  plantRedirectUrls,
  plantSettings,
} from './instance/index.ts'
import { MACHINES_SHAPES, type MachinesSeed, plantMachines } from './machines/index.ts'
import { MESSAGES_SHAPES, type MessagesSeed, plantMessages } from './messages/index.ts'
import {
  addDefaultRoles,
  enroll,
  ORGANIZATIONS_SHAPES,
  type OrganizationsSeed,
  plantOrganizations,
  plantRoles,
} from './organizations/index.ts'
import { plantSessions, SESSIONS_SHAPES, type SessionsSeed } from './sessions/index.ts'
import type { State } from './state.ts'

/** What an emulator starts with. */
export interface Seed
  extends InstanceSeed,
    OrganizationsSeed,
    IdentitySeed,
    EnterpriseSeed,
    SessionsSeed,
    FlowsSeed,
    MachinesSeed,
    MessagesSeed {
  billing?: BillingSeed | undefined
  /** For editors, which offer and check the keys of a seed by it: where `seed.schema.json` of this package is. */
  $schema?: string | undefined
}

/** What the lists of a seed take. Those of `billing` have shapes of their own. */
export const SEED_SHAPES: Shapes<Seed> = {
  ...ORGANIZATIONS_SHAPES,
  ...IDENTITY_SHAPES,
  ...ENTERPRISE_SHAPES,
  ...SESSIONS_SHAPES,
  ...FLOWS_SHAPES,
  ...INSTANCE_SHAPES,
  ...MACHINES_SHAPES,
  ...MESSAGES_SHAPES,
}

/**
 * Adds what a seed lists. Each part comes after the parts that it refers to.
 *
 * @throws {TypeError} naming what is refused, and why.
 */
export function plant(state: State, given: Seed): void {
  // The copy has the type of the original, less what is undefined.
  const seed = copyOf(given) as Seed
  checkSeed(seed)
  plantSettings(state, seed)
  plantRoles(state, seed)
  plantIdentity(state, seed, (user) => enroll(state, user))
  plantOrganizations(state, seed)
  plantEnterprise(state, seed)
  plantFlows(state, seed)
  plantRedirectUrls(state, seed)
  plantSessions(state, seed)
  plantMachines(state, seed)
  plantBilling(state, seed.billing ?? {})
  plantMessages(state, seed)
}

/** Adds what every instance has: the free plans, two roles with their permissions and their role set, the primary domain. */
export function plantDefaults(state: State): void {
  addFreePlans(state)
  addDefaultRoles(state)
  addPrimaryDomain(state)
}

/**
 * Checks the shape of a seed: it may come from a file, which no compiler has checked.
 *
 * @throws {TypeError} naming the first thing that is refused, and where it is.
 */
function checkSeed(seed: unknown): void {
  if (typeof seed !== 'object' || seed === null || Array.isArray(seed)) {
    throw new TypeError('The seed is refused: it must be an object with lists, such as users')
  }
  const { $schema, settings, billing, ...lists }: Record<string, unknown> = { ...seed }
  if ($schema !== undefined && typeof $schema !== 'string') {
    throw new TypeError('The seed is refused: $schema must be a string')
  }
  checkLists('', lists, SEED_SHAPES, ['settings', 'billing'])
  if (settings !== undefined) {
    const given = objectOf('settings', settings)
    located('settings', () => checkSettings(given))
  }
  if (billing !== undefined) {
    checkLists('billing.', objectOf('billing', billing), BILLING_SHAPES)
  }
}

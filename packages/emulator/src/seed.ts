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

/** The data with which an emulator starts. */
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
  /** The location of this package's `seed.schema.json`, with which editors complete and check the keys of a seed. */
  $schema?: string | undefined
}

/** The fields of the items in the lists of a seed. The module `billing` defines the fields of its own lists. */
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
 * Adds the data of a seed. Each part is added after the parts that it refers to.
 *
 * @throws {TypeError} naming the refused part and the reason.
 */
export function plant(state: State, given: Seed): void {
  // The copy has the type of the original, without undefined fields.
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

/**
 * Adds the data of every instance: the free plans, two roles with their permissions and their role set, and the primary
 * domain.
 */
export function plantDefaults(state: State): void {
  addFreePlans(state)
  addDefaultRoles(state)
  addPrimaryDomain(state)
}

/**
 * Checks the shape of a seed, since it may come from a file that no compiler has checked.
 *
 * @throws {TypeError} naming the first part that is refused, and its place.
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

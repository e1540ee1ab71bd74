import { type BillingData, createBillingData } from './billing/store.ts'
import type { Clock } from './core/clock.ts'
import { createIds } from './core/ids.ts'
import { createInstance, type Identity } from './core/instance.ts'
import type { Runtime, SeatCount } from './core/state.ts'
import { type CoreData, createCoreData } from './core/store.ts'
import { createEnterpriseData, type EnterpriseData } from './enterprise/store.ts'
import { createFlowsData, type FlowsData } from './flows/store.ts'
import { createFrontendData, type FrontendData } from './frontend/store.ts'
import { createIdentityData, type IdentityData } from './identity/store.ts'
import { createInstanceData, type InstanceData } from './instance/store.ts'
import { createMachinesData, type MachinesData } from './machines/store.ts'
import { createMessagesData, type MessagesData, type OutgoingMessage } from './messages/store.ts'
import { createOrganizationsData, type OrganizationsData } from './organizations/store.ts'
import { createSessionsData, type SessionsData } from './sessions/store.ts'

/** All stored data, which a snapshot contains: collections, maps, and plain values. */
export interface Data
  extends CoreData,
    MessagesData,
    IdentityData,
    BillingData,
    OrganizationsData,
    SessionsData,
    MachinesData,
    EnterpriseData,
    InstanceData,
    FlowsData,
    FrontendData {}

/** All stored data, and the other parts of a running emulator. */
export interface State extends Data, Runtime {
  /** The names of the stored data. */
  stored: readonly (keyof Data)[]
  /** Called with each e-mail and text message. */
  onMessage: (message: OutgoingMessage) => void
}

/**
 * Creates the state of an empty instance. Two emulators with the same `idSeed` create the same ids.
 *
 * @param identity The name and the keys of the instance.
 * @param countSeats Counts the seats of an organization, for `billing`. The caller passes the function of `organizations`,
 *   since this file imports no operations.
 */
export function createState(
  clock: Clock,
  identity: Identity,
  idSeed: string,
  countSeats: (state: State, organizationId: string) => SeatCount,
): State {
  const data = createData(clock.now())
  // The cast is safe: `data` has exactly the keys of `Data`.
  const stored = Object.keys(data) as (keyof Data)[]
  const newId = createIds(idSeed, data)
  const state: State = Object.assign(data, {
    clock,
    instance: createInstance(identity.name, data, () => primaryDomainOf(data)),
    keys: identity.keys,
    newId,
    idSeed,
    stored,
    silent: false,
    fetch: undefined,
    url: undefined,
    onEvent: () => {},
    onMessage: () => {},
    countSeats: (organizationId: string) => countSeats(state, organizationId),
    isMachine: (id: string) => data.machines.get(id) !== undefined,
  })
  return state
}

/** The name of the domain that is not a satellite, if any. */
function primaryDomainOf({ domains }: Data): string | undefined {
  return [...domains].find((domain) => !domain.is_satellite)?.name
}

function createData(now: number): Data {
  return {
    ...createCoreData(now),
    ...createMessagesData(),
    ...createIdentityData(),
    ...createBillingData(),
    ...createOrganizationsData(),
    ...createSessionsData(),
    ...createMachinesData(),
    ...createEnterpriseData(),
    ...createInstanceData(),
    ...createFlowsData(),
    ...createFrontendData(),
  }
}

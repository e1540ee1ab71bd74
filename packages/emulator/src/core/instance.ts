import { createRandom } from './ids.ts'
import type { Keys } from './keys.ts'
import { isProduction } from './settings.ts'
import type { Instance } from './state.ts'
import type { CoreData } from './store.ts'

/** The domain that an instance has from the beginning. */
export const FIRST_DOMAIN = 'emulator.test'

/** What an instance is from the outside. It is no part of a snapshot: a snapshot can be restored by any instance. */
export interface Identity {
  /** What its id, its hosts and its keys are made from. */
  name: string
  keys: Keys
}

/** Ten letters and digits that stand for the name of an instance, in hosts, keys and file names. */
export function hashOf(name: string): string {
  return createRandom(name)(10, 1).toLowerCase()
}

/**
 * Describes the instance of a state. What follows from the settings and from the primary domain is read each time.
 *
 * In development its hosts have the form that scripts of Clerk take for those of a development instance, and that no real
 * instance has.
 */
export function createInstance(
  name: string,
  data: Pick<CoreData, 'settings'>,
  primaryDomain: () => string | undefined,
): Instance {
  const hash = hashOf(name)
  const hostOf = (service: 'clerk' | 'accounts') => {
    const domain = isProduction(data.settings) ? primaryDomain() : undefined
    if (domain !== undefined) return `${service}.${domain}`
    return `clerklet-emulator-${hash}.${service === 'clerk' ? 'clerk.' : ''}accounts.dev`
  }
  return {
    id: `ins_${createRandom(name)(27, 2)}`,
    secretKey: `sk_test_emulator_${hash}`,
    get publishableKey() {
      const type = isProduction(data.settings) ? 'live' : 'test'
      return `pk_${type}_${btoa(`${hostOf('clerk')}$`).replace(/=+$/, '')}`
    },
    get frontendApi() {
      return hostOf('clerk')
    },
    get accountsPortal() {
      return hostOf('accounts')
    },
  }
}

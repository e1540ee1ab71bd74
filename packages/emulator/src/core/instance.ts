import { createRandom } from './ids.ts'
import type { Keys } from './keys.ts'
import { isProduction } from './settings.ts'
import type { Instance } from './state.ts'
import type { CoreData } from './store.ts'

/** The domain with which an instance starts. */
export const FIRST_DOMAIN = 'emulator.test'

/** The identity of an instance. Snapshots leave it out, so that any instance can restore them. */
export interface Identity {
  /** The name from which the id, the hosts, the secret key and the publishable key of the instance are derived. */
  name: string
  keys: Keys
}

/** Returns ten letters and digits, derived from the name of an instance, for hosts, keys and file names. */
export function hashOf(name: string): string {
  return createRandom(name)(10, 1).toLowerCase()
}

/**
 * Describes the instance of a state. Values that depend on the settings or on the primary domain are computed at each access.
 *
 * clerk-js recognizes the hosts of a development instance by their form. No real instance has these hosts.
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

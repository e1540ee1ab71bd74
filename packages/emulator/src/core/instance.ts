import { isProduction, type Settings } from './settings.ts'
import type { Instance } from './state.ts'

/** The domain of an instance in development. */
export const DEVELOPMENT_DOMAIN = 'emulator.test'

/** What the keys and the host of an instance follow from: its settings and its domains, as they are at the time. */
interface Identity {
  settings: Settings
  domains: Iterable<{ name: string; is_satellite: boolean }>
}

/** Describes the instance of a state. What follows from settings and domains is read each time. */
export function createInstance(id: string, identity: Identity): Instance {
  return {
    id,
    secretKey: 'sk_test_emulator',
    get publishableKey() {
      const type = isProduction(identity.settings) ? 'live' : 'test'
      return `pk_${type}_${btoa(`${frontendApiOf(identity)}$`).replace(/=+$/, '')}`
    },
    get frontendApi() {
      return frontendApiOf(identity)
    },
  }
}

/** The host of the Frontend API: in production that of the primary domain. */
function frontendApiOf({ settings, domains }: Identity): string {
  const [primary] = isProduction(settings) ? [...domains].filter((one) => !one.is_satellite) : []
  return `clerk.${primary?.name ?? DEVELOPMENT_DOMAIN}`
}

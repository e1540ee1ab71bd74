import { isProduction } from './settings.ts'
import type { Instance } from './state.ts'
import type { CoreData } from './store.ts'

/** The domain of an instance in development. */
export const DEVELOPMENT_DOMAIN = 'emulator.test'

/**
 * Describes the instance of a state. Its keys and its host follow from the settings and from the primary domain, which are read
 * each time.
 */
export function createInstance(
  id: string,
  data: Pick<CoreData, 'settings'>,
  primaryDomain: () => string | undefined,
): Instance {
  const frontendApi = () => {
    const domain = isProduction(data.settings) ? primaryDomain() : undefined
    return `clerk.${domain ?? DEVELOPMENT_DOMAIN}`
  }
  return {
    id,
    secretKey: 'sk_test_emulator',
    get publishableKey() {
      const type = isProduction(data.settings) ? 'live' : 'test'
      return `pk_${type}_${btoa(`${frontendApi()}$`).replace(/=+$/, '')}`
    },
    get frontendApi() {
      return frontendApi()
    },
  }
}

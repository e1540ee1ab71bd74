import type { Domain, RedirectUrl } from 'clerklet'
import { Collection } from '../core/collection.ts'

/** A domain without the fields that are computed for each response. */
export interface StoredDomain
  extends Pick<Domain, 'id' | 'object' | 'name' | 'is_satellite' | 'proxy_url'> {
  created_at: number
}

/** The data of the instance as a whole. */
export interface InstanceData {
  domains: Collection<StoredDomain>
  redirectUrls: Collection<RedirectUrl>
  /** The Svix app for the webhooks of the instance. */
  svixApp: { id: string | null }
}

export function createInstanceData(): InstanceData {
  return {
    domains: new Collection(),
    redirectUrls: new Collection('url'),
    svixApp: { id: null },
  }
}

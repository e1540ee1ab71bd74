import * as v from 'valibot'
import { type Schema, tag } from '../core/schema.ts'
import { CNameTargetSchema } from './cNameTarget.ts'
import { DnsTargetSchema } from './dnsTarget.ts'

const schema = v.object({
  object: tag<'domain'>(),
  /** `dmn_…`. */
  id: v.string(),
  name: v.string(),
  /** Whether the domain is a satellite, which shares the sessions of the primary domain. */
  is_satellite: v.boolean(),
  frontend_api_url: v.string(),
  /** `null` or missing for a satellite domain. */
  accounts_portal_url: v.nullish(v.string()),
  proxy_url: v.nullish(v.string()),
  development_origin: v.string(),
  /** CNAME records only. Prefer `dns_targets`. */
  cname_targets: v.nullish(v.array(CNameTargetSchema)),
  /** All DNS records of the domain, including CNAME records. */
  dns_targets: v.nullish(v.array(DnsTargetSchema)),
})

/** A domain of the instance. */
export interface Domain extends v.InferOutput<typeof schema> {}
export const DomainSchema: Schema<Domain> = schema

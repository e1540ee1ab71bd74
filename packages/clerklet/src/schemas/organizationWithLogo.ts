import * as v from 'valibot'
import type { Schema } from '../core/schema.ts'
import { type Organization, OrganizationSchema } from './organization.ts'

// The declared type of the schema has no `entries`, but they exist at run time.
const { entries } = OrganizationSchema as v.GenericSchema as v.ObjectSchema<
  v.ObjectEntries,
  undefined
>

/** An organization after its logo was set. */
export interface OrganizationWithLogo extends Organization {
  image_url: string
  /** @deprecated Use `image_url`. */
  logo_url?: string | undefined
}
export const OrganizationWithLogoSchema: Schema<OrganizationWithLogo> = v.object({
  ...entries,
  image_url: v.string(),
  logo_url: v.optional(v.string()),
}) as v.GenericSchema<unknown> as Schema<OrganizationWithLogo>

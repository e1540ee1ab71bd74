import * as v from 'valibot'
import type { Schema } from '../core/schema.ts'
import { type Organization, OrganizationSchema } from './organization.ts'

// The annotation of an exported schema hides its entries; at run time they are there.
const { entries } = OrganizationSchema as v.GenericSchema as v.ObjectSchema<
  v.ObjectEntries,
  undefined
>

/** An organization that was just given a logo. */
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

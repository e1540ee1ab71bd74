import * as v from 'valibot'
import type { Schema } from '../core/schema.ts'
import {
  type OrganizationInvitation,
  OrganizationInvitationSchema,
} from './organizationInvitation.ts'
import {
  type OrganizationInvitationEventDetails,
  OrganizationInvitationEventDetailsSchema,
} from './organizationInvitationEventDetails.ts'

// The annotation of an exported schema hides its entries; at run time they are there.
const { entries } = OrganizationInvitationSchema as v.GenericSchema as v.ObjectSchema<
  v.ObjectEntries,
  undefined
>

/** An invitation to join an organization, as events have it. */
export interface OrganizationInvitationEventData extends OrganizationInvitation {
  /** `user_…`, who accepted. */
  user_id?: string | undefined
  /** In the specification, and in none of its examples. */
  data?: OrganizationInvitationEventDetails | undefined
}
export const OrganizationInvitationEventDataSchema: Schema<OrganizationInvitationEventData> =
  v.object({
    ...entries,
    user_id: v.optional(v.string()),
    data: v.optional(OrganizationInvitationEventDetailsSchema),
  }) as v.GenericSchema<unknown> as Schema<OrganizationInvitationEventData>

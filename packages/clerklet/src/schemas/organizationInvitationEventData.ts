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

// The declared type of the schema has no `entries`, but they exist at run time.
const { entries } = OrganizationInvitationSchema as v.GenericSchema as v.ObjectSchema<
  v.ObjectEntries,
  undefined
>

/** An invitation to join an organization, in webhook events. */
export interface OrganizationInvitationEventData extends OrganizationInvitation {
  /** `user_…`, the user who accepted the invitation. */
  user_id?: string | undefined
  /** Clerk's specification lists this field, but none of its examples contains it. */
  data?: OrganizationInvitationEventDetails | undefined
}
export const OrganizationInvitationEventDataSchema: Schema<OrganizationInvitationEventData> =
  v.object({
    ...entries,
    user_id: v.optional(v.string()),
    data: v.optional(OrganizationInvitationEventDetailsSchema),
  }) as v.GenericSchema<unknown> as Schema<OrganizationInvitationEventData>

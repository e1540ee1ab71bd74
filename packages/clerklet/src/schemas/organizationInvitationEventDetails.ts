import * as v from 'valibot'
import type { Schema } from '../core/schema.ts'
import { OrganizationInvitationPublicOrganizationDataSchema } from './organizationInvitationPublicOrganizationData.ts'

const schema = v.object({
  public_organization_data: v.nullish(OrganizationInvitationPublicOrganizationDataSchema),
})

/** The organization of an invitation, in its webhook events. */
export interface OrganizationInvitationEventDetails extends v.InferOutput<typeof schema> {}
export const OrganizationInvitationEventDetailsSchema: Schema<OrganizationInvitationEventDetails> =
  schema

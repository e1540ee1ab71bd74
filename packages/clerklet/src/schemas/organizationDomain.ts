import * as v from 'valibot'
import { open, type Schema, tag } from '../core/schema.ts'
import { OrganizationDomainVerificationSchema } from './organizationDomainVerification.ts'
import { OrganizationInvitationPublicOrganizationDataSchema } from './organizationInvitationPublicOrganizationData.ts'

const schema = v.object({
  object: tag<'organization_domain'>(),
  /** `orgdmn_…`. */
  id: v.string(),
  /** `org_…`. */
  organization_id: v.string(),
  name: v.string(),
  /** How users with an e-mail address of the domain join the organization. */
  enrollment_mode: open<
    'manual_invitation' | 'automatic_invitation' | 'automatic_suggestion' | 'enterprise_sso'
  >(),
  /** The e-mail address that proves the affiliation with the domain. */
  affiliation_email_address: v.nullable(v.string()),
  affiliation_verification: v.nullish(OrganizationDomainVerificationSchema),
  ownership_verification: v.nullish(OrganizationDomainVerificationSchema),
  /** @deprecated Use `affiliation_verification`. */
  verification: v.nullable(OrganizationDomainVerificationSchema),
  total_pending_invitations: v.number(),
  total_pending_suggestions: v.number(),
  /** Only in the list of all domains of the instance. */
  public_organization_data: v.nullish(OrganizationInvitationPublicOrganizationDataSchema),
  /** Epoch milliseconds. */
  created_at: v.number(),
  /** Epoch milliseconds. */
  updated_at: v.number(),
})

/** An e-mail domain that belongs to an organization. */
export interface OrganizationDomain extends v.InferOutput<typeof schema> {}
export const OrganizationDomainSchema: Schema<OrganizationDomain> = schema

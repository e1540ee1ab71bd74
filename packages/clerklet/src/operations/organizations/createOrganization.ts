import type {
  MetadataInput,
  OrganizationPrivateMetadata,
  OrganizationPublicMetadata,
} from '../../core/applicationTypes.ts'
import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type Organization, OrganizationSchema } from '../../schemas/organization.ts'

/** Params of {@link createOrganization}. */
export interface CreateOrganizationParams {
  /** At most 256 characters, without URLs and HTML. */
  name: string
  /** `user_…`, the first member. */
  created_by?: string | null | undefined
  /** Read and written by the backend. At most 8 KB. */
  private_metadata?: MetadataInput<OrganizationPrivateMetadata> | null | undefined
  /** Read by the frontend, written by the backend. At most 8 KB. */
  public_metadata?: MetadataInput<OrganizationPublicMetadata> | null | undefined
  /** Unique within the instance: lowercase letters, digits and `-`. Default: made from the name, if the instance uses slugs. */
  slug?: string | null | undefined
  /** The largest number of members; `0` for no limit. */
  max_allowed_memberships?: number | null | undefined
  /** A custom time of creation: RFC 3339, or a `Date`. */
  created_at?: string | Date | null | undefined
  /** The key of the role set, such as `role_set:default`. Default: the initial role set of the instance. */
  role_set_key?: string | null | undefined
}

/**
 * Creates an organization.
 *
 * The user in `created_by` becomes the first member, with the creator role.
 *
 * `POST /organizations` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * const organization = await createOrganization(ctx, { name: 'Analytical Engines', created_by: 'user_2abc' })
 *
 * @throws {ClerkApiError} `org_creation_limit_exceeded` when the user may not create more organizations,
 *   `form_identifier_exists` when the slug is taken.
 * @throws {ClerkApiError} `form_…` codes when a field is refused.
 */
export async function createOrganization(
  ctx: Context,
  params: CreateOrganizationParams,
  options?: RequestOptions,
): Promise<Organization> {
  return request(ctx, OrganizationSchema, {
    ...options,
    operation: 'createOrganization',
    method: 'POST',
    path: path`/organizations`,
    body: params,
  })
}

import * as v from 'valibot'
import type { Schema } from '../core/schema.ts'
import { type AdminPortalLinkToken, AdminPortalLinkTokenSchema } from './adminPortalLinkToken.ts'

// The declared type of the schema has no `entries`, but they exist at run time.
const { entries } = AdminPortalLinkTokenSchema as v.GenericSchema as v.ObjectSchema<
  v.ObjectEntries,
  undefined
>

/** An admin portal link token that was just created. */
export interface AdminPortalLinkTokenWithToken extends AdminPortalLinkToken {
  /** The secret token, which cannot be retrieved again. */
  token: string
}
export const AdminPortalLinkTokenWithTokenSchema: Schema<AdminPortalLinkTokenWithToken> = v.object({
  ...entries,
  token: v.string(),
}) as v.GenericSchema<unknown> as Schema<AdminPortalLinkTokenWithToken>

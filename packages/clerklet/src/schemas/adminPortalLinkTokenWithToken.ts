import * as v from 'valibot'
import type { Schema } from '../core/schema.ts'
import { type AdminPortalLinkToken, AdminPortalLinkTokenSchema } from './adminPortalLinkToken.ts'

// The type annotation of an exported schema hides its entries, which exist at run time.
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

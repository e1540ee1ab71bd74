/**
 * The filters that {@link listUsers} and {@link countUsers} share. A user must match all filters. An empty array is refused:
 * the API would return every user.
 */
export interface UserFilters {
  /** At most 100. */
  email_address?: readonly string[] | undefined
  /** E.164, where the leading `+` is part of the number. At most 100. */
  phone_number?: readonly string[] | undefined
  /**
   * At most 100. In `listUsers`, a leading `-` excludes the user with that external id, and a leading `+` includes it: write
   * `+-42` for the external id `-42`. In `countUsers`, a sign is part of the value.
   */
  external_id?: readonly string[] | undefined
  /** At most 100. */
  username?: readonly string[] | undefined
  /** At most 100. */
  web3_wallet?: readonly string[] | undefined
  /** At most 100. In `listUsers`, a leading `-` excludes that user. In `countUsers`, a sign is part of the value. */
  user_id?: readonly string[] | undefined
  /** At most 100. A leading `-` excludes the members of that organization. */
  organization_id?: readonly string[] | undefined
  /** Searches names, e-mail addresses, phone numbers, usernames, wallets and ids; part of a word is enough. */
  query?: string | undefined
  /** Part of an e-mail address. */
  email_address_query?: string | undefined
  /** Part of a phone number. */
  phone_number_query?: string | undefined
  /** Part of a username. */
  username_query?: string | undefined
  /** Part of a first or last name. */
  name_query?: string | undefined
  /** `true` for banned users only, `false` for users who are not banned. */
  banned?: boolean | undefined
  /** Epoch milliseconds, or a `Date`. */
  last_active_at_before?: number | Date | undefined
  /** Epoch milliseconds, or a `Date`. */
  last_active_at_after?: number | Date | undefined
  /**
   * Epoch milliseconds, or a `Date`.
   *
   * @deprecated Use `last_active_at_after`.
   */
  last_active_at_since?: number | Date | undefined
  /** Epoch milliseconds, or a `Date`. */
  created_at_before?: number | Date | undefined
  /** Epoch milliseconds, or a `Date`. */
  created_at_after?: number | Date | undefined
  /** Epoch milliseconds, or a `Date`. */
  last_sign_in_at_before?: number | Date | undefined
  /** Epoch milliseconds, or a `Date`. */
  last_sign_in_at_after?: number | Date | undefined
  /** `oauth_google`, `saml_okta` …: the provider of `provider_user_id`. */
  provider?: string | undefined
  /** The ids of the users at `provider`, which must be set, too. At most 100. */
  provider_user_id?: readonly string[] | undefined
}

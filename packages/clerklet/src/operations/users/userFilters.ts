/**
 * The filters that {@link listUsers} and {@link countUsers} share. A user must match all filters. An empty array is refused:
 * the API would return every user.
 */
export interface UserFilters {
  /** Only users with one of these e-mail addresses. At most 100. */
  email_address?: readonly string[] | undefined
  /** Only users with one of these phone numbers, in E.164 format with the leading `+`. At most 100. */
  phone_number?: readonly string[] | undefined
  /**
   * Only users with one of these external ids. At most 100. In `listUsers`, a leading `-` excludes a user, and a leading `+`
   * includes a user: write `+-42` for the external id `-42`. In `countUsers`, a sign is part of the value.
   */
  external_id?: readonly string[] | undefined
  /** Only users with one of these usernames. At most 100. */
  username?: readonly string[] | undefined
  /** Only users with one of these web3 wallets. At most 100. */
  web3_wallet?: readonly string[] | undefined
  /**
   * Only these users, at most 100 ids. In `listUsers`, a leading `-` excludes a user. In `countUsers`, a sign is part of the
   * value.
   */
  user_id?: readonly string[] | undefined
  /** Only members of these organizations, at most 100 ids. A leading `-` excludes the members of an organization. */
  organization_id?: readonly string[] | undefined
  /** Part of a name, e-mail address, phone number, username or web3 wallet, or of a user id. */
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
  /** The OAuth provider of `provider_user_id`, such as `oauth_google`. */
  provider?: string | undefined
  /** The ids of the users at `provider`, which must be set, too. At most 100. */
  provider_user_id?: readonly string[] | undefined
}

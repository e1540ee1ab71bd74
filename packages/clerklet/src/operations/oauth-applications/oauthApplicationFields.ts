/** What creating and updating an OAuth application take alike. */
export interface OAuthApplicationFields {
  /** In full, with a scheme such as `https:` or one of your own. */
  redirect_uris?: readonly string[] | null | undefined
  /** @deprecated Use `redirect_uris`. */
  callback_url?: string | null | undefined
  /**
   * All scopes that the client may ask for, separated by spaces: built-in ones such as `profile`, `email` and
   * `offline_access`, and custom ones of the instance. At most 1024 characters. Default: `profile email`; an update without
   * it leaves them.
   */
  scopes?: string | null | undefined
  /** Asks users before it lets the client in. Default: `true`. Cannot be turned off for a client that registered itself. */
  consent_screen_enabled?: boolean | null | undefined
  /** Default: `false`. */
  pkce_required?: boolean | null | undefined
  /** Lets the client use the device authorization grant (RFC 8628). The instance needs the feature. Default: `false`. */
  device_authorization_grant_enabled?: boolean | null | undefined
  /** A public client has no secret and uses PKCE. */
  public?: boolean | null | undefined
}

/** The params that `createOAuthApplication` and `updateOAuthApplication` share. */
export interface OAuthApplicationFields {
  /** Absolute URLs, with a scheme such as `https:`, `http:` or `myapp:`. */
  redirect_uris?: readonly string[] | null | undefined
  /** @deprecated Use `redirect_uris`. */
  callback_url?: string | null | undefined
  /**
   * All scopes that the client may request, separated by spaces. Built-in scopes include `profile`, `email` and
   * `offline_access`; an instance may have custom scopes. At most 1024 characters. Default: `profile email`. An update without
   * this field does not change the scopes.
   */
  scopes?: string | null | undefined
  /**
   * Whether users must consent before the client gets access. Always true for a client that has registered itself. Default:
   * `true`.
   */
  consent_screen_enabled?: boolean | null | undefined
  /** Whether the client must use PKCE. Default: `false`. */
  pkce_required?: boolean | null | undefined
  /**
   * Whether the client may use the device authorization grant (RFC 8628). The instance must have the feature. Default: `false`.
   */
  device_authorization_grant_enabled?: boolean | null | undefined
  /** Whether the client is public: it has no secret and uses PKCE. */
  public?: boolean | null | undefined
}

/** The fields of a seed that contain the data of each module of operations. */
export const seeds: Record<string, string[]> = {
  'allowlist-identifiers': ['allowlist'],
  'api-keys': ['apiKeys'],
  billing: ['billing'],
  'blocklist-identifiers': ['blocklist'],
  clients: ['sessions'],
  'email-addresses': ['users'],
  'enterprise-connections': ['enterpriseConnections'],
  instance: ['settings'],
  invitations: ['invitations'],
  'jwt-templates': ['jwtTemplates'],
  'm2m-tokens': ['machines'],
  machines: ['machines'],
  'oauth-access-tokens': ['oauthApplications'],
  'oauth-applications': ['oauthApplications'],
  'organization-domains': ['organizations'],
  'organization-invitations': ['organizations'],
  'organization-memberships': ['organizations'],
  'organization-permissions': ['permissions'],
  'organization-roles': ['roles'],
  organizations: ['organizations'],
  'phone-numbers': ['users'],
  'redirect-urls': ['redirectUrls'],
  'role-sets': ['roles'],
  'saml-connections': ['enterpriseConnections'],
  sessions: ['sessions'],
  'sign-ups': ['signUps'],
  templates: ['templates'],
  users: ['users'],
  'waitlist-entries': ['waitlist'],
}

/** The routes of the Frontend API with which users create the data of a module. */
export const frontend: Record<string, string[]> = {
  sessions: ['POST /v1/client/sign_ins'],
  'sign-ups': ['POST /v1/client/sign_ups'],
  users: ['POST /v1/client/sign_ups'],
}

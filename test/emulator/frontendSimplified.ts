const NO_MAIL =
  'No e-mail and no text message leaves: the events `email.created` and `sms.created` tell the code.'

/** The simplifications of each operation of the Frontend API. */
export const frontendSimplified: Record<string, string> = {
  'POST /v1/client/sign_ins/{sign_in_id}/prepare_first_factor': NO_MAIL,
  'POST /v1/client/sign_ins/{sign_in_id}/prepare_second_factor': NO_MAIL,
  'POST /v1/client/sign_ups/{sign_up_id}/prepare_verification': NO_MAIL,
  'POST /v1/client/sessions/{session_id}/verify/prepare_first_factor': NO_MAIL,
  'POST /v1/client/sessions/{session_id}/verify/prepare_second_factor': NO_MAIL,
  'POST /v1/client/sign_ins':
    'By password, ticket or code: there is no e-mail link, passkey, wallet or identity provider, and no protection against bots.',
  'POST /v1/client/sign_ups':
    'By password, ticket or code: there is no e-mail link, wallet or identity provider, and no protection against bots.',
  'POST /v1/client/sessions/{session_id}/verify':
    'By password, code, authenticator app or backup code; no operation here asks for it.',
  'GET /v1/me/sessions/active':
    'Of devices only that of the request is known, and of it only whether it is a phone.',
  'GET /v1/organizations/{organization_id}/membership_requests':
    'Always empty: nobody can accept a suggestion.',
  'GET /v1/me/organization_suggestions':
    'Nobody can accept a suggestion: it stands until the user is a member.',
  'GET /v1/tickets/accept':
    'The sign-in page of the emulator lets in who follows an invitation, and asks for nothing else.',
}

const NO_MAIL =
  'No e-mail or text message is sent. The events `email.created` and `sms.created` have the code.'

/** How the emulator simplifies operations of the Frontend API. */
export const frontendSimplified: Record<string, string> = {
  'POST /v1/client/sign_ins/{sign_in_id}/prepare_first_factor': NO_MAIL,
  'POST /v1/client/sign_ins/{sign_in_id}/prepare_second_factor': NO_MAIL,
  'POST /v1/client/sign_ups/{sign_up_id}/prepare_verification': NO_MAIL,
  'POST /v1/client/sessions/{session_id}/verify/prepare_first_factor': NO_MAIL,
  'POST /v1/client/sessions/{session_id}/verify/prepare_second_factor': NO_MAIL,
  'POST /v1/client/sign_ins':
    'By password, ticket or code. E-mail links, passkeys, wallets, identity providers and bot protection are not supported.',
  'POST /v1/client/sign_ups':
    'By password, ticket or code. E-mail links, wallets, identity providers and bot protection are not supported.',
  'POST /v1/client/sessions/{session_id}/verify':
    'By password, code, authenticator app or backup code. No operation of the emulator requires a reverification.',
  'GET /v1/me/sessions/active':
    'Only the device of the request is known, and only whether it is a phone.',
  'GET /v1/organizations/{organization_id}/membership_requests':
    'Always empty, because suggestions cannot be accepted.',
  'GET /v1/me/organization_suggestions':
    'Suggestions cannot be accepted. They remain until the user is a member.',
  'GET /v1/tickets/accept':
    'The sign-in page of the emulator accepts an invitation with one click, and requires nothing else.',
}

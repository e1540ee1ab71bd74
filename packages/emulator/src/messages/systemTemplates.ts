/** A template in its original form. */
export interface SystemTemplate {
  type: 'email' | 'sms'
  slug: string
  name: string
  /** The subject of an e-mail; `null` for a text message. */
  subject: string | null
  body: string
  /** The variables that a changed body must contain. */
  required: string[]
}

const email = (
  slug: string,
  name: string,
  subject: string,
  text: string,
  ...required: string[]
): SystemTemplate => ({ type: 'email', slug, name, subject, body: `<p>${text}</p>`, required })

const sms = (slug: string, name: string, body: string, ...required: string[]): SystemTemplate => ({
  type: 'sms',
  slug,
  name,
  subject: null,
  body,
  required,
})

const CODE = '{{otp_code}}'

/** The templates of every instance, ordered by position. The texts are the emulator's own. */
export const SYSTEM_TEMPLATES: readonly SystemTemplate[] = [
  email(
    'verification_code',
    'Verification code',
    `${CODE} is your code`,
    `Your code is ${CODE}.`,
    'otp_code',
  ),
  email(
    'reset_password_code',
    'Reset password code',
    `${CODE} resets your password`,
    `Your code is ${CODE}.`,
    'otp_code',
  ),
  email(
    'magic_link_sign_in',
    'Sign-in link',
    'Sign in to {{app.name}}',
    'Sign in: {{magic_link}}',
    'magic_link',
  ),
  email(
    'magic_link_sign_up',
    'Sign-up link',
    'Sign up to {{app.name}}',
    'Sign up: {{magic_link}}',
    'magic_link',
  ),
  email(
    'magic_link_user_profile',
    'Verification link',
    'Verify your address',
    'Verify it: {{magic_link}}',
    'magic_link',
  ),
  email(
    'invitation',
    'Invitation',
    'You are invited to {{app.name}}',
    'Accept: {{action_url}}',
    'action_url',
  ),
  email(
    'organization_invitation',
    'Organization invitation',
    'Join {{org.name}}',
    'Accept: {{action_url}}',
    'action_url',
  ),
  email(
    'organization_invitation_accepted',
    'Organization invitation accepted',
    '{{org.name}} has a new member',
    'Somebody has joined {{org.name}}.',
  ),
  email(
    'password_changed',
    'Password changed',
    'Your password was changed',
    'The password of your account at {{app.name}} was changed.',
  ),
  email(
    'password_removed',
    'Password removed',
    'Your password was removed',
    'Your account at {{app.name}} has no password now.',
  ),
  email(
    'passkey_added',
    'Passkey added',
    'A passkey was added',
    'A passkey was added to your account at {{app.name}}.',
  ),
  email(
    'passkey_removed',
    'Passkey removed',
    'A passkey was removed',
    'A passkey was removed from your account at {{app.name}}.',
  ),
  email(
    'primary_email_address_changed',
    'Primary e-mail address changed',
    'Your e-mail address was changed',
    'Your account at {{app.name}} has another primary e-mail address.',
  ),
  email(
    'new_device_sign_in',
    'Sign-in from a new device',
    'A new device has signed in',
    'A new device has signed in to your account at {{app.name}}.',
  ),
  email(
    'account_locked',
    'Account locked',
    'Your account is locked',
    'Your account at {{app.name}} is locked.',
  ),
  email(
    'waitlist_confirmation',
    'Waitlist confirmation',
    'You are on the waitlist of {{app.name}}',
    'You will hear from {{app.name}}.',
  ),
  email(
    'waitlist_invitation',
    'Waitlist invitation',
    '{{app.name}} has a place for you',
    'Accept: {{action_url}}',
    'action_url',
  ),
  sms(
    'verification_code',
    'Verification code',
    `${CODE} is your code for {{app.name}}.`,
    'otp_code',
  ),
  sms(
    'reset_password_code',
    'Reset password code',
    `${CODE} resets your password at {{app.name}}.`,
    'otp_code',
  ),
  sms('password_changed', 'Password changed', 'Your password at {{app.name}} was changed.'),
]

/** Sample values of variables, for previews of templates. */
export const SAMPLES: Record<string, string> = {
  otp_code: '424242',
  magic_link: 'https://accounts.example.com/verify',
  action_url: 'https://accounts.example.com/accept',
  'app.name': 'Emulator',
  'org.name': 'Example',
}

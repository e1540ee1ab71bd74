import type { OrganizationMembership, User } from 'clerklet'
import { statusOf } from '../identity/index.ts'
import { sendMembership } from '../organizations/index.ts'
import type { State } from '../state.ts'
import type { Session } from './store.ts'

type Json = Record<string, unknown>

/**
 * Replaces the shortcodes in the claims of a JWT template, or in other JSON, by the values of a session.
 *
 * @see {@link https://clerk.com/docs/guides/sessions/jwt-templates#shortcodes Shortcodes}
 */
export function render(claims: Json, context: Json): Json {
  return mapText(claims, (text) => renderText(text, context)) as Json
}

function mapText(value: unknown, change: (text: string) => unknown): unknown {
  if (typeof value === 'string') return change(value)
  if (Array.isArray(value)) return value.map((item) => mapText(item, change))
  if (!isObject(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, mapText(item, change)]),
  )
}

/**
 * Replaces the shortcodes in a text by their values. A text that consists of one shortcode becomes the value, with the type
 * unchanged. Within other text, a value is converted to text.
 */
function renderText(text: string, context: Json): unknown {
  const whole = /^\{\{((?:(?!\}\}).)*)\}\}$/s.exec(text.trim())
  if (whole) return evaluate(whole[1] ?? '', context)
  return text.replace(/\{\{(.*?)\}\}/gs, (_, expression: string) =>
    written(evaluate(expression, context)),
  )
}

/** Returns the first value in a shortcode that is neither null nor false, else the last value. `||` separates the values. */
function evaluate(expression: string, context: Json): unknown {
  let value: unknown = null
  for (const [, operand = ''] of expression.matchAll(/('[^']*'|[^|']+)\s*(?:\|\||$)/g)) {
    value = operandOf(operand.trim(), context)
    if (value !== null && value !== false) break
  }
  return value
}

function operandOf(operand: string, context: Json): unknown {
  if (operand.startsWith("'")) return operand.slice(1, -1)
  if (operand === 'true' || operand === 'false') return operand === 'true'
  if (/^-?\d+(\.\d+)?$/.test(operand)) return Number(operand)
  let value: unknown = context
  for (const name of operand.split('.')) {
    if (!isObject(value) || !Object.hasOwn(value, name)) return null
    value = value[name]
  }
  return value ?? null
}

function written(value: unknown): string {
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : `${value}`
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The values that shortcodes can use. Private metadata is left out. */
export function shortcodesOf(state: State, session: Session, user: User): Json {
  const email = user.email_addresses.find((one) => one.id === user.primary_email_address_id)
  const phone = user.phone_numbers.find((one) => one.id === user.primary_phone_number_id)
  const wallet = user.web3_wallets.find((one) => one.id === user.primary_web3_wallet_id)
  const memberships = state.memberships
    .where('user_id', user.id)
    .map((one) => sendMembership(state, one))
  const membership = memberships.find(
    (one) => one.organization.id === session.last_active_organization_id,
  )
  const { id, external_id, first_name, last_name, username, image_url, has_image } = user
  return {
    user: {
      id,
      external_id,
      first_name,
      last_name,
      full_name: [first_name, last_name].filter(Boolean).join(' ') || null,
      username,
      image_url,
      has_image,
      primary_email_address: email?.email_address ?? null,
      primary_phone_number: phone?.phone_number ?? null,
      primary_phone_address: phone?.phone_number ?? null,
      primary_web3_wallet: wallet?.web3_wallet ?? null,
      email_verified: email ? statusOf(email) === 'verified' : false,
      phone_number_verified: phone ? statusOf(phone) === 'verified' : false,
      two_factor_enabled: user.two_factor_enabled,
      created_at: seconds(user.created_at),
      updated_at: seconds(user.updated_at),
      last_sign_in_at: seconds(user.last_sign_in_at),
      public_metadata: user.public_metadata,
      unsafe_metadata: user.unsafe_metadata,
      organizations: Object.fromEntries(memberships.map((one) => [one.organization.id, one.role])),
    },
    org: membership ? organizationOf(membership) : null,
    org_membership: membership
      ? {
          role: membership.role,
          permissions: membership.permissions,
          public_metadata: membership.public_metadata,
        }
      : null,
    session: { id: session.id, actor: session.actor },
  }
}

function organizationOf({ organization, role }: OrganizationMembership): Json {
  const { id, name, slug, image_url, has_image, public_metadata } = organization
  return { id, name, slug, role, image_url, has_image, public_metadata }
}

function seconds(milliseconds: number | null): number | null {
  return milliseconds === null ? null : Math.floor(milliseconds / 1000)
}

import type { BillingPayer, BillingPaymentMethod, BillingPaymentSource } from 'clerklet'
import { notFound } from '../core/errors.ts'
import type { State } from '../state.ts'
import type { PayerType, StoredPayer } from './store.ts'

/** The owner of a payer: a user or an organization. */
export type PayerOwner =
  | { user_id: string; organization_id?: undefined }
  | { organization_id: string; user_id?: undefined }

/** Returns the payer of a user or an organization; adds it when it is missing. Refuses an unknown owner with 404. */
export function ensurePayer(state: State, type: PayerType, ownerId: string): StoredPayer {
  const owner = ownerOf(state, type, ownerId)
  if (!owner) {
    throw notFound(`No ${type === 'user' ? 'user' : 'organization'} was found with id ${ownerId}`)
  }
  const [present] = state.billingPayers.where('owner_id', ownerId)
  return (
    present ??
    state.billingPayers.add({
      id: state.newId('cpayer'),
      owner_id: ownerId,
      type,
      payment_method_id: state.newId('cpm'),
      declines: false,
      created_at: owner.created_at,
      updated_at: owner.created_at,
    })
  )
}

/** Returns the payer of a user or an organization; adds a missing payer, like {@link ensurePayer}. */
export function ensurePayerOf(state: State, { user_id, organization_id }: PayerOwner): StoredPayer {
  return user_id === undefined
    ? ensurePayer(state, 'org', organization_id)
    : ensurePayer(state, 'user', user_id)
}

function ownerOf({ users, organizations }: State, type: PayerType, id: string) {
  return type === 'user' ? users.get(id) : organizations.get(id)
}

/** Returns a payer as the API sends it, without the fields that do not apply to its type. */
export function sendPayer(state: State, payer: StoredPayer): BillingPayer {
  const { id, owner_id, created_at, updated_at } = payer
  const shared = { object: 'commerce_payer', id, instance_id: state.instance.id } as const
  const times = { created_at, updated_at }
  if (payer.type === 'org') {
    const organization = state.organizations.get(owner_id)
    return {
      ...shared,
      organization_id: owner_id,
      organization_name: organization?.name ?? null,
      image_url: organization?.image_url ?? '',
      ...times,
    }
  }
  const user = state.users.get(owner_id)
  const primary = user?.email_addresses.find((one) => one.id === user.primary_email_address_id)
  return {
    ...shared,
    user_id: owner_id,
    first_name: user?.first_name ?? null,
    last_name: user?.last_name ?? null,
    email: primary?.email_address ?? null,
    image_url: user?.image_url ?? '',
    ...times,
  }
}

/** The card of every payer: Stripe's test card. */
const CARD = {
  gateway: 'stripe',
  last4: '4242',
  status: 'active',
  card_type: 'visa',
  expiry_year: 2040,
  expiry_month: 12,
  is_default: true,
  is_removable: true,
} as const

function cardOf({ id, payment_method_id, created_at, updated_at }: StoredPayer) {
  return {
    id: payment_method_id,
    payer_id: id,
    ...CARD,
    gateway_external_id: `pm_${payment_method_id.slice(4)}`,
    gateway_external_account_id: null,
    created_at,
    updated_at,
  }
}

export function sendPaymentMethod(payer: StoredPayer): BillingPaymentMethod {
  return {
    object: 'commerce_payment_method',
    payment_type: 'card',
    ...cardOf(payer),
    wallet_type: null,
  }
}

/** The card of a payer in the older format of subscription items. */
export function sendPaymentSource(payer: StoredPayer): BillingPaymentSource {
  return { object: 'commerce_source', payment_method: 'card', ...cardOf(payer), wallet_type: '' }
}

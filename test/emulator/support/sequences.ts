import {
  banUser,
  type Context,
  createEmailAddress,
  createInvitation,
  createOrganization,
  createOrganizationInvitation,
  createOrganizationMembership,
  createOrganizationRole,
  createSession,
  createSessionToken,
  createUser,
  deleteEmailAddress,
  deleteOrganization,
  deleteOrganizationMembership,
  deleteOrganizationRole,
  deleteUser,
  isClerkApiError,
  mergeUserMetadata,
  revokeInvitation,
  revokeSession,
  unbanUser,
  updateOrganization,
  updateOrganizationMembership,
  updateUser,
} from 'clerklet'
import type { Emulator } from 'clerklet-emulator'
import fc from 'fast-check'

/** The expected data, derived from the responses alone and not from the state of the emulator. */
export interface Model {
  users: Set<string>
  organizations: Set<string>
  /** Each membership, as the ids of its organization and its user: `org_… user_…`. */
  memberships: Set<string>
  sessions: Map<string, string>
  emails: Map<string, string>
  roles: Set<string>
  invitations: Set<string>
  /** The ids of deleted items. The emulator must refuse calls that use these ids. */
  gone: string[]
}

/** The name of a call, and three numbers that choose its arguments among existing and deleted items. */
export type Step = [name: keyof typeof calls, first: number, second: number, third: number]

interface Turn {
  ctx: Context
  emulator: Emulator
  model: Model
  /** Chooses one of the ids `from`, or sometimes the id of a deleted item. Returns `nobody` when there is no id. */
  pick: (from: Iterable<string>, number: number) => string
  numbers: [number, number, number]
}

const ROLES = ['org:admin', 'org:member', 'org:unknown']

const calls = {
  createUser: async ({ ctx, model, numbers: [a, b] }) => {
    const { id, email_addresses } = await createUser(ctx, {
      email_address: [`user${a % 9}@example.com`],
      username: `name_${b % 9}`,
      ...(a % 4 === 0 && { password: 'correct horse battery' }),
    })
    model.users.add(id)
    for (const email of email_addresses) model.emails.set(`${email.id}`, id)
  },
  updateUser: ({ ctx, model, pick, numbers: [a, b] }) =>
    updateUser(ctx, pick(model.users, a), { username: `name_${b % 9}`, external_id: `x${b % 5}` }),
  mergeUserMetadata: ({ ctx, model, pick, numbers: [a, b] }) =>
    mergeUserMetadata(ctx, pick(model.users, a), { public_metadata: { [`k${b % 3}`]: b } }),
  banUser: ({ ctx, model, pick, numbers: [a] }) => banUser(ctx, pick(model.users, a)),
  unbanUser: ({ ctx, model, pick, numbers: [a] }) => unbanUser(ctx, pick(model.users, a)),
  deleteUser: async ({ ctx, model, pick, numbers: [a] }) => {
    const id = pick(model.users, a)
    await deleteUser(ctx, id)
    model.users.delete(id)
    model.gone.push(id)
    for (const pair of model.memberships) if (pair.endsWith(id)) model.memberships.delete(pair)
    for (const [session, user] of model.sessions) if (user === id) model.sessions.delete(session)
    for (const [email, user] of model.emails) if (user === id) model.emails.delete(email)
  },
  createEmailAddress: async ({ ctx, model, pick, numbers: [a, b, c] }) => {
    const user_id = pick(model.users, a)
    const made = await createEmailAddress(ctx, {
      user_id,
      email_address: `user${b % 9}@example.com`,
      verified: c % 2 === 0,
    })
    model.emails.set(`${made.id}`, user_id)
  },
  deleteEmailAddress: async ({ ctx, model, pick, numbers: [a] }) => {
    const id = pick(model.emails.keys(), a)
    await deleteEmailAddress(ctx, id)
    model.emails.delete(id)
    model.gone.push(id)
  },
  createSession: async ({ ctx, model, pick, numbers: [a] }) => {
    const { id, user_id } = await createSession(ctx, { user_id: pick(model.users, a) })
    model.sessions.set(id, user_id)
  },
  createSessionToken: ({ ctx, model, pick, numbers: [a] }) =>
    createSessionToken(ctx, pick(model.sessions.keys(), a)),
  revokeSession: ({ ctx, model, pick, numbers: [a] }) =>
    revokeSession(ctx, pick(model.sessions.keys(), a)),
  createOrganization: async ({ ctx, model, pick, numbers: [a, b] }) => {
    const created_by = a % 3 ? pick(model.users, b) : undefined
    const { id } = await createOrganization(ctx, {
      name: `Organization ${a}`,
      slug: `slug-${b % 6}`,
      created_by,
      max_allowed_memberships: a % 4,
    })
    model.organizations.add(id)
    if (created_by) model.memberships.add(`${id} ${created_by}`)
  },
  updateOrganization: ({ ctx, model, pick, numbers: [a, b] }) =>
    updateOrganization(ctx, pick(model.organizations, a), { slug: `slug-${b % 6}` }),
  deleteOrganization: async ({ ctx, model, pick, numbers: [a] }) => {
    const id = pick(model.organizations, a)
    await deleteOrganization(ctx, id)
    model.organizations.delete(id)
    model.gone.push(id)
    for (const pair of model.memberships) if (pair.startsWith(id)) model.memberships.delete(pair)
  },
  createOrganizationMembership: async ({ ctx, model, pick, numbers: [a, b, c] }) => {
    const [organizationId, user_id] = [pick(model.organizations, a), pick(model.users, b)]
    const role = pick([...ROLES, ...model.roles], c)
    await createOrganizationMembership(ctx, organizationId, { user_id, role })
    model.memberships.add(`${organizationId} ${user_id}`)
  },
  updateOrganizationMembership: ({ ctx, model, pick, numbers: [a, b] }) => {
    const [organizationId = '', userId = ''] = pick(model.memberships, a).split(' ')
    const role = pick([...ROLES, ...model.roles], b)
    return updateOrganizationMembership(ctx, organizationId, userId || 'nobody', { role })
  },
  deleteOrganizationMembership: async ({ ctx, model, pick, numbers: [a] }) => {
    const pair = pick(model.memberships, a)
    const [organizationId = '', userId = ''] = pair.split(' ')
    await deleteOrganizationMembership(ctx, organizationId, userId || 'nobody')
    model.memberships.delete(pair)
  },
  createOrganizationInvitation: ({ ctx, model, pick, numbers: [a, b, c] }) =>
    createOrganizationInvitation(ctx, pick(model.organizations, a), {
      email_address: `user${b % 9}@example.com`,
      role: pick([...ROLES, ...model.roles], c),
    }),
  createOrganizationRole: async ({ ctx, model, numbers: [a] }) => {
    const { key } = await createOrganizationRole(ctx, {
      name: `Role ${a % 12}`,
      key: `org:role_${a % 12}`,
      description: 'One of many',
    })
    model.roles.add(key)
  },
  deleteOrganizationRole: async ({ ctx, model, pick, numbers: [a] }) => {
    const key = pick(model.roles, a)
    await deleteOrganizationRole(ctx, key)
    model.roles.delete(key)
  },
  createInvitation: async ({ ctx, model, numbers: [a, b] }) => {
    const { id } = await createInvitation(ctx, {
      email_address: `user${a % 9}@example.com`,
      expires_in_days: (b % 365) + 1,
    })
    model.invitations.add(id)
  },
  revokeInvitation: async ({ ctx, model, pick, numbers: [a] }) => {
    const id = pick(model.invitations, a)
    await revokeInvitation(ctx, id)
    // `listInvitations` leaves revoked invitations out, unless `status` requests them.
    model.invitations.delete(id)
  },
  waitAWhile: async ({ emulator, numbers: [a] }) => {
    emulator.clock.advance((a % 72) * 3_600_000)
  },
} satisfies Record<string, (turn: Turn) => Promise<unknown>>

const names = Object.keys(calls) as (keyof typeof calls)[]
export const sequence: fc.Arbitrary<Step[]> = fc.array(
  fc.tuple(fc.constantFrom(...names), fc.nat(1000), fc.nat(1000), fc.nat(1000)),
  { minLength: 5, maxLength: 60, size: 'max' },
)

/** Makes the calls one after another on one emulator. Returns the expected data. */
export async function run(
  steps: Step[],
  { emulator, ctx }: { emulator: Emulator; ctx: Context },
): Promise<Model> {
  const model: Model = {
    users: new Set(),
    organizations: new Set(),
    memberships: new Set(),
    sessions: new Map(),
    emails: new Map(),
    roles: new Set(),
    invitations: new Set(),
    gone: [],
  }
  const pick: Turn['pick'] = (from, number) => {
    const there = [...from]
    const others = number % 10 === 0 ? model.gone : []
    return [...others, ...there][number % Math.max(1, there.length + others.length)] ?? 'nobody'
  }
  for (const [name, ...numbers] of steps) {
    try {
      await calls[name]({ ctx, emulator, model, pick, numbers })
    } catch (error) {
      // A call may be refused. Any other error is a fault of the emulator.
      if (!isClerkApiError(error) || error.status >= 500) throw error
    }
  }
  return model
}

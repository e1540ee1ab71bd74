import { has, sessionProperties, verifyToken } from 'clerklet/verify'
import type { Emulator, Seed } from 'clerklet-emulator'
import { describe, expect, test } from 'vitest'
import { emulate } from '#fixtures/emulator.ts'

const PERMISSIONS = [
  { name: 'Read invoices', key: 'org:invoices:read' },
  { name: 'Create invoices', key: 'org:invoices:create' },
  { name: 'Read reports', key: 'org:reports:read' },
]

const seed: Seed = {
  permissions: PERMISSIONS,
  roles: [
    {
      name: 'Accountant',
      key: 'org:accountant',
      permissions: ['org:reports:read', 'org:invoices:create', 'org:sys_memberships:read'],
    },
  ],
  users: [
    { id: 'user_ada', username: 'ada' },
    { id: 'user_bob', username: 'bob' },
  ],
  organizations: [
    {
      id: 'org_engines',
      name: 'Engines',
      created_by: 'user_ada',
      members: [{ user_id: 'user_bob', role: 'org:accountant' }],
    },
  ],
}

async function claimsOf(emulator: Emulator, userId: string, version?: 1 | 2) {
  const { token } = await emulator.signIn(userId, { version })
  return verifyToken(emulator.ctx, token)
}

describe('the organization in a session token', () => {
  test('default: in format 2, it is in `o`, with the features of its permissions', async () => {
    const claims = await claimsOf(emulate({ seed }), 'user_bob')
    expect(claims).toMatchObject({
      v: 2,
      fea: 'o:invoices,o:reports',
      o: { id: 'org_engines', slg: 'engines', rol: 'accountant', per: 'create,read', fpm: '1,2' },
    })
  })

  test.each([1, 2] as const)('args: format %i is read as the same properties', async (version) => {
    const claims = await claimsOf(emulate({ seed }), 'user_bob', version)
    const auth = sessionProperties(claims)
    expect(auth).toMatchObject({
      orgId: 'org_engines',
      orgSlug: 'engines',
      orgRole: 'org:accountant',
    })
    expect(auth.orgPermissions?.toSorted()).toEqual(['org:invoices:create', 'org:reports:read'])
    expect(has(auth, { role: 'org:accountant', permission: 'org:invoices:create' })).toBe(true)
    expect(has(auth, { permission: 'org:reports:read' })).toBe(true)
    expect(has(auth, { permission: 'org:invoices:read' })).toBe(false)
    expect(has(auth, { role: 'org:admin' })).toBe(false)
  })

  test.each([1, 2] as const)('behavior: format %i has no system permissions', async (version) => {
    const auth = sessionProperties(await claimsOf(emulate({ seed }), 'user_ada', version))
    expect(auth).toMatchObject({ orgRole: 'org:admin', orgPermissions: [] })
  })

  test('behavior: a role with more permissions than the bits of a number is read back completely', async () => {
    const actions = Array.from({ length: 70 }, (_, i) => `action_${i}`)
    const permissions = actions.map((action) => ({ name: action, key: `org:big:${action}` }))
    const emulator = emulate({
      seed: {
        permissions,
        roles: [{ name: 'All', key: 'org:all', permissions: permissions.map(({ key }) => key) }],
        users: [{ id: 'user_ada', username: 'ada' }],
        organizations: [
          { id: 'org_a', name: 'A', members: [{ user_id: 'user_ada', role: 'org:all' }] },
        ],
      },
    })
    const { orgPermissions } = sessionProperties(await claimsOf(emulator, 'user_ada'))
    expect(orgPermissions?.toSorted()).toEqual(permissions.map(({ key }) => key).toSorted())
  })

  test('args: a user can sign in with another organization, or with none', async () => {
    const emulator = emulate({ seed })
    emulator.seed({
      organizations: [
        { id: 'org_looms', name: 'Looms', members: [{ user_id: 'user_bob', role: 'org:member' }] },
      ],
    })
    const active = async (organizationId?: string | null) => {
      const { token } = await emulator.signIn('user_bob', { organizationId })
      return sessionProperties(await verifyToken(emulator.ctx, token)).orgId
    }
    expect(await active()).toBe('org_looms')
    expect(await active('org_engines')).toBe('org_engines')
    expect(await active(null)).toBeUndefined()
    await expect(active('org_none')).rejects.toThrow('organization_not_found_or_unauthorized')
  })

  test('behavior: a token has the organization at the time of its creation', async () => {
    const emulator = emulate({ seed })
    const { session } = await emulator.signIn('user_bob')
    const before = await emulator.mintToken({ sessionId: session.id })
    await emulator.fetch('https://api.clerk.com/v1/organizations/org_engines', {
      method: 'DELETE',
      headers: { authorization: `Bearer ${emulator.instance.secretKey}` },
    })
    const after = await emulator.mintToken({ sessionId: session.id })
    expect(sessionProperties(await verifyToken(emulator.ctx, before)).orgId).toBe('org_engines')
    expect(await verifyToken(emulator.ctx, after)).not.toHaveProperty('o')
  })

  test('behavior: without an organization, there are no claims about one', async () => {
    const emulator = emulate({ seed: { users: [{ id: 'user_ada', username: 'ada' }] } })
    for (const version of [1, 2] as const) {
      const claims = await claimsOf(emulator, 'user_ada', version)
      expect(Object.keys(claims).filter((name) => /^(o|org_.*|fea)$/.test(name))).toEqual([])
    }
  })
})

describe('plans and features in a session token', () => {
  const billing: Seed['billing'] = {
    plans: [
      { name: 'Gold', slug: 'gold', for_payer_type: 'org', features: ['invoices', 'search'] },
      { name: 'Pro', slug: 'pro', for_payer_type: 'user', features: ['search', 'export'] },
    ],
    subscriptions: [
      { organization_id: 'org_engines', plan: 'gold' },
      { user_id: 'user_bob', plan: 'pro' },
    ],
  }

  test('default: plans and features of the organization and of the user are marked by their owner', async () => {
    const emulator = emulate({ seed: { ...seed, billing } })
    const claims = await claimsOf(emulator, 'user_bob')
    expect(claims).toMatchObject({
      pla: 'o:gold,u:pro',
      fea: 'o:invoices,ou:search,u:export',
      o: { per: 'create', fpm: '1,0' },
    })
    const auth = sessionProperties(claims)
    expect(has(auth, { plan: 'org:gold', feature: 'user:export' })).toBe(true)
    expect(has(auth, { feature: 'org:search' })).toBe(true)
    expect(has(auth, { feature: 'org:export' })).toBe(false)
  })

  test('behavior: a permission whose feature is not in the plan is not in the token', async () => {
    const emulator = emulate({ seed: { ...seed, billing } })
    for (const version of [1, 2] as const) {
      const { orgPermissions } = sessionProperties(await claimsOf(emulator, 'user_bob', version))
      expect(orgPermissions).toEqual(['org:invoices:create'])
    }
  })

  test('behavior: a user without a subscription has the free plan', async () => {
    const emulator = emulate({
      seed: {
        users: [{ id: 'user_eve', username: 'eve' }],
        billing: { plans: billing?.plans ?? [] },
      },
    })
    expect(await claimsOf(emulator, 'user_eve')).toMatchObject({ pla: 'u:free_user' })
  })

  test('behavior: without billing, there is no claim about plans', async () => {
    expect(await claimsOf(emulate({ seed }), 'user_bob')).not.toHaveProperty('pla')
  })
})

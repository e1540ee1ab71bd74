import { createOrganizationInvitation } from 'clerklet'
import { expect, test } from 'vitest'
import { emulate } from '#fixtures/emulator.ts'

const seed = {
  users: [{ id: 'user_ada', username: 'ada' }],
  organizations: [{ id: 'org_acme', name: 'Acme', created_by: 'user_ada' }],
  billing: {
    plans: [
      {
        slug: 'team',
        name: 'Team',
        for_payer_type: 'org' as const,
        amount: 1000,
        seats: { amount: 100, included: 5 },
      },
    ],
  },
}

test('behavior: a renewal that counts invitations does not change them', async () => {
  const { strict, clock, snapshot, subscribe } = emulate({ seed })
  await createOrganizationInvitation(strict, 'org_acme', {
    email_address: 'grace@example.com',
    role: 'org:member',
    expires_in_days: 1,
  })
  subscribe({ organization_id: 'org_acme', plan: 'team' })

  clock.advance('40d')

  expect(snapshot().data.organizationInvitations).toMatchObject([{ status: 'pending' }])
})

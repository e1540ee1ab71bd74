import { createSessionToken, updateUser } from 'clerklet'
import { authenticateRequest, decodeToken, verifyToken } from 'clerklet/verify'
import type { Seed } from 'clerklet-emulator'
import { describe, expect, test } from 'vitest'
import { emulate } from '#fixtures/emulator.ts'

const seed: Seed = {
  settings: {
    session_token: {
      claims: {
        email: '{{user.primary_email_address}}',
        tier: "{{user.public_metadata.tier || 'free'}}",
        team: '{{org.name}}',
        sub_text: 'the user {{user.id}}',
      },
    },
  },
  users: [{ id: 'user_ada', email_address: ['ada@example.com'], public_metadata: { tier: 'pro' } }],
  organizations: [{ id: 'org_acme', name: 'Acme', created_by: 'user_ada' }],
}
const claims = {
  email: 'ada@example.com',
  tier: 'pro',
  team: 'Acme',
  sub_text: 'the user user_ada',
}

describe('custom claims of session tokens', () => {
  test('default', async () => {
    const { ctx, signIn } = emulate({ seed })
    const { token, headers } = await signIn('user_ada')
    expect(await verifyToken(ctx, token)).toMatchObject({ ...claims, sub: 'user_ada', v: 2 })
    const state = await authenticateRequest(
      ctx,
      new Request('https://app.example.com', { headers }),
    )
    expect(state.toAuth()).toMatchObject({ sessionClaims: claims })
  })

  test('behavior: every token has their current values, in each format', async () => {
    const { ctx, strict, signIn, mintToken } = emulate({ seed })
    const { session } = await signIn('user_ada', { organizationId: null })
    await updateUser({ ...strict, apiVersion: '2025-11-10' }, 'user_ada', { first_name: 'Ada' })
    const { jwt } = await createSessionToken(strict, session.id)
    expect(await verifyToken(ctx, jwt ?? '')).toMatchObject({ ...claims, team: null })
    const old = await mintToken({ sessionId: session.id, version: 1 })
    expect(decodeToken(old).payload).toMatchObject({ ...claims, team: null })
  })

  test('behavior: a token with given claims has none of them, and a template only its own claims', async () => {
    const { mintToken } = emulate({
      seed: { ...seed, jwtTemplates: [{ name: 'hasura', claims: { who: '{{user.id}}' } }] },
    })
    const bare = await mintToken({ claims: { sub: 'user_ada' } })
    const template = await mintToken({ userId: 'user_ada', template: 'hasura' })
    for (const token of [bare, template]) {
      expect(decodeToken(token).payload).not.toHaveProperty('tier')
    }
  })
})

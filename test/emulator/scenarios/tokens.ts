import {
  createActorToken,
  createAgentTask,
  createSession,
  createSignInToken,
  createTestingToken,
  deleteUser,
  getSignUp,
  listSessions,
  revokeActorToken,
  revokeAgentTask,
  revokeSignInToken,
  updateSignUp,
} from 'clerklet'
import { expect } from 'vitest'
import type { Scenarios } from '../support/scenarios.ts'

const USERS = [
  { id: 'user_ada', email_address: ['ada@example.com'] },
  { id: 'user_bob', username: 'bob' },
]
const TASK = {
  on_behalf_of: { user_id: 'user_ada' },
  permissions: '*',
  agent_name: 'helper',
  task_description: 'tidies up',
  redirect_url: 'https://app.example.com/done',
}

export const scenarios: Scenarios = {
  'a sign-in token is valid for one sign-in': async ({ ctx, emulator, refused }) => {
    emulator.seed({ users: USERS })
    const token = await createSignInToken(ctx, { user_id: 'user_ada' })
    expect(token).toMatchObject({ status: 'pending', user_id: 'user_ada' })
    const follow = () => emulator.fetch(token.url ?? '', { redirect: 'manual' })
    expect((await follow()).status).toBe(303)
    expect((await listSessions(ctx, { user_id: 'user_ada' })).data).toMatchObject([
      { status: 'active', actor: null },
    ])
    expect((await follow()).status).toBe(400)
    await refused(revokeSignInToken(ctx, token.id), 400, 'sign_in_token_cannot_be_revoked_code')
  },

  'a revoked or expired sign-in token is refused': async ({ ctx, emulator, refused }) => {
    emulator.seed({ users: USERS })
    const revoked = await createSignInToken(ctx, { user_id: 'user_ada' })
    expect(await revokeSignInToken(ctx, revoked.id)).toMatchObject({ status: 'revoked' })
    const late = await createSignInToken(ctx, { user_id: 'user_ada', expires_in_seconds: 60 })
    emulator.clock.advance('60s')
    for (const { url } of [revoked, late]) {
      expect((await emulator.fetch(url ?? '')).status).toBe(400)
    }
    expect((await listSessions(ctx, { user_id: 'user_ada' })).total_count).toBe(0)
    await refused(createSignInToken(ctx, { user_id: 'user_no' }), 404, 'resource_not_found')
    await refused(revokeSignInToken(ctx, 'sit_no'), 404, 'resource_not_found')
    await refused(
      createSignInToken(ctx, { user_id: 'user_ada', expires_in_seconds: 0 }),
      422,
      'form_param_value_invalid',
    )
    await refused(
      createSignInToken(ctx, { user_id: 'user_ada', org_id: 'org_no' }),
      404,
      'organization_not_found_or_unauthorized',
    )
  },

  'an actor token starts a session in which the actor impersonates the user': async ({
    ctx,
    emulator,
    refused,
  }) => {
    emulator.seed({ users: USERS })
    const params = { user_id: 'user_ada', actor: { sub: 'user_bob', reason: 'support' } }
    const token = await createActorToken(ctx, { ...params, session_max_duration_in_seconds: 600 })
    await emulator.fetch(token.url ?? '', { redirect: 'manual' })
    const { data } = await listSessions(ctx, { user_id: 'user_ada' })
    expect(data).toMatchObject([{ actor: params.actor, expire_at: emulator.clock.now() + 600_000 }])
    await refused(revokeActorToken(ctx, token.id), 400, 'actor_token_cannot_be_revoked_code')
    const other = await createActorToken(ctx, params)
    expect(await revokeActorToken(ctx, other.id)).toMatchObject({ status: 'revoked' })
    expect((await emulator.fetch(other.url ?? '')).status).toBe(400)
    await refused(revokeActorToken(ctx, 'act_no'), 404, 'resource_not_found')
    await refused(
      createActorToken(ctx, { ...params, user_id: 'user_no' }),
      422,
      'form_resource_not_found',
    )
    await refused(
      createActorToken(ctx, { ...params, actor: { sub: '' } }),
      422,
      'form_param_missing',
    )
  },

  'an agent starts a session from its task': async ({ ctx, emulator, refused }) => {
    emulator.seed({ users: USERS })
    const task = await createAgentTask(ctx, TASK)
    const other = await createAgentTask(ctx, {
      ...TASK,
      on_behalf_of: { identifier: 'ada@example.com' },
    })
    expect(other.agent_id).toBe(task.agent_id)
    expect(other.agent_task_id).not.toBe(task.agent_task_id)
    const answer = await emulator.fetch(task.url ?? '', { redirect: 'manual' })
    expect(new URL(answer.headers.get('location') ?? '').pathname).toBe('/done')
    const { data } = await listSessions(ctx, { user_id: 'user_ada' })
    expect(data).toMatchObject([{ expire_at: emulator.clock.now() + 1_800_000 }])
    await refused(revokeAgentTask(ctx, task.agent_task_id), 400, 'agent_task_cannot_be_revoked')
    expect(await revokeAgentTask(ctx, other.agent_task_id)).not.toHaveProperty('url')
    expect((await emulator.fetch(other.url ?? '')).status).toBe(400)
    const orphan = await createAgentTask(ctx, { ...TASK, on_behalf_of: { user_id: 'user_bob' } })
    await deleteUser(ctx, 'user_bob')
    expect((await emulator.fetch(orphan.url ?? '')).status).toBe(404)
    await refused(revokeAgentTask(ctx, 'agent_task_no'), 404, 'agent_task_not_found')
    for (const on_behalf_of of [{}, { user_id: 'user_ada', identifier: 'bob' }]) {
      await refused(
        createAgentTask(ctx, { ...TASK, on_behalf_of }),
        422,
        'form_param_value_invalid',
      )
    }
    for (const on_behalf_of of [{ user_id: 'user_no' }, { identifier: 'nobody' }]) {
      await refused(createAgentTask(ctx, { ...TASK, on_behalf_of }), 404, 'resource_not_found')
    }
    for (const change of [{ permissions: 'read' }, { redirect_url: 'javascript:alert(1)' }]) {
      await refused(createAgentTask(ctx, { ...TASK, ...change }), 422, 'form_param_value_invalid')
    }
  },

  'a testing token requires the secret key': async ({ ctx, emulator, refused }) => {
    const { token, expires_at } = await createTestingToken(ctx)
    expect(token).not.toBe((await createTestingToken(ctx)).token)
    expect(expires_at).toBeGreaterThan(emulator.clock.now())
    const stranger = { ...ctx, secretKey: 'sk_test_stranger' }
    await refused(createTestingToken(stranger), 401, 'clerk_key_invalid')
  },

  'a sign-up can be changed until it is abandoned': async ({ ctx, emulator, refused }) => {
    emulator.seed({ signUps: [{ id: 'sua_1', email_address: 'ada@example.com' }] })
    expect(await getSignUp(ctx, 'sua_1')).toMatchObject({
      status: 'missing_requirements',
      unverified_fields: ['email_address'],
    })
    const changes = { external_id: 'x', custom_action: true }
    expect(await updateSignUp(ctx, 'sua_1', changes)).toMatchObject(changes)
    emulator.clock.advance('1d')
    expect(await getSignUp(ctx, 'sua_1')).toMatchObject({ status: 'abandoned', ...changes })
    await refused(updateSignUp(ctx, 'sua_1', changes), 403, 'sign_up_cannot_be_updated')
    await refused(getSignUp(ctx, 'sua_no'), 404, 'resource_not_found')
  },

  'a banned user cannot use a ticket': async ({ ctx, emulator, refused }) => {
    emulator.seed({ users: [{ id: 'user_eve', username: 'eve', banned: true }] })
    const { url } = await createSignInToken(ctx, { user_id: 'user_eve' })
    expect((await emulator.fetch(url ?? '')).status).toBe(403)
    await refused(createSession(ctx, { user_id: 'user_eve' }), 403, 'user_banned')
  },
}

import { getSession, verifySession } from 'clerklet'
import { describe, expect, test } from 'vitest'
import { api, ctx, interceptRequests } from '#fixtures/api.ts'
import { session } from '#fixtures/session.ts'

interceptRequests()

describe('verifySession', () => {
  test('default', async () => {
    api({ 'clerk-api-version': '2024-10-01' })
      .post('/v1/sessions/sess_1/verify', { token: 'header.payload.signature' })
      .reply(200, session())

    const found = await verifySession(ctx, 'sess_1', { token: 'header.payload.signature' })

    expect(found).toEqual(session())
  })

  test('behavior: neither the context nor the options can change the version', async () => {
    api({ 'clerk-api-version': '2024-10-01' })
      .post('/v1/sessions/sess_1/verify')
      .reply(200, session())

    await verifySession(
      { ...ctx, apiVersion: '2026-05-12' },
      'sess_1',
      {},
      { apiVersion: '2025-11-10' },
    )
  })

  test('behavior: other operations keep the version of the context', async () => {
    api({ 'clerk-api-version': '2025-11-10' }).get('/v1/sessions/sess_1').reply(200, session())

    await expect(getSession({ ...ctx, apiVersion: '2025-11-10' }, 'sess_1')).resolves.toEqual(
      session(),
    )
  })
})

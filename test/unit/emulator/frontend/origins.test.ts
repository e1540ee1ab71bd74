import { updateInstance } from 'clerklet'
import type { Seed } from 'clerklet-emulator'
import { expect, test } from 'vitest'
import { emulate } from '#fixtures/emulator.ts'

async function opened(seed: Seed = {}) {
  const emulator = emulate({ seed })
  const call = async (origin: string, method = 'GET') => {
    const headers = { origin, 'access-control-request-method': 'GET' }
    const answer = await emulator.fetch('http://localhost:4010/v1/client', { method, headers })
    const text = await answer.text()
    return {
      status: answer.status,
      code: text ? JSON.parse(text).errors?.[0].code : undefined,
      allowed: answer.headers.get('access-control-allow-origin'),
    }
  }
  return { ctx: emulator.strict, call }
}

const REFUSED = { status: 400, code: 'origin_invalid', allowed: null }

test('default: in development, every web page may send requests', async () => {
  const { call } = await opened()
  for (const origin of ['http://localhost:3000', 'https://preview.example.com']) {
    expect(await call(origin)).toMatchObject({ status: 200, allowed: origin })
    expect(await call(origin, 'OPTIONS')).toMatchObject({ status: 204, allowed: origin })
  }
})

test('behavior: origins that are not web pages need to be allowed', async () => {
  const { call, ctx } = await opened()
  const origins = ['chrome-extension://abcdef', 'capacitor://localhost', 'null']
  for (const origin of origins) {
    expect(await call(origin)).toEqual(REFUSED)
    expect(await call(origin, 'OPTIONS')).toMatchObject({ allowed: null })
  }
  await updateInstance(ctx, { allowed_origins: origins.slice(0, 2) })
  expect(await call('chrome-extension://abcdef')).toMatchObject({ status: 200 })
  expect(await call('null')).toEqual(REFUSED)
})

test('behavior: in production, only the domains of the instance and allowed origins may send requests', async () => {
  const { call, ctx } = await opened({ settings: { environment_type: 'production' } })
  for (const origin of [
    'https://emulator.test',
    'https://app.emulator.test',
    'http://localhost:4010',
  ]) {
    expect(await call(origin)).toMatchObject({ status: 200, allowed: origin })
  }
  for (const origin of ['https://notemulator.test', 'https://emulator.test.example.com']) {
    expect(await call(origin)).toEqual(REFUSED)
  }
  await updateInstance(ctx, { allowed_origins: ['https://partner.example.com'] })
  expect(await call('https://partner.example.com')).toMatchObject({ status: 200 })
})

test('behavior: in production, a list of subdomains excludes all others', async () => {
  const { call, ctx } = await opened({ settings: { environment_type: 'production' } })
  await updateInstance(ctx, {
    allowed_subdomains: ['app.emulator.test', '*.preview.emulator.test'],
    subdomain_allowlist_enabled: true,
  })
  for (const host of ['emulator.test', 'app.emulator.test', 'pr-1.preview.emulator.test']) {
    expect(await call(`https://${host}`)).toMatchObject({ status: 200 })
  }
  for (const host of ['old.emulator.test', 'preview.emulator.test', 'a.app.emulator.test']) {
    expect(await call(`https://${host}`)).toEqual(REFUSED)
  }
  await updateInstance(ctx, { subdomain_allowlist_enabled: false })
  expect(await call('https://old.emulator.test')).toMatchObject({ status: 200 })
})

import { getPublicInterstitial } from 'clerklet'
import nock from 'nock'
import { describe, expect, test } from 'vitest'
import { ctx, interceptRequests } from '#fixtures/api.ts'

interceptRequests()

const HTML = { 'content-type': 'text/html; charset=utf-8' }
const page = '<!doctype html><title>…</title>'

describe('getPublicInterstitial', () => {
  test('default', async () => {
    nock('https://api.clerk.com', { badheaders: ['authorization'] })
      .get('/v1/public/interstitial')
      .query({ publishable_key: 'pk_test_1', use_domain_for_script: 'false' })
      .reply(200, page, HTML)

    await expect(
      getPublicInterstitial(ctx, { publishable_key: 'pk_test_1', use_domain_for_script: false }),
    ).resolves.toBe(page)
  })

  test('behavior: it needs no key', async () => {
    nock('https://api.clerk.com').get('/v1/public/interstitial').reply(200, page, HTML)

    await expect(getPublicInterstitial({})).resolves.toBe(page)
  })

  test('error: a refusal without a body has no entries', async () => {
    nock('https://api.clerk.com').get('/v1/public/interstitial').reply(400)

    await expect(getPublicInterstitial({})).rejects.toMatchObject({ status: 400, errors: [] })
  })
})

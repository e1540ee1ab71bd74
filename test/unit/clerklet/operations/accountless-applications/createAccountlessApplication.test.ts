import { createAccountlessApplication } from 'clerklet'
import nock from 'nock'
import { describe, expect, test } from 'vitest'
import { ctx, interceptRequests } from '#fixtures/api.ts'

interceptRequests()

const application = { object: 'accountless_application', publishable_key: 'pk_test_1' }

describe('createAccountlessApplication', () => {
  test('default', async () => {
    nock('https://api.clerk.com').post('/v1/accountless_applications', '').reply(200, application)

    await expect(createAccountlessApplication({})).resolves.toEqual(application)
  })

  test('args: source is sent in the query', async () => {
    nock('https://api.clerk.com')
      .post('/v1/accountless_applications', '')
      .query({ source: 'example' })
      .reply(200, application)

    await expect(createAccountlessApplication({}, { source: 'example' })).resolves.toEqual(
      application,
    )
  })

  test('behavior: the key of the context is not sent', async () => {
    nock('https://api.clerk.com', { badheaders: ['authorization'] })
      .post('/v1/accountless_applications')
      .reply(200, application)

    await expect(createAccountlessApplication(ctx)).resolves.toEqual(application)
  })
})

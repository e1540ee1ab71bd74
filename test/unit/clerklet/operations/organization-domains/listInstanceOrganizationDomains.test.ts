import { listInstanceOrganizationDomains } from 'clerklet'
import { describe, expect, test } from 'vitest'
import { api, ctx, interceptRequests } from '#fixtures/api.ts'
import { organizationDomain } from '#fixtures/organizationDomain.ts'

interceptRequests()

describe('listInstanceOrganizationDomains', () => {
  test('default', async () => {
    const page = { data: [organizationDomain()], total_count: 1 }
    api().get('/v1/organization_domains').reply(200, page)

    await expect(listInstanceOrganizationDomains(ctx)).resolves.toEqual(page)
  })

  test('args: modes are joined, domains repeat their key', async () => {
    let query = ''
    api()
      .get(/^\/v1\/organization_domains/)
      .reply(200, (uri) => {
        query = decodeURIComponent(uri.split('?')[1] ?? '')
        return { data: [], total_count: 0 }
      })

    await listInstanceOrganizationDomains(ctx, {
      enrollment_mode: ['manual_invitation', '-enterprise_sso'],
      domains: ['example.com', 'example.org'],
    })

    expect(query).toBe(
      'enrollment_mode=manual_invitation,-enterprise_sso&domains=example.com&domains=example.org',
    )
  })

  test.each([[], [undefined]])('error: an empty list of modes is refused', async (...modes) => {
    const enrollment_mode = modes as string[]

    await expect(listInstanceOrganizationDomains(ctx, { enrollment_mode })).rejects.toThrow(
      'enrollment_mode in the params of /organization_domains is an empty array',
    )
  })

  test('behavior: the params are not changed', async () => {
    api()
      .get('/v1/organization_domains?enrollment_mode=manual_invitation&limit=500')
      .reply(200, { data: [], total_count: 0 })
    const params = { enrollment_mode: ['manual_invitation'], limit: Infinity }

    await listInstanceOrganizationDomains(ctx, params)

    expect(params).toEqual({ enrollment_mode: ['manual_invitation'], limit: Infinity })
  })
})

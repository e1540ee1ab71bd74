import { createDomain, deleteDomain, listDomains, updateDomain, verifyDomainProxy } from 'clerklet'
import { expect } from 'vitest'
import type { Scenarios } from '../support/scenarios.ts'

const satellite = { name: 'satellite.example', is_satellite: true } as const
const proxy_url = 'https://satellite.example/__clerk'

export const scenarios: Scenarios = {
  'an instance has a primary domain, which cannot be deleted': async ({
    ctx,
    emulator,
    refused,
  }) => {
    const { data, total_count } = await listDomains(ctx)
    expect(total_count).toBe(1)
    expect(data).toMatchObject([
      { is_satellite: false, frontend_api_url: `https://${emulator.instance.frontendApi}` },
    ])
    const primary = deleteDomain(ctx, data[0]?.id ?? '')
    await refused(primary, 403, 'operation_not_allowed_on_primary_domain')
    await refused(listDomains({ ...ctx, secretKey: 'sk_test_x' }), 401, 'clerk_key_invalid')
  },

  'a satellite domain is added, renamed and deleted': async ({ ctx, refused }) => {
    const created = await createDomain(ctx, satellite)
    expect(created).toMatchObject({ is_satellite: true, accounts_portal_url: null })
    await refused(createDomain(ctx, satellite), 422, 'form_already_exists')
    const renamed = await updateDomain(ctx, created.id, { name: 'localhost:3000' })
    expect(renamed.name).toBe('localhost:3000')
    expect((await listDomains(ctx)).data).toContainEqual(renamed)
    expect(await deleteDomain(ctx, created.id)).toMatchObject({ deleted: true })
    await refused(deleteDomain(ctx, created.id), 404, 'resource_not_found')
    await refused(updateDomain(ctx, created.id, {}), 404, 'resource_not_found')
  },

  'a domain must be a host, and an added domain must be a satellite': async ({ ctx, refused }) => {
    const scheme = { ...satellite, name: 'https://satellite.example' }
    await refused(createDomain(ctx, scheme), 422, 'form_param_format_invalid')
    // The type of `is_satellite` only allows `true`.
    const primary = { ...satellite, is_satellite: false as true }
    await refused(createDomain(ctx, primary), 422, 'primary_domain_already_exists')
  },

  'a proxy URL is only allowed in production': async ({ ctx, emulator, refused }) => {
    const proxied = { ...satellite, proxy_url }
    await refused(createDomain(ctx, proxied), 400, 'domain_update_forbidden')
    emulator.seed({ settings: { environment_type: 'production' } })
    const created = await createDomain(ctx, proxied)
    expect(created).toMatchObject({
      frontend_api_url: proxy_url,
      cname_targets: [{ host: 'clerk.satellite.example' }],
      dns_targets: [{ host: 'clerk.satellite.example', record_type: 'CNAME', required: true }],
    })
    const insecure = { proxy_url: 'http://satellite.example/__clerk' }
    await refused(updateDomain(ctx, created.id, insecure), 422, 'insecure_url')
    expect(await updateDomain(ctx, created.id, { proxy_url: null })).toMatchObject({
      frontend_api_url: 'https://clerk.satellite.example',
    })
  },

  'a proxy check needs an existing domain': async ({ ctx, refused }) => {
    const { data } = await listDomains(ctx)
    const domain_id = data[0]?.id ?? ''
    const check = await verifyDomainProxy(ctx, { domain_id, proxy_url })
    expect(check).toMatchObject({ domain_id, proxy_url, successful: true })
    await refused(verifyDomainProxy(ctx, { domain_id }), 422, 'form_param_missing')
    const unknown = { domain_id: 'dmn_none', proxy_url }
    await refused(verifyDomainProxy(ctx, unknown), 422, 'form_resource_not_found')
  },
}

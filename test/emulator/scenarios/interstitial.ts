import { getPublicInterstitial } from 'clerklet'
import { expect } from 'vitest'
import type { Scenarios } from '../support/scenarios.ts'

export const scenarios: Scenarios = {
  'the interstitial is a page that loads the script from the host of the publishable key': async ({
    ctx,
    emulator,
    refused,
  }) => {
    const { publishableKey: publishable_key } = emulator.ctx
    const page = await getPublicInterstitial(ctx, { publishable_key })
    expect(page).toContain(`src="https://${emulator.instance.frontendApi}/npm/`)
    expect(page).toContain(`data-clerk-publishable-key="${publishable_key}"`)
    await refused(getPublicInterstitial(ctx), 400, 'missing_query_parameter')
    const malformed = getPublicInterstitial(ctx, { publishable_key: 'pk_test_?' })
    await refused(malformed, 400, 'malformed_publishable_key')
  },

  'values of the query are text in the page, never markup': async ({ ctx }) => {
    const page = await getPublicInterstitial(ctx, {
      frontend_api: 'clerk.example.com',
      domain: 'example.com',
      use_domain_for_script: true,
      sign_in_url: '"><script>alert(1)</script>',
    })
    expect(page).toContain('src="https://clerk.example.com/npm/')
    expect(page).not.toContain('<script>alert')
  },
}

import { createSvixApp, deleteSvixApp, generateSvixAuthUrl } from 'clerklet'
import { expect } from 'vitest'
import type { Scenarios } from '../support/scenarios.ts'

export const scenarios: Scenarios = {
  'the Svix app is created once and deleted, and its URL can be requested repeatedly': async ({
    ctx,
    refused,
  }) => {
    await refused(generateSvixAuthUrl(ctx), 400, 'svix_app_missing')
    await refused(deleteSvixApp(ctx), 400, 'svix_app_missing')
    const created = await createSvixApp(ctx)
    expect(new URL(created.svix_url).host).toBe('app.svix.com')
    await refused(createSvixApp(ctx), 400, 'svix_app_exists')
    expect(await generateSvixAuthUrl(ctx)).not.toEqual(created)
    expect(await deleteSvixApp(ctx)).toBeUndefined()
    await refused(generateSvixAuthUrl(ctx), 400, 'svix_app_missing')
    await createSvixApp(ctx)
  },
}

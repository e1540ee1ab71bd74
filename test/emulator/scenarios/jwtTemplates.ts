import {
  createJwtTemplate,
  createSession,
  createSessionTokenFromTemplate,
  deleteJwtTemplate,
  getJwtTemplate,
  listJwtTemplates,
  updateJwtTemplate,
} from 'clerklet'
import { exportPKCS8, generateKeyPair, jwtVerify } from 'jose'
import { expect } from 'vitest'
import type { Scenarios } from '../support/scenarios.ts'

const PARAMS = { name: 'hasura', claims: { role: 'reader' } }

export const scenarios: Scenarios = {
  'a template is created, read, listed, changed and deleted': async ({ ctx, refused }) => {
    const template = await createJwtTemplate(ctx, PARAMS)
    expect(template).toMatchObject({
      ...PARAMS,
      lifetime: 60,
      allowed_clock_skew: 5,
      custom_signing_key: false,
      signing_algorithm: 'RS256',
    })
    expect(await getJwtTemplate(ctx, template.id)).toEqual(template)
    expect(await listJwtTemplates(ctx)).toEqual({ data: [template], total_count: 1 })
    await refused(createJwtTemplate(ctx, PARAMS), 422, 'form_identifier_exists')
    const changed = await updateJwtTemplate(ctx, template.id, {
      name: 'other',
      claims: {},
      lifetime: 300,
    })
    expect(changed).toMatchObject({ name: 'other', claims: {}, lifetime: 300 })
    await createJwtTemplate(ctx, PARAMS)
    await refused(updateJwtTemplate(ctx, template.id, PARAMS), 422, 'form_identifier_exists')
    expect(await deleteJwtTemplate(ctx, template.id)).toMatchObject({ deleted: true })
    for (const call of [getJwtTemplate, deleteJwtTemplate]) {
      await refused(call(ctx, template.id), 404, 'resource_not_found')
    }
    await refused(updateJwtTemplate(ctx, template.id, PARAMS), 404, 'resource_not_found')
    const stranger = { ...ctx, secretKey: 'sk_test_stranger' }
    await refused(listJwtTemplates(stranger), 401, 'clerk_key_invalid')
  },

  'claims that Clerk sets and numbers out of range are refused': async ({ ctx, refused }) => {
    for (const claim of ['sub', 'exp', 'iss', 'azp', 'sid']) {
      await refused(
        createJwtTemplate(ctx, { ...PARAMS, claims: { [claim]: 'x' } }),
        400,
        'jwt_template_reserved_claim',
      )
    }
    for (const params of [
      { lifetime: 29 },
      { lifetime: 315_360_001 },
      { allowed_clock_skew: 301 },
      { signing_algorithm: 'none' },
    ]) {
      await refused(
        createJwtTemplate(ctx, { ...PARAMS, ...params }),
        422,
        'form_param_value_invalid',
      )
    }
    await refused(createJwtTemplate(ctx, { ...PARAMS, name: '' }), 422, 'form_param_missing')
  },

  'a custom signing key signs the tokens of a template': async ({ ctx, emulator, refused }) => {
    emulator.seed({ users: [{ id: 'user_ada', username: 'ada' }] })
    const { id } = await createSession(ctx, { user_id: 'user_ada' })
    const own = { ...PARAMS, custom_signing_key: true }
    await refused(createJwtTemplate(ctx, own), 422, 'form_conditional_param_missing')
    await refused(
      createJwtTemplate(ctx, { ...own, signing_algorithm: 'RS256', signing_key: 'x' }),
      422,
      'form_param_value_invalid',
    )
    const secret = 'a secret of 32 characters or more'
    const template = await createJwtTemplate(ctx, {
      ...own,
      signing_algorithm: 'HS256',
      signing_key: secret,
    })
    const mint = async () => (await createSessionTokenFromTemplate(ctx, id, PARAMS.name)).jwt
    const currentDate = new Date(emulator.clock.now())
    const key = new TextEncoder().encode(secret)
    await jwtVerify(await mint(), key, { currentDate, algorithms: ['HS256'] })

    for (const algorithm of ['ES256', 'RS256']) {
      const { privateKey, publicKey } = await generateKeyPair(algorithm, { extractable: true })
      const signing_key = await exportPKCS8(privateKey)
      await updateJwtTemplate(ctx, template.id, {
        ...own,
        signing_algorithm: algorithm,
        signing_key,
      })
      await jwtVerify(await mint(), publicKey, { currentDate, algorithms: [algorithm] })
    }
  },
}

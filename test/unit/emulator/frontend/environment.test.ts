// `@clerk/shared`, a dependency of `@clerk/backend`, contains the types of clerk-js.
import type { EnvironmentJSON } from '@clerk/shared/types'
import { updateInstance, updateInstanceOrganizationSettings } from 'clerklet'
import type { EmulatorOptions } from 'clerklet-emulator'
import { describe, expect, expectTypeOf, test } from 'vitest'
import type { environment } from '#emulator/frontend/environment.ts'
import { checkFrontendAnswer } from '#emulator-test/support/frontendAnswers.ts'
import { emulate } from '#fixtures/emulator.ts'

type Environment = ReturnType<typeof environment>
/** A part of the environment as clerk-js declares it, but without `id` and `object`, which the API does not send. */
type Sent<Name extends keyof EnvironmentJSON> = Omit<
  EnvironmentJSON[Name] & object,
  'id' | 'object'
>

async function environmentOf(options: EmulatorOptions = {}) {
  const emulator = emulate(options)
  const read = async (): Promise<Environment> => {
    const answer = await emulator.fetch('http://localhost:4010/v1/environment')
    const body = await answer.json()
    const { status } = answer
    checkFrontendAnswer({ method: 'GET', path: '/v1/environment', status, body })
    return body
  }
  return { emulator, read }
}

describe('the environment', () => {
  test('default: it has all fields that clerk-js reads, with the types of clerk-js', async () => {
    const { read } = await environmentOf()
    const sent = await read()
    expect(Object.keys(sent).sort()).toEqual([
      'api_keys_settings',
      'auth_config',
      'client_debug_mode',
      'commerce_settings',
      'display_config',
      'fraud_settings',
      'maintenance_mode',
      'organization_settings',
      'partitioned_cookies',
      'protect_config',
      'user_settings',
    ])
    expectTypeOf(sent.auth_config).toExtend<Sent<'auth_config'>>()
    // Two fields are left out: the types make them optional, and the specification makes them null.
    expectTypeOf(sent.display_config).toExtend<
      Omit<Sent<'display_config'>, 'clerk_js_version' | 'google_one_tap_client_id'>
    >()
    // `domains` is left out, because our type of its enrollment modes accepts any string.
    expectTypeOf(sent.organization_settings).toExtend<
      Omit<Sent<'organization_settings'>, 'domains'>
    >()
    expectTypeOf(sent.commerce_settings).toExtend<Sent<'commerce_settings'>>()
    expectTypeOf(sent.api_keys_settings).toExtend<Sent<'api_keys_settings'>>()
    expectTypeOf(sent.protect_config).toExtend<EnvironmentJSON['protect_config']>()
    // `social` is left out, because the emulator sends an empty object, and the type requires every provider.
    expectTypeOf(sent.user_settings).toExtend<Omit<Sent<'user_settings'>, 'social'>>()
  })

  test('behavior: a page in development can send its origin', async () => {
    const { emulator, read } = await environmentOf()
    const address = 'http://localhost:4010/v1/environment?_method=PATCH'
    const body = new URLSearchParams({ origin: 'http://localhost:8787' })
    const answer = await emulator.fetch(address, { method: 'POST', body })
    expect(await answer.json()).toEqual(await read())
  })

  test('behavior: it shows the settings of the instance', async () => {
    const { emulator, read } = await environmentOf()
    expect(await read()).toMatchObject({
      display_config: { instance_environment_type: 'development', show_devmode_warning: true },
      user_settings: {
        sign_up: { allowlist_only: false, mode: 'public' },
        password_settings: { disable_hibp: false },
      },
      organization_settings: { domains: { default_role: 'org:member' }, slug: { disabled: false } },
    })
    await updateInstance(emulator.strict, {
      hibp: false,
      support_email: 'help@example.com',
      clerk_js_version: '5.1.0',
      preferred_sign_in_strategy_when_password_required: 'otp',
      url_based_session_syncing: false,
    })
    await updateInstanceOrganizationSettings(emulator.strict, {
      enabled: false,
      slug_disabled: true,
      max_allowed_memberships: 7,
      admin_delete_enabled: false,
      domains_enrollment_modes: ['automatic_invitation'],
    })
    emulator.seed({
      settings: {
        environment_type: 'production',
        progressive_sign_up: false,
        sign_up: { mode: 'restricted' },
        restrictions: { allowlist: true },
      },
    })
    expect(await read()).toMatchObject({
      auth_config: { url_based_session_syncing: false },
      display_config: {
        instance_environment_type: 'production',
        show_devmode_warning: false,
        support_email: 'help@example.com',
        clerk_js_version: '5.1.0',
        preferred_sign_in_strategy: 'otp',
      },
      user_settings: {
        actions: { create_organization: false },
        sign_up: { allowlist_only: true, progressive: false, mode: 'restricted' },
        password_settings: { disable_hibp: true },
      },
      organization_settings: {
        enabled: false,
        max_allowed_memberships: 7,
        actions: { admin_delete: false },
        domains: { enrollment_modes: ['automatic_invitation'] },
        slug: { disabled: true },
      },
    })
  })

  test('behavior: it shows whether billing and enterprise SSO are enabled', async () => {
    const { emulator, read } = await environmentOf()
    expect(await read()).toMatchObject({
      user_settings: { enterprise_sso: { enabled: false } },
      commerce_settings: {
        billing: {
          user: { enabled: false, has_paid_plans: false },
          organization: { enabled: false },
        },
      },
    })
    emulator.seed({
      billing: { plans: [{ name: 'Pro', amount: 1000 }] },
      enterpriseConnections: [
        {
          name: 'Acme',
          provider: 'oidc_custom',
          domains: ['acme.example'],
          oidc: { client_id: 'a', client_secret: 'b', discovery_url: 'https://acme.example/oidc' },
          active: true,
        },
      ],
    })
    expect(await read()).toMatchObject({
      user_settings: { enterprise_sso: { enabled: true } },
      commerce_settings: {
        billing: {
          user: { enabled: true, has_paid_plans: true },
          organization: { enabled: false },
        },
      },
    })
  })

  test('behavior: it shows the attributes of a sign-up, and the mode of sessions', async () => {
    const { emulator, read } = await environmentOf()
    expect(await read()).toMatchObject({
      auth_config: {
        email_address: 'required',
        username: 'on',
        single_session_mode: true,
        first_factors: ['email_code', 'phone_code', 'password', 'ticket'],
      },
      user_settings: {
        attributes: {
          email_address: { enabled: true, required: true },
          password: { enabled: true, required: false },
          username: { used_for_first_factor: true },
        },
        sign_up: { legal_consent_enabled: false },
      },
    })
    emulator.seed({
      settings: {
        attributes: { email_address: 'on', phone_number: 'off', password: 'required' },
        single_session_mode: false,
        sign_up: { legal_consent_enabled: true },
        user_lockout: { max_attempts: 3, duration_in_minutes: null },
      },
    })
    expect(await read()).toMatchObject({
      auth_config: {
        phone_number: 'off',
        single_session_mode: false,
        first_factors: ['email_code', 'password', 'ticket'],
        second_factors: ['totp', 'backup_code'],
        identification_requirements: [],
      },
      user_settings: {
        attributes: {
          email_address: { enabled: true, required: false },
          phone_number: {
            enabled: false,
            used_for_first_factor: false,
            used_for_second_factor: false,
          },
          password: { required: true },
        },
        sign_up: { legal_consent_enabled: true },
        attack_protection: {
          user_lockout: { enabled: true, max_attempts: 3, duration_in_minutes: 0 },
        },
      },
    })
  })

  test('behavior: its URLs are those of the page that requests it', async () => {
    const { emulator } = await environmentOf()
    const asked = async (headers: Record<string, string>): Promise<Environment> =>
      (await emulator.fetch('http://localhost:4010/v1/environment', { headers })).json()
    const page = 'http://localhost:8787'
    for (const headers of [{ origin: page }, { 'clerk-proxy-url': `${page}/__clerk` }]) {
      expect((await asked(headers)).display_config).toMatchObject({
        home_url: page,
        after_sign_in_url: page,
        after_sign_out_one_url: page,
        user_profile_url: page,
        sign_in_url: 'http://localhost:4010/sign-in',
      })
    }
    emulator.seed({ settings: { allowed_origins: ['chrome-extension://abc'] } })
    expect((await asked({ origin: 'chrome-extension://abc' })).display_config).toMatchObject({
      home_url: 'http://localhost:4010',
    })
  })

  test('behavior: it has the name and the pages of the application', async () => {
    const { emulator, read } = await environmentOf()
    const host = 'http://localhost:4010'
    expect((await read()).display_config).toMatchObject({
      application_name: 'Emulator',
      home_url: host,
      sign_in_url: `${host}/sign-in`,
      terms_url: '',
    })
    emulator.seed({
      settings: {
        application_name: 'Acme',
        urls: {
          home_url: 'https://acme.example',
          sign_in_url: 'https://acme.example/login',
          after_sign_out_one_url: 'https://acme.example/bye',
          terms_url: 'https://acme.example/terms',
          logo_image_url: 'https://acme.example/logo.png',
        },
      },
    })
    expect((await read()).display_config).toMatchObject({
      application_name: 'Acme',
      home_url: 'https://acme.example',
      logo_link_url: 'https://acme.example',
      sign_in_url: 'https://acme.example/login',
      sign_up_url: `${host}/sign-in`,
      after_sign_out_one_url: 'https://acme.example/bye',
      terms_url: 'https://acme.example/terms',
      logo_image_url: 'https://acme.example/logo.png',
    })
  })
})

import { getInstanceOrganizationSettings } from 'clerklet'
import { describe, expect, test } from 'vitest'
import { emulate } from '#fixtures/emulator.ts'

describe('settings of a seed', () => {
  test('default: settings that are not given keep their defaults', async () => {
    const { strict } = emulate({ seed: { settings: { organizations: { slug_disabled: true } } } })
    expect(await getInstanceOrganizationSettings(strict)).toMatchObject({
      slug_disabled: true,
      domains_enabled: true,
    })
  })

  test.each([
    [[], 'settings must be an object'],
    [{ restriction: {} }, 'settings.restriction is not a valid parameter'],
    [{ restrictions: { alowlist: true } }, 'settings.restrictions.alowlist is not a valid'],
    [{ organizations: { max_roles: 1 } }, 'settings.organizations.max_roles is not a valid'],
    [{ organizations: [] }, 'settings.organizations must be a object.'],
    [{ hibp: 'yes' }, 'settings.hibp must be a boolean.'],
    [{ sign_up: { mode: 'closed' } }, 'settings.sign_up.mode must be one of'],
    [{ attributes: { username: true } }, 'settings.attributes.username must be a string.'],
    [{ attributes: { username: 'optional' } }, 'settings.attributes.username must be one of'],
    [{ attributes: { nickname: 'on' } }, 'settings.attributes.nickname is not a valid'],
    [{ urls: { home_url: 'nowhere' } }, 'settings.urls.home_url must be a full URL'],
    [{ user_lockout: { max_attempts: 0 } }, 'settings.user_lockout.max_attempts must be 1 to'],
    [{ environment_type: 'staging' }, 'settings.environment_type must be one of'],
    [
      { session_token: { claims: { org_id: 'org_1' } } },
      "settings: jwt_template_reserved_claim: You can't use the reserved claim: 'org_id'",
    ],
  ])('error: %j', (settings, message) => {
    // `JSON.parse` returns `any`, so the compiler accepts the invalid settings.
    const seed = JSON.parse(JSON.stringify({ settings }))
    expect(() => emulate({ seed })).toThrow(message)
  })
})

test.each(['javascript:alert(1)', 'data:text/html,x', 'nowhere'])(
  'error: a URL setting with the value %s',
  (url) => {
    expect(() => emulate({ seed: { settings: { urls: { sign_in_url: url } } } })).toThrow(
      /urls\.sign_in_url/,
    )
  },
)

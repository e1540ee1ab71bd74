import type { State } from '../state.ts'

/** What a page is told of the instance before anybody signs in. */
export function environment({ instance, settings }: State, origin: string) {
  return {
    auth_config: {
      object: 'auth_config',
      id: instance.id.replace('ins_', 'aconf_'),
      single_session_mode: true,
      cookieless_dev: true,
      url_based_session_syncing: true,
    },
    display_config: {
      object: 'display_config',
      id: instance.id.replace('ins_', 'display_config_'),
      instance_environment_type: settings.environment_type,
      application_name: 'Emulator',
      home_url: origin,
      sign_in_url: `${origin}/sign-in`,
      sign_up_url: `${origin}/sign-in`,
      after_sign_in_url: origin,
      after_sign_up_url: origin,
      after_sign_out_one_url: origin,
      after_sign_out_all_url: origin,
      preferred_sign_in_strategy: 'password',
      branded: false,
    },
    organization_settings: {
      enabled: settings.organizations.enabled,
      force_organization_selection: false,
    },
    maintenance_mode: false,
  }
}

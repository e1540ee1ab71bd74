import {
  type Context,
  createActorToken,
  createAdminPortalLinkToken,
  createAgentTask,
  createDirectory,
  createDirectoryGroupRoleMapping,
  createDomain,
  createEmail,
  createEnterpriseConnectionTestRun,
  createOrganizationDomain,
  createRoleSet,
  createScimDirectory,
  createScimGroupRoleMapping,
  createSignInToken,
  getEnterpriseConnection,
  getMachineSecretKey,
  getUser,
  prepareEmailAddressVerification,
  preparePhoneNumberVerification,
  updateOrganizationLogo,
  updateUserProfileImage,
} from 'clerklet'
import { createEmulator, type Emulator, type Snapshot } from 'clerklet-emulator'
import { PIXEL } from './preparations.ts'
import { seedAt } from './seed.ts'

/** An instance with everything that the examples of the doc comments name. */
export interface World {
  /** The context of the examples. */
  ctx: Context
  /** Sends a request to the emulator, whatever the host of the request. */
  fetch: Emulator['fetch']
  /** The emulator, which also issues tokens: `clerk.signIn('user_2abc')`. */
  clerk: Emulator
}

/**
 * Creates an instance with everything that the examples of the doc comments name, such as `user_2abc`. Every call returns a new
 * instance, from data that is prepared at the first call and again after five minutes.
 */
export async function createWorld(): Promise<World> {
  const now = Date.now()
  if (!prepared || now - prepared.at > LIFETIME) prepared = { at: now, world: prepare(now) }
  const { snapshot, machineSecretKey } = await prepared.world
  const clerk = createEmulator()
  clerk.restore(snapshot)
  return { ctx: { ...clerk.ctx, machineSecretKey }, fetch: clerk.fetch, clerk }
}

/** How long the prepared data is used, in milliseconds. Its verification codes expire after ten minutes. */
const LIFETIME = 300_000

interface Prepared {
  snapshot: Snapshot
  /** The secret key of `mch_2abc`. */
  machineSecretKey: string
}

let prepared: { at: number; world: Promise<Prepared> } | undefined

/** Creates the data with real calls, then replaces the created ids and tokens by those in the examples of the doc comments. */
async function prepare(now: number): Promise<Prepared> {
  const clerk = createEmulator({ seed: seedAt(now) })
  const { ctx } = clerk
  /** Maps each created id or token to the documented id or token. */
  const names = new Map<string, string>()
  const name = (created: string | undefined, documented: string) => {
    if (!created) throw new Error(`The world has no ${documented}`)
    names.set(created, documented)
  }

  const user = await getUser(ctx, 'user_2abc')
  name(user.email_addresses[0]?.id, 'idn_2abc')
  name(user.phone_numbers[0]?.id, 'idn_2def')
  name(user.passkeys[0]?.id, 'idn_2ghi')
  name(user.web3_wallets[0]?.id, 'idn_2jkl')
  name(user.external_accounts[0]?.external_account_id, 'eac_2abc')
  const { saml_connection } = await getEnterpriseConnection(ctx, 'entconn_2abc')
  name(saml_connection?.id, 'samlc_2abc')

  const { id: email } = user.email_addresses[0] ?? {}
  name((await prepareEmailAddressVerification(ctx, `${email}`)).id, 'ver_2abc')
  const { id: phone } = user.phone_numbers[0] ?? {}
  name((await preparePhoneNumberVerification(ctx, `${phone}`)).id, 'ver_2def')

  const actor = { sub: 'user_2admin', reason: 'ticket 42' }
  name((await createActorToken(ctx, { user_id: 'user_2abc', actor })).id, 'act_2abc')
  const link = await createAdminPortalLinkToken(ctx, { organization_id: 'org_2abc' })
  name(link.id, 'aplt_0123')
  const task = await createAgentTask(ctx, {
    on_behalf_of: { user_id: 'user_2abc' },
    permissions: '*',
    agent_name: 'tester',
    task_description: 'Check the settings page',
    redirect_url: 'https://example.com/settings',
  })
  name(task.agent_task_id, 'agt_2abc')
  name((await createSignInToken(ctx, { user_id: 'user_2abc' })).id, 'sit_2abc')
  const satellite = await createDomain(ctx, { name: 'engines.example', is_satellite: true })
  name(satellite.id, 'dmn_2abc')
  const welcome = { to: { user_id: 'user_2abc' }, subject: 'Welcome', text: 'Hello Ada' }
  name(
    (await createEmail(ctx, { ...welcome, from: { address: 'team@example.com' } })).id,
    'ema_2abc',
  )
  const domain = await createOrganizationDomain(ctx, 'org_2abc', {
    name: 'analytical.example',
    enrollment_mode: 'automatic_suggestion',
  })
  name(domain.id, 'orgdmn_2abc')
  await createEnterpriseConnectionTestRun(ctx, 'entconn_2abc')
  await createRoleSet(ctx, {
    name: 'Schools',
    default_role_key: 'org:pupil',
    creator_role_key: 'org:teacher',
    roles: ['org:pupil', 'org:teacher', 'org:guest'],
  })

  const directory = await createDirectory(ctx, {
    enterprise_connection_id: 'entconn_2def',
    provider: 'okta',
  })
  name(directory.id, 'dir_2abc')
  const mapping = await createDirectoryGroupRoleMapping(ctx, directory.id, {
    directory_group_id: 'group-2',
    role_id: 'role_2abc',
  })
  name(mapping.id, 'map_2abc')
  const scim = await createScimDirectory(ctx, {
    enterprise_connection_id: 'entconn_2ghi',
    provider: 'okta',
  })
  name(scim.id, 'scim_2abc')
  const scimMapping = await createScimGroupRoleMapping(ctx, scim.id, {
    scim_group_id: 'group-2',
    role_id: 'role_2abc',
  })
  name(scimMapping.id, 'map_2def')

  const { session, cookies } = await clerk.signIn('user_2abc', { organizationId: 'org_2abc' })
  name(session.id, 'sess_2abc')
  name(session.client_id, 'client_2abc')
  const refresh = Object.keys(cookies).find((cookie) => cookie.startsWith('__refresh'))
  name(cookies[`${refresh}`], 'rt_2abc')

  // `mt_0123` is the id of a token that `mch_2abc` issued, and the value of another token, which `mch_2abc` received.
  name((await clerk.machineToken({ machineId: 'mch_2abc' })).details.id, 'mt_0123')
  const received = await clerk.machineToken({ machineId: 'mch_2def', scopes: ['mch_2abc'] })
  name(received.token, 'mt_0123')
  const oauth = await clerk.oauthToken({ userId: 'user_2abc', applicationId: 'oa_2abc' })
  name(oauth.token, 'oat_0123')

  await updateUserProfileImage(ctx, 'user_2abc', { file: picture() })
  await updateOrganizationLogo(ctx, 'org_2abc', { file: picture() })

  // Examples send a code to `idn_2def` again, which is allowed only after 30 seconds.
  clerk.clock.advance('31s')
  const { secret } = await getMachineSecretKey(ctx, 'mch_2abc')
  return { snapshot: renamed(clerk.snapshot(), names), machineSecretKey: secret }
}

/** Replaces ids and tokens in a snapshot, wherever they occur. */
function renamed(snapshot: Snapshot, names: Map<string, string>): Snapshot {
  let text = JSON.stringify(snapshot)
  for (const [created, documented] of names) text = text.replaceAll(created, documented)
  return JSON.parse(text)
}

function picture(): File {
  const bytes = Uint8Array.from(atob(PIXEL), (character) => character.charCodeAt(0))
  return new File([bytes], 'picture.png', { type: 'image/png' })
}

// The APIs of the loopback bench, with 100,000 users each. The emulator makes each page when it is requested. The other server
// has ready-made pages of 500, by cursor and by offset, so its own time is negligible.
import { createServer } from 'node:http'
import { createEmulator } from 'clerklet-emulator'
import { listen } from 'clerklet-emulator/node'

const COUNT = 100_000
const SIZE = 500
const user = (i) => ({
  id: `user_${i}`,
  object: 'user',
  external_id: null,
  primary_email_address_id: null,
  primary_phone_number_id: null,
  primary_web3_wallet_id: null,
  username: `user${i}`,
  first_name: 'Ada',
  last_name: 'Lovelace',
  has_image: false,
  public_metadata: { plan: 'pro', seats: i },
  private_metadata: {},
  unsafe_metadata: {},
  email_addresses: [],
  phone_numbers: [],
  web3_wallets: [],
  passkeys: [],
  password_enabled: true,
  two_factor_enabled: false,
  totp_enabled: false,
  backup_code_enabled: false,
  mfa_enabled_at: null,
  mfa_disabled_at: null,
  external_accounts: [],
  saml_accounts: [],
  enterprise_accounts: [],
  last_sign_in_at: null,
  banned: false,
  locked: false,
  lockout_expires_in_seconds: null,
  verification_attempts_remaining: 100,
  updated_at: 1_700_000_000_000,
  created_at: 1_700_000_000_000,
  delete_self_enabled: true,
  create_organization_enabled: true,
  last_active_at: null,
  legal_accepted_at: null,
})
const pages = Array.from({ length: COUNT / SIZE + 1 }, (_, page) =>
  Buffer.from(
    JSON.stringify(
      page * SIZE < COUNT ? Array.from({ length: SIZE }, (_, i) => user(page * SIZE + i)) : [],
    ),
  ),
)
const total = Buffer.from(JSON.stringify({ object: 'total_count', total_count: COUNT }))

const readyMade = createServer((request, response) => {
  const { pathname, searchParams } = new URL(request.url, 'http://localhost')
  const after = searchParams.get('starting_after')
  const from = after ? Number(after.slice(5)) + 1 : Number(searchParams.get('offset') ?? 0)
  const body = pathname.endsWith('/count') ? total : pages[from / SIZE]
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length })
  response.end(body)
})

const emulator = createEmulator()
emulator.seed({
  users: Array.from({ length: COUNT }, (_, i) => ({
    username: `user${i}`,
    first_name: 'Ada',
    last_name: 'Lovelace',
    public_metadata: { plan: 'pro', seats: i },
  })),
})
const { url } = await listen(emulator)

readyMade.listen(0, '127.0.0.1', () =>
  process.send({ emulator: url, readyMade: `http://127.0.0.1:${readyMade.address().port}` }),
)

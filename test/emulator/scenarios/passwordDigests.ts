import { createUser, getUser, updateUser, verifyUserPassword, verifyUserTotp } from 'clerklet'
import { expect } from 'vitest'
import { HASHERS } from '#emulator/identity/passwordDigests.ts'
import type { Scenarios } from '../support/scenarios.ts'

/**
 * Each entry is [hasher, digest, password]. The default password is `correct horse`. Python created the digests of this
 * password: those of bcrypt with `crypt`, all others with `hashlib`.
 */
const DIGESTS: [string, string, string?][] = [
  // From the test suite of the reference implementation, https://github.com/P-H-C/phc-winner-argon2.
  [
    'argon2i',
    '$argon2i$v=19$m=256,t=2,p=1$c29tZXNhbHQ$iekCn0Y3spW+sCcFanM2xBT63UP2sghkUoHLIUpWRS8',
    'password',
  ],
  [
    'argon2id',
    '$argon2id$v=19$m=256,t=2,p=2$c29tZXNhbHQ$bQk8UB/VmZZF4Oo79iDXuL5/0ttZwg2f/5U52iv1cDc',
    'password',
  ],
  [
    'argon2id',
    '$argon2id$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4',
    'password',
  ],
  // From the test suite of https://www.openwall.com/crypt/.
  ['bcrypt', '$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW', 'U*U'],
  ['bcrypt', '$2y$04$abcdefghijklmnopqrstuujydOTSfIH/d5oUHpsygqV5X9xJLQc6e'],
  ['bcrypt_peppered', '$2a$04$abcdefghijklmnopqrstuugEH5s5r3zGAd2.thRclysskVPVf1JhW$pepper'],
  [
    'bcrypt_sha256_django',
    'bcrypt_sha256$$2b$04$abcdefghijklmnopqrstuuIvyWZlBcE3WoQXKqRnwrLYJ6nenE0Bq',
  ],
  ['ldap_ssha', '{SSHA}LhKrkM9Fy+zlstjdD7Kv2s6QvhBzYWx0'],
  ['md5', '3cb4e732631f47e6eb961f34554b7cde'],
  ['md5_salted', 'salt$de8498eb12b0309737310c8971cfc7a2'],
  ['md5_salted', 'salt$0f8ace3b2b97fc3820def0a5a79cf93a'],
  ['md5_phpass', '$P$9IQRaTwmfQshH2Nn3IdPh1zfyyZ4m8/'],
  // From test.php of https://www.openwall.com/phpass/.
  ['md5_phpass', '$P$9IQRaTwmfeRo7ud9Fh4E2PdI0S3r.L0', 'test12345'],
  ['phpass', '$P$9IQRaTwmfeRo7ud9Fh4E2PdI0S3r.L0', 'test12345'],
  [
    'pbkdf2_sha1',
    'pbkdf2_sha1$1000$salt$ba6e4f2c7f22bc472b44955ab1365787cfafc57d06831bd3b221aa802f19130f',
  ],
  ['pbkdf2_sha1', 'pbkdf2_sha1$1000$73616c74$ba6e4f2c7f22bc472b44955ab1365787cfafc57d$20'],
  ['pbkdf2_sha256', 'pbkdf2_sha256$1000$c2FsdA==$boRToEKoQr22LeDTyHDsEkHpDsDOTyWJq16HknEiweU='],
  ['pbkdf2_sha256_django', 'pbkdf2_sha256$1000$salt$boRToEKoQr22LeDTyHDsEkHpDsDOTyWJq16HknEiweU='],
  [
    'pbkdf2_sha512',
    'pbkdf2_sha512$1000$salt$38b54862cf5def6e5f58038925e7d345c7aabcb331948c89ed1759f359bbf6743f5ac2c454db86067a643fe17b65c0533683a45cedd240087528c4068b21236f',
  ],
  [
    'pbkdf2_sha512_hex',
    'pbkdf2_sha512_hex$1000$73616c74$38b54862cf5def6e5f58038925e7d345c7aabcb331948c89ed1759f359bbf6743f5ac2c454db86067a643fe17b65c0533683a45cedd240087528c4068b21236f',
  ],
  // From the README of https://github.com/firebase/scrypt.
  [
    'scrypt_firebase',
    [
      'lSrfV15cpx95/sZS2W9c9Kp6i/LVgQNDNC/qzrCnh1SAyZvqmZqAjTdn3aoItz+VHjoZilo78198JAdRuid5lQ==',
      '42xEC+ixf3L2lw==',
      'jxspr8Ki0RYycVU8zykbdLGjFQ3McFUH0uiiTvC8pVMXAn210wjLNmdZJzxUECKbm0QsEmYUSDzZvpjeJ9WmXA==',
      'Bw==',
      '8',
      '14',
    ].join('$'),
    'user1password',
  ],
  [
    'scrypt_werkzeug',
    'scrypt:1024:8:1$salt$fa344bb561aac1b53346f30de3ed6e5cf12efb948f6e430fc80ec4e82c0e8cabbdb4d9f922912a02c075378863e4d989dba63456f4dcff1cc5ac8c76e70a62c9',
  ],
  ['sha256', '4104d36f8da2c254349f85836793ebe029e0c957063a34c91c2e9203187b5631'],
  ['sha256_salted', 'salt$8cb258c07eb871943b4ad0e754a502b5fc3a389d75fefc91b4e010778ecca018'],
  [
    'sha512_symfony',
    'sha512_symfony$100$salt$mQ2ZBbaviospUIwPAc4kiECOBWN0Yludu/36kPzLHzJ1xRhsAa2T9AiPfxs2gkcqwVEu2a1UPuyDKk4tqRYF5g==',
  ],
]

/** The hashers whose digests are stored, but match no password. */
const KEPT = ['awscognito', 'hmac_sha256_utf16_b64']

export const scenarios: Scenarios = {
  'a password is verified against a digest of every hasher': async ({ ctx, refused }) => {
    const hashers = [...KEPT, ...DIGESTS.map(([hasher]) => hasher)]
    expect([...new Set(hashers)].sort()).toEqual(Object.keys(HASHERS).sort())
    const { id } = await createUser(ctx, { username: 'grace' })
    for (const [password_hasher, password_digest, password = 'correct horse'] of DIGESTS) {
      await updateUser(ctx, id, { password_digest, password_hasher })
      expect([password_digest, await verifyUserPassword(ctx, id, { password })]).toEqual([
        password_digest,
        { verified: true },
      ])
      await refused(verifyUserPassword(ctx, id, { password: 'Correct' }), 422, 'incorrect_password')
    }
  },

  'the key of pbkdf2_sha1 has 32 bytes unless the digest states its length': async ({
    ctx,
    refused,
  }) => {
    const { id } = await createUser(ctx, {
      username: 'grace',
      password_digest: 'pbkdf2_sha1$1000$salt$ba6e4f2c7f22bc472b44955ab1365787cfafc57d',
      password_hasher: 'pbkdf2_sha1',
    })
    const password = 'correct horse'
    await refused(verifyUserPassword(ctx, id, { password }), 422, 'incorrect_password')
  },

  'a digest must have the form of its hasher': async ({ ctx, refused }) => {
    const create = (password_hasher: string, password_digest: string) =>
      createUser(ctx, { username: 'grace', password_digest, password_hasher })
    const code = 'form_password_digest_invalid_code'
    for (const [hasher] of DIGESTS) await refused(create(hasher, 'correct horse'), 422, code)
    for (const [hasher, digest] of DIGESTS) {
      if (!/^(bcrypt|md5|phpass|sha256)/.test(hasher)) continue
      await refused(create(hasher, digest.replace(/.{8}(\$pepper)?$/, '$1')), 422, code)
    }
    await refused(create('awscognito', 'awscognito#pool#client'), 422, code)
    await refused(create('rot13', 'uryyb'), 422, 'form_param_value_invalid')
  },

  'a digest of an unsupported hasher matches no password': async ({ ctx, refused }) => {
    const { id } = await createUser(ctx, {
      username: 'grace',
      password_digest: 'awscognito#pool#client#grace',
      password_hasher: 'awscognito',
    })
    expect(await getUser(ctx, id)).toMatchObject({ password_enabled: true })
    const password = 'correct horse'
    await refused(verifyUserPassword(ctx, id, { password }), 422, 'incorrect_password')
  },

  'a backup code that was imported as a bcrypt digest is valid once': async ({ ctx, refused }) => {
    const { id } = await createUser(ctx, {
      username: 'grace',
      backup_codes: ['plain-code', '$2b$04$abcdefghijklmnopqrstuujydOTSfIH/d5oUHpsygqV5X9xJLQc6e'],
    })
    const verify = () => verifyUserTotp(ctx, id, { code: 'correct horse' })
    expect(await verify()).toEqual({ verified: true, code_type: 'backup_code' })
    await refused(verify(), 422, 'totp_incorrect_code')
    expect(await getUser(ctx, id)).toMatchObject({ backup_code_enabled: true })
  },
}

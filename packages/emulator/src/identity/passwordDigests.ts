import { fromBase64, fromHex, isHex, utf8 } from './digests/bytes.ts'
import { ldapSsha, phpass, phpassOfMd5, plain, salted, symfony } from './digests/simple.ts'
import { argon2, bcrypt, djangoBcrypt, firebase, pbkdf2, werkzeug } from './digests/slow.ts'

interface Hasher {
  /** The format of the digests. */
  form: RegExp
  matches: (digest: string, password: string) => boolean | Promise<boolean>
}

const BCRYPT = String.raw`\$2[a-z]?\$\d\d\$[./\dA-Za-z]{53}`
const BASE64 = '[-+/_A-Za-z0-9]+=*'
const PHPASS = /^\$[PH]\$[5-9A-S][./\dA-Za-z]{30}$/

/**
 * The password hashers that the API accepts. A package that implements an algorithm is loaded on its first use.
 *
 * @see {@link https://clerk.com/docs/reference/backend/user/create-user createUser}, for the format of each digest
 */
export const HASHERS: Record<string, Hasher> = {
  argon2i: phc('argon2i'),
  argon2id: phc('argon2id'),
  // The API asks Amazon Cognito at the first sign-in, which the emulator cannot do.
  awscognito: { form: /^awscognito#[^#]+#[^#]+#[^#]+$/, matches: () => false },
  bcrypt: {
    form: new RegExp(`^${BCRYPT}$`),
    matches: (digest, password) => bcrypt(password, digest),
  },
  bcrypt_peppered: {
    form: new RegExp(String.raw`^${BCRYPT}\$.+$`),
    matches: (digest, password) => bcrypt(password + digest.slice(61), digest.slice(0, 60)),
  },
  bcrypt_sha256_django: {
    form: new RegExp(String.raw`^bcrypt_sha256\$${BCRYPT}$`),
    matches: (digest, password) => djangoBcrypt(password, digest),
  },
  // The format of the digests is not published, so no password can be compared.
  hmac_sha256_utf16_b64: { form: /./, matches: () => false },
  ldap_ssha: {
    form: /^\{SSHA\}[+/A-Za-z0-9]{28,}=*$/,
    matches: (digest, password) => ldapSsha(password, digest.slice(6)),
  },
  md5: {
    form: /^[\da-f]{32}$/i,
    matches: (digest, password) => plain('MD5', password, fromHex(digest)),
  },
  // The format is not published: portable hashes of the password or of its MD5 are accepted.
  md5_phpass: {
    form: PHPASS,
    matches: async (digest, password) =>
      (await phpassOfMd5(password, digest)) || phpass(password, digest),
  },
  md5_salted: {
    form: /^[^$]+\$[\da-f]{32}$/i,
    matches: (digest, password) => withSalt('MD5', password, digest),
  },
  pbkdf2_sha1: {
    form: /^pbkdf2_sha1\$[1-9]\d*\$[^$]+\$([\da-f]{2})+(\$[1-9]\d*)?$/i,
    matches: (digest, password) => {
      const [, iterations, salt = '', hash = '', length = '32'] = digest.split('$')
      if (hash.length !== 2 * Number(length)) return false
      const bytes = isHex(salt) ? fromHex(salt) : utf8(salt)
      return pbkdf2('SHA-1', password, bytes, Number(iterations), fromHex(hash))
    },
  },
  pbkdf2_sha256: {
    form: new RegExp(String.raw`^pbkdf2_sha256\$[1-9]\d*\$${BASE64}\$${BASE64}$`),
    matches: (digest, password) => {
      const [, iterations, salt = '', hash = ''] = digest.split('$')
      const bytes = fromBase64(salt)
      return pbkdf2('SHA-256', password, bytes, Number(iterations), fromBase64(hash))
    },
  },
  pbkdf2_sha256_django: {
    form: new RegExp(String.raw`^pbkdf2_sha256\$[1-9]\d*\$[^$]+\$${BASE64}$`),
    matches: (digest, password) => {
      const [, iterations, salt = '', hash = ''] = digest.split('$')
      return pbkdf2('SHA-256', password, utf8(salt), Number(iterations), fromBase64(hash))
    },
  },
  pbkdf2_sha512: {
    form: /^pbkdf2_sha512\$[1-9]\d*\$[^$]+\$([\da-f]{2})+$/i,
    matches: (digest, password) => {
      const [, iterations, salt = '', hash = ''] = digest.split('$')
      return pbkdf2('SHA-512', password, utf8(salt), Number(iterations), fromHex(hash))
    },
  },
  pbkdf2_sha512_hex: {
    form: /^pbkdf2_sha512_hex\$[1-9]\d*\$([\da-f]{2})+\$([\da-f]{2})+$/i,
    matches: (digest, password) => {
      const [, iterations, salt = '', hash = ''] = digest.split('$')
      return pbkdf2('SHA-512', password, fromHex(salt), Number(iterations), fromHex(hash))
    },
  },
  phpass: { form: PHPASS, matches: (digest, password) => phpass(password, digest) },
  scrypt_firebase: {
    form: new RegExp(String.raw`^(${BASE64}\$){4}\d+\$\d+$`),
    matches: (digest, password) => firebase(password, digest),
  },
  scrypt_werkzeug: {
    form: /^\$?scrypt:\d+:\d+:\d+\$[^$]+\$([\da-f]{2})+$/i,
    matches: (digest, password) => werkzeug(password, digest),
  },
  sha256: {
    form: /^[\da-f]{64}$/i,
    matches: (digest, password) => plain('SHA-256', password, fromHex(digest)),
  },
  sha256_salted: {
    form: /^[^$]+\$[\da-f]{64}$/i,
    matches: (digest, password) => withSalt('SHA-256', password, digest),
  },
  sha512_symfony: {
    form: new RegExp(String.raw`^sha512_symfony\$[1-9]\d*\$[^$]+\$${BASE64}$`),
    matches: (digest, password) => {
      const [, iterations, salt = '', hash = ''] = digest.split('$')
      return symfony(password, Number(iterations), salt, fromBase64(hash))
    },
  },
}

/** Whether a password matches a digest. */
export async function matchesDigest(
  hasher: string,
  digest: string,
  password: string,
): Promise<boolean> {
  return (await HASHERS[hasher]?.matches(digest, password)) ?? false
}

/** Whether a text is a bcrypt digest, as backup codes may be. */
export function isBcrypt(text: string): boolean {
  return HASHERS.bcrypt?.form.test(text) ?? false
}

function phc(kind: 'argon2i' | 'argon2id'): Hasher {
  return {
    form: new RegExp(
      String.raw`^\$${kind}\$(v=\d+\$)?m=\d+,t=\d+,p=\d+\$[+/A-Za-z0-9]+\$[+/A-Za-z0-9]+$`,
    ),
    matches: (digest, password) => argon2(kind, password, digest),
  }
}

function withSalt(name: 'MD5' | 'SHA-256', password: string, digest: string): Promise<boolean> {
  const [salt = '', hash = ''] = digest.split('$')
  return salted(name, password, salt, fromHex(hash))
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
const PERIOD = 30_000

export function isBase32(text: string): boolean {
  return /^[A-Z2-7]+=*$/i.test(text)
}

/** Encodes bytes in base32 (RFC 4648 §6), without padding. */
export function toBase32(bytes: Uint8Array): string {
  let text = ''
  let bits = 0
  let value = 0
  for (const byte of bytes) {
    value = (value << 8) | byte
    bits += 8
    for (; bits >= 5; bits -= 5) text += ALPHABET[(value >> (bits - 5)) & 31]
    value &= (1 << bits) - 1
  }
  return bits ? text + ALPHABET[(value << (5 - bits)) & 31] : text
}

function fromBase32(text: string): Uint8Array<ArrayBuffer> {
  const bytes: number[] = []
  let bits = 0
  let value = 0
  for (const character of text.toUpperCase().replace(/=+$/, '')) {
    value = (value << 5) | ALPHABET.indexOf(character)
    bits += 5
    if (bits < 8) continue
    bits -= 8
    bytes.push((value >> bits) & 255)
    value &= (1 << bits) - 1
  }
  return Uint8Array.from(bytes)
}

/** The code of an authenticator app at a given time: RFC 6238 with SHA-1, 6 digits, 30 seconds. */
export async function totpCode(secret: string, time: number): Promise<string> {
  const key = await crypto.subtle.importKey(
    'raw',
    fromBase32(secret),
    { name: 'HMAC', hash: 'SHA-1' },
    false,
    ['sign'],
  )
  const counter = new DataView(new ArrayBuffer(8))
  counter.setBigUint64(0, BigInt(Math.floor(time / PERIOD)))
  const mac = new DataView(await crypto.subtle.sign('HMAC', key, counter))
  // RFC 4226 §5.3: the last half-byte is the offset of the number.
  const number = mac.getUint32(mac.getUint8(19) & 15) & 0x7fffffff
  return `${number % 1_000_000}`.padStart(6, '0')
}

/** The codes that are valid at a given time: the codes of the current period of 30 seconds, the previous period and the next. */
export function totpCodes(secret: string, time: number): Promise<string[]> {
  return Promise.all([-PERIOD, 0, PERIOD].map((skew) => totpCode(secret, time + skew)))
}

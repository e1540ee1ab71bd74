import type { CoreData } from './store.ts'

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

/**
 * Returns a function that creates ids in Clerk's format: a prefix such as `user_`, and 27 characters. The characters depend
 * only on the seed and on the number of earlier ids, so that each run creates the same ids. `data` stores the number.
 */
export function createIds(
  seed: string,
  data: Pick<CoreData, 'sequence'>,
): (prefix: string) => string {
  const random = createRandom(seed)
  return (prefix) => `${prefix}_${random(27, ++data.sequence.ids)}`
}

/** Returns a function that creates text of letters and digits, which depends only on the seed, a length and a number. */
export function createRandom(seed: string): (length: number, number: number) => string {
  let state = 0n
  for (const character of seed) state = mix(state ^ BigInt(character.codePointAt(0) ?? 0))
  return (length, number) => {
    let text = ''
    let bits = 0n
    for (let word = 0n; text.length < length; bits /= 62n) {
      if (bits < 62n) bits = mix(state + BigInt(number) * 64n + word++)
      text += ALPHABET[Number(bits % 62n)]
    }
    return text
  }
}

/** Converts an id to the format of keys and tokens, with 32 hexadecimal digits after the prefix. */
export function toHex(id: string): string {
  const [prefix, text = ''] = id.split('_')
  let value = 0n
  for (const character of text) value = value * 62n + BigInt(ALPHABET.indexOf(character))
  return `${prefix}_${BigInt.asUintN(128, value).toString(16).padStart(32, '0')}`
}

/** Computes one step of the random number generator SplitMix64. */
function mix(value: bigint): bigint {
  let z = BigInt.asUintN(64, value + 0x9e3779b97f4a7c15n)
  z = BigInt.asUintN(64, (z ^ (z >> 30n)) * 0xbf58476d1ce4e5b9n)
  z = BigInt.asUintN(64, (z ^ (z >> 27n)) * 0x94d049bb133111ebn)
  return z ^ (z >> 31n)
}

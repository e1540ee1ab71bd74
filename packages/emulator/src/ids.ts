const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

/**
 * Ids that look like Clerk's, `user_` and 27 characters, and are the same in every run: they depend on the seed and on how
 * many were given out before.
 */
export function createIds(seed: string): (prefix: string) => string {
  let state = 0n
  for (const character of seed) state = mix(state ^ BigInt(character.codePointAt(0) ?? 0))
  let count = 0n
  return (prefix) => {
    count += 1n
    let id = ''
    let bits = 0n
    for (let word = 0n; id.length < 27; bits /= 62n) {
      if (bits < 62n) bits = mix(state + count * 64n + word++)
      id += ALPHABET[Number(bits % 62n)]
    }
    return `${prefix}_${id}`
  }
}

/** The finalizer of SplitMix64. */
function mix(value: bigint): bigint {
  let z = BigInt.asUintN(64, value + 0x9e3779b97f4a7c15n)
  z = BigInt.asUintN(64, (z ^ (z >> 30n)) * 0xbf58476d1ce4e5b9n)
  z = BigInt.asUintN(64, (z ^ (z >> 27n)) * 0x94d049bb133111ebn)
  return z ^ (z >> 31n)
}

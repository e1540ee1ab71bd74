export type Bytes = Uint8Array<ArrayBuffer>

export function utf8(text: string): Bytes {
  return Uint8Array.from(new TextEncoder().encode(text))
}

export function joined(...parts: Uint8Array[]): Bytes {
  return Uint8Array.from(parts.flatMap((part) => [...part]))
}

/** Decodes base64 or base64url, with or without padding. Invalid text results in no bytes. */
export function fromBase64(text: string): Bytes {
  try {
    return Uint8Array.from(
      atob(text.replace(/-/g, '+').replace(/_/g, '/').replace(/=+$/, '')),
      (character) => character.charCodeAt(0),
    )
  } catch {
    return new Uint8Array()
  }
}

export function isHex(text: string): boolean {
  return /^([\da-f]{2})+$/i.test(text)
}

export function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

export function fromHex(text: string): Bytes {
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
}

/** Whether two sequences of bytes are equal and not empty. */
export function same(one: Uint8Array, other: Uint8Array): boolean {
  return one.length > 0 && one.length === other.length && one.every((byte, i) => byte === other[i])
}

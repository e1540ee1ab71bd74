import { importSPKI } from 'jose'
import { remember } from '../../core/remember.ts'
import { misconfigured } from '../../instance/configuration.ts'
import { refuse } from '../errors.ts'

/** Keys, not promises of them: on Workers, a promise may never settle once the request that made it has ended. */
const imported = new Map<string, CryptoKey>()

/** The key of a PEM text: armoured, on one line, with escaped line breaks, or the bare base64 body. Cached by content. */
export async function keyFromPem(pem: string): Promise<CryptoKey> {
  const key = imported.get(pem) ?? (await importPem(pem))
  return remember(imported, pem, () => key)
}

async function importPem(pem: string): Promise<CryptoKey> {
  const body = pem.replace(/-----(BEGIN|END) PUBLIC KEY-----|\\[rn]|\s/g, '')
  if (!body) refuse('jwk-local-missing', 'ctx.jwtKey is empty.')
  try {
    const armoured = `-----BEGIN PUBLIC KEY-----\n${body}\n-----END PUBLIC KEY-----`
    return await importSPKI(armoured, 'RS256', { extractable: false })
  } catch {
    throw misconfigured('ctx.jwtKey', 'not valid', 'the PEM public key of the instance')
  }
}

import { X509Certificate } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { cacheFolder } from './cacheFolder.ts'
import { keptFile } from './keptFile.ts'

const DAY = 86_400_000
/** Some systems refuse server certificates with a longer lifetime. */
const LIFETIME = 397 * DAY
const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }

/** The key and the certificate of an https server, and the file that contains them. */
export interface Certificate {
  /** The private key and the certificate, in PEM form. */
  https: { key: string; cert: string }
  /** The file for `NODE_EXTRA_CA_CERTS`; undefined when it could not be written. */
  file?: string
  /** The reason why `file` is undefined, as the end of a sentence. */
  problem?: string
}

/**
 * Returns the self-signed certificate of `localhost`. The certificate is created once, so that people have to trust it only
 * once, and replaced before it expires.
 *
 * @throws {Error} when a certificate must be created and the packages for it are not installed.
 */
export async function certificateOf(
  folder = cacheFolder(),
  now: number = Date.now(),
): Promise<Certificate> {
  const file = fileIn(folder)
  const { content, problem } = await keptFile(
    file,
    () => makeCertificate(now),
    (text) => readCertificate(text, now),
  )
  return problem === undefined ? { https: content, file } : { https: content, problem }
}

/** Reads the stored certificate; undefined when the file is missing or damaged, or the certificate expires within 30 days. */
export async function keptCertificate(
  folder = cacheFolder(),
  now: number = Date.now(),
): Promise<Certificate['https'] | undefined> {
  const text = await readFile(fileIn(folder), 'utf8').catch(() => '')
  return readCertificate(text, now)
}

function fileIn(folder: string): string {
  return join(folder, 'localhost.pem')
}

async function makeCertificate(now: number): Promise<string> {
  const { PemConverter, ...x509 } = await load()
  const keys = await crypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify'])
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    name: 'CN=localhost, O=clerklet-emulator',
    keys,
    signingAlgorithm: ALGORITHM,
    // The clock of a container that checks the certificate may be slow.
    notBefore: new Date(now - DAY),
    notAfter: new Date(now - DAY + LIFETIME),
    extensions: [
      // This is not the certificate of a CA: certificates that are signed with its key are not trusted.
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
      new x509.SubjectAlternativeNameExtension([
        { type: 'dns', value: 'localhost' },
        { type: 'dns', value: '*.localhost' },
        { type: 'ip', value: '127.0.0.1' },
        { type: 'ip', value: '::1' },
      ]),
    ],
  })
  const key = PemConverter.encode(
    await crypto.subtle.exportKey('pkcs8', keys.privateKey),
    'PRIVATE KEY',
  )
  return `${certificate.toString('pem')}\n${key}\n`
}

/** Reads the certificate and the key from a text; undefined for a damaged text, or a certificate that expires within 30 days. */
function readCertificate(text: string, now: number): Certificate['https'] | undefined {
  const [cert] = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/.exec(text) ?? []
  const [key] = /-----BEGIN PRIVATE KEY-----[^-]+-----END PRIVATE KEY-----/.exec(text) ?? []
  if (!cert || !key) return undefined
  try {
    const until = Date.parse(new X509Certificate(cert).validTo)
    return until - now > 30 * DAY ? { key: `${key}\n`, cert: `${cert}\n` } : undefined
  } catch {
    return undefined
  }
}

async function load() {
  try {
    // `@peculiar/x509` requires this polyfill.
    await import('reflect-metadata')
    return await import('@peculiar/x509')
  } catch (error) {
    throw new Error(
      'the packages that make certificates are not installed: npm install @peculiar/x509 reflect-metadata',
      { cause: error },
    )
  }
}

import { X509Certificate } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { request } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createEmulator } from 'clerklet-emulator'
import { listen } from 'clerklet-emulator/node'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { certificateOf, keptCertificate } from '#emulator/server/certificate.ts'

const DAY = 86_400_000
let root = ''

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'clerklet-certificate-'))
})
afterEach(() => {
  rmSync(root, { recursive: true })
})

test('default: a certificate for localhost is created once, and only its owner can read it', async () => {
  const { https, file = '', problem } = await certificateOf(root)
  expect(problem).toBe(undefined)
  const certificate = new X509Certificate(https.cert)
  expect(certificate.subjectAltName).toContain('DNS:localhost')
  expect(certificate.subjectAltName).toContain('IP Address:127.0.0.1')
  expect(certificate.ca).toBe(false)
  expect(statSync(file).mode & 0o777).toBe(0o600)
  expect((await certificateOf(root)).https).toEqual(https)
  expect(await keptCertificate(root)).toEqual(https)
})

test('behavior: a client that trusts the file can connect, and others cannot', async () => {
  const { https, file = '' } = await certificateOf(root)
  const { url, close } = await listen(createEmulator(), { https })
  expect(url).toMatch(/^https:\/\/localhost:/)
  const ask = (ca: string | undefined) =>
    new Promise((resolve, reject) => {
      const options = { agent: false as const, ...(ca && { ca }) }
      request(`${url}/health`, options, (answer) => {
        answer.resume()
        resolve(answer.statusCode)
      })
        .on('error', reject)
        .end()
    })
  expect(await ask(readFileSync(file, 'utf8'))).toBe(200)
  await expect(ask(undefined)).rejects.toMatchObject({ code: 'DEPTH_ZERO_SELF_SIGNED_CERT' })
  await close()
})

test('behavior: processes that start at the same time use the same certificate', async () => {
  const made = await Promise.all(Array.from({ length: 5 }, () => certificateOf(root)))
  expect(new Set(made.map(({ https }) => https.cert)).size).toBe(1)
})

test('behavior: a certificate that is about to expire is replaced', async () => {
  const { https } = await certificateOf(root)
  expect((await certificateOf(root, Date.now() + 300 * DAY)).https).toEqual(https)
  const later = Date.now() + 380 * DAY
  expect(await keptCertificate(root, later)).toBe(undefined)
  const replaced = await certificateOf(root, later)
  expect(replaced.https.cert).not.toBe(https.cert)
  expect((await certificateOf(root, later)).https).toEqual(replaced.https)
})

test.each(['', '{}', '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n'])(
  'behavior: a damaged file is replaced: %j',
  async (text) => {
    writeFileSync(join(root, 'localhost.pem'), text)
    expect(await keptCertificate(root)).toBe(undefined)
    expect((await certificateOf(root)).problem).toBe(undefined)
    expect(await keptCertificate(root)).toBeDefined()
  },
)

test('behavior: a folder that is not writable is reported, and the certificate is used for this run', async () => {
  const taken = join(root, 'file')
  writeFileSync(taken, '')
  const { https, file, problem } = await certificateOf(taken)
  expect(https.cert).toContain('BEGIN CERTIFICATE')
  expect(file).toBe(undefined)
  expect(problem).toMatch(/ENOTDIR|EEXIST/)
})

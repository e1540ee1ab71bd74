#!/usr/bin/env node
import { readFile } from 'node:fs/promises'
import { mistake, readCommandLine, Told } from './commandLine.ts'
import { createEmulator, type Emulator } from './emulator.ts'
import type { ListenOptions } from './listenOptions.ts'
import { type Listening, listen } from './node.ts'
import type { EmulatorOptions } from './options.ts'
import { persist } from './persist.ts'
import type { Seed } from './seed.ts'

async function main(): Promise<void> {
  const told = readCommandLine(process.argv.slice(2), await version())
  const { port, hostname, exposed, limits, webhook } = told
  const options: EmulatorOptions = {
    ...(limits && { limits: true }),
    ...(webhook && { webhooks: [webhook] }),
  }
  const emulator = told.seed
    ? seeded(told.seed, await readSeed(told.seed), options)
    : createEmulator(options)
  const kept = told.persist ? await keep(emulator, told.persist) : undefined
  if (kept?.restored && told.seed) {
    process.stderr.write(
      `clerklet-emulator: ${told.persist} holds a state, which goes on: ${told.seed} counts only at the first start and after a reset\n`,
    )
  }
  const served = kept ? { ctx: emulator.ctx, fetch: kept.fetch } : emulator
  const { url, env, close } = await serve(served, { port, hostname, exposed })
  const variables = webhook ? { ...env, CLERK_WEBHOOK_SIGNING_SECRET: webhook.signingSecret } : env
  process.stdout.write(
    `Clerk is at ${url}, and people sign in at ${url}/sign-in\n\n${lines(variables)}\n`,
  )

  const stop = async () => {
    await close()
    await kept?.close()
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      // A second signal, or a connection that never ends, does not keep the process.
      process.once(signal, () => process.exit(1))
      stop().then(() => process.exit(0), fail)
    })
  }
}

async function serve(
  emulator: Parameters<typeof listen>[0],
  options: ListenOptions,
): Promise<Listening> {
  try {
    return await listen(emulator, options)
  } catch (error) {
    const { code, message } = error as Error & { code?: string }
    if (code === 'EADDRINUSE') {
      throw mistake(`port ${options.port} is taken: choose another --port`)
    }
    if (error instanceof TypeError) throw mistake(message.replace('set exposed', 'add --exposed'))
    throw mistake(`cannot listen on ${options.hostname}: ${message}`)
  }
}

async function version(): Promise<string> {
  const file = await readFile(new URL('../package.json', import.meta.url), 'utf8')
  return JSON.parse(file).version
}

async function readSeed(file: string): Promise<Seed> {
  const text = await readFile(file, 'utf8').catch((error: Error) => {
    throw mistake(`the seed cannot be read: ${error.message}`)
  })
  try {
    return JSON.parse(text)
  } catch (error) {
    throw mistake(`${file} is not JSON: ${(error as Error).message}`)
  }
}

function seeded(file: string, seed: Seed, options: EmulatorOptions): Emulator {
  try {
    return createEmulator({ ...options, seed })
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    throw mistake(`${file}: ${error.message}`)
  }
}

async function keep(emulator: Emulator, folder: string) {
  try {
    return await persist(emulator, folder)
  } catch (error) {
    throw mistake(`the state cannot be kept: ${(error as Error).message}`)
  }
}

/** As a shell and an `.env` file take them: a key with line breaks on one line. */
function lines(env: Record<string, string>): string {
  return Object.entries(env)
    .map(([name, value]) => `${name}="${value.trim().replaceAll('\n', '\\n')}"`)
    .join('\n')
}

function fail(error: unknown): void {
  const told = error instanceof Told
  const stream = told && error.exitCode === 0 ? process.stdout : process.stderr
  stream.write(told ? error.message : `${error instanceof Error ? error.stack : error}\n`)
  process.exitCode = told ? error.exitCode : 1
}

main().catch(fail)

import type { ServerLine } from './commandLine.ts'
import { createEmulator, type Emulator } from './emulator.ts'
import type { ListenOptions } from './listenOptions.ts'
import { type Listening, listen } from './node.ts'
import type { EmulatorOptions } from './options.ts'
import { persist } from './persist.ts'
import type { Seed } from './seed.ts'
import {
  certificateOf,
  messageLine,
  mistake,
  nearestPackageName,
  readSeedFile,
  signingKeyOf,
  variablesFor,
} from './server/index.ts'

/** A server that the command has started. */
export interface Started {
  /** The name of the instance. */
  instance: string
  url: string
  /** The environment variables of an application, with the names that clerklet reads. */
  plain: Record<string, string>
  /** The environment variables with the names that the framework requires. */
  env: Record<string, string>
  /** The file with the certificate, if the server uses https and the file could be written. */
  certificate: string | undefined
  /** Stops the server after the responses to all pending requests are sent, and their changes are on the disk. */
  stop: () => Promise<void>
}

/** The output of a command while the server runs. Each call writes one line. */
export interface Terminal {
  /** Called with the codes and links of e-mails and text messages. */
  say: (line: string) => void
  /** Called with warnings. */
  warn: (line: string) => void
}

/**
 * Starts the server that a command line describes.
 *
 * @throws {CommandExit} when the seed or the folder of `--persist` cannot be used, https is not possible, or the server cannot
 *   listen on the address.
 */
export async function startServer(line: ServerLine, { say, warn }: Terminal): Promise<Started> {
  const { port, hostname, exposed, limits, webhook, seed } = line
  const instance = line.instance ?? (await nearestPackageName(process.cwd()))
  const key = await signingKeyOf(instance)
  if (key.problem) {
    warn(
      `the key that signs tokens is used for this run only, because it cannot be stored: ${key.problem}`,
    )
  }
  const emulator = await makeEmulator(seed, {
    instance,
    signingKey: key.content,
    // A random seed gives each run different ids, so that a cookie from before a restart does not identify another user.
    ...(!seed && !line.persist && { idSeed: crypto.randomUUID() }),
    ...(limits && { limits: true }),
    ...(webhook && { webhooks: [webhook] }),
    onMessage: (message) => say(messageLine(message)),
  })
  const kept = line.persist ? await keep(emulator, line.persist) : undefined
  if (kept?.restored && seed) {
    warn(
      `${line.persist} contains a state, and the emulator continues with it: ${seed} is used only at the first start and after a reset`,
    )
  }
  const secured = line.https ? await secure(warn) : undefined
  const served = kept ? { ctx: emulator.ctx, fetch: kept.fetch } : emulator
  const { url, env, close } = await serve(served, {
    port,
    hostname,
    exposed,
    https: secured?.https,
  })
  // With `--persist`, `serve` received another object and set the `url` of that object only.
  emulator.url = url
  const certificate = secured?.file
  const plain = {
    ...env,
    ...(webhook && { CLERK_WEBHOOK_SIGNING_SECRET: webhook.signingSecret }),
    ...(certificate && { NODE_EXTRA_CA_CERTS: certificate }),
  }
  return {
    instance,
    url,
    plain,
    env: variablesFor(line.framework, plain),
    certificate,
    stop: async () => {
      await close()
      await kept?.close()
    },
  }
}

async function makeEmulator(seed: string | undefined, options: EmulatorOptions): Promise<Emulator> {
  if (!seed) return createEmulator(options)
  const content = await readSeedFile(seed)
  try {
    // The cast is safe: `createEmulator` refuses an invalid seed.
    return createEmulator({ ...options, seed: content as Seed })
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    throw mistake(`${seed}: ${error.message}`)
  }
}

async function keep(emulator: Emulator, folder: string) {
  try {
    return await persist(emulator, folder)
  } catch (error) {
    throw mistake(`the state cannot be stored: ${(error as Error).message}`)
  }
}

async function secure(warn: Terminal['warn']) {
  try {
    const { https, file, problem } = await certificateOf()
    if (problem) {
      warn(`the certificate is used for this run only, because it cannot be stored: ${problem}`)
    }
    return { https, file }
  } catch (error) {
    throw mistake(`https is not possible: ${(error as Error).message}`)
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

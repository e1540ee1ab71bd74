import { parseArgs } from 'node:util'
import { checkSigningSecret, checkWebhookUrl } from './options.ts'

/** What the command was told. */
export interface CommandLine {
  port: number
  hostname: string
  exposed: boolean
  seed: string | undefined
  persist: string | undefined
  limits: boolean
  webhook: { url: string; signingSecret: string } | undefined
}

export const USAGE = `Usage: clerklet-emulator [options]

Clerk on this machine: its Backend API, the handshake, and a sign-in page, in memory.

  --port <number>            where to listen; 0 takes one that is free (default: 4010)
  --host <address>           (default: 127.0.0.1)
  --exposed                  answer whatever name it is called by, and allow a --host that other
                             machines or containers reach: they may do anything here
  --seed <file>              JSON with what is there at the start: {"users": [{"username": "ada"}]}
  --persist <folder>         keep the state in this folder, and go on with it when it is there;
                             a seed counts only at the first start and after a reset
  --limits                   refuse too many requests, as Clerk does
  --webhook <url>            deliver events there, signed
  --webhook-secret <secret>  what to sign them with (default: ${defaultSecret()})
  --help                     this
  --version                  the version
`

/** What the command says instead of running: an answer, or what is wrong with how it was called. */
export class Told extends Error {
  readonly exitCode: number

  constructor(message: string, exitCode: number) {
    super(message)
    this.exitCode = exitCode
  }
}

/** @throws {Told} when the command line asks for help or the version, or when an option is malformed. */
export function readCommandLine(args: string[], version: string): CommandLine {
  const { values } = parse(args)
  if (values.help) throw new Told(USAGE, 0)
  if (values.version) throw new Told(`${version}\n`, 0)
  const { port, host, exposed, seed, persist, limits, webhook } = values
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) {
    throw mistake(`--port must be a number from 0 to 65535, and is ${port}`)
  }
  // What an unset variable of a shell leaves behind: --seed "$SEED".
  for (const [name, value] of Object.entries({ host, seed, persist })) {
    if (value === '') throw mistake(`--${name} must not be empty`)
  }
  const secret = values['webhook-secret']
  if (secret !== undefined && webhook === undefined) {
    throw mistake('--webhook-secret is for --webhook: say where events are delivered')
  }
  const signingSecret = secret ?? defaultSecret()
  checked(() => {
    if (webhook !== undefined) checkWebhookUrl('--webhook', webhook)
    checkSigningSecret('--webhook-secret', signingSecret)
  })
  return {
    port: Number(port),
    hostname: host,
    exposed,
    seed,
    persist,
    limits,
    webhook: webhook === undefined ? undefined : { url: webhook, signingSecret },
  }
}

export function mistake(what: string): Told {
  return new Told(`clerklet-emulator: ${what}\n`, 2)
}

function checked(check: () => void): void {
  try {
    check()
  } catch (error) {
    throw mistake((error as Error).message)
  }
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        port: { type: 'string', default: '4010' },
        host: { type: 'string', default: '127.0.0.1' },
        exposed: { type: 'boolean', default: false },
        seed: { type: 'string' },
        persist: { type: 'string' },
        limits: { type: 'boolean', default: false },
        webhook: { type: 'string' },
        'webhook-secret': { type: 'string' },
        help: { type: 'boolean', short: 'h' },
        version: { type: 'boolean' },
      },
    })
  } catch (error) {
    throw mistake(`${(error as Error).message} See --help.`)
  }
}

/** The same in every run, and nobody's secret. */
function defaultSecret(): string {
  return `whsec_${btoa('clerklet emulator')}`
}

import { parseArgs } from 'node:util'
import { checkSigningSecret, checkWebhookUrl } from './options.ts'
import {
  CommandExit,
  DEFAULT_SIGNING_SECRET,
  FRAMEWORKS,
  type Framework,
  mistake,
  USAGE,
} from './server/index.ts'

/** The options of the server, which `start` and `exec` share. */
export interface ServerLine {
  port: number
  hostname: string
  exposed: boolean
  https: boolean
  /** The name of the instance. Default: the name of the nearest package. */
  instance: string | undefined
  seed: string | undefined
  persist: string | undefined
  limits: boolean
  webhook: { url: string; signingSecret: string } | undefined
  /** The framework that determines the names of the environment variables. Default: the names that clerklet reads. */
  framework: Framework | undefined
}

/** The command `start`, which runs a server until it is stopped. */
export interface StartLine extends ServerLine {
  command: 'start'
  /** Whether the output is JSON. */
  json: boolean
}

/** The command `exec`, which runs a server while another command runs. */
export interface ExecLine extends ServerLine {
  command: 'exec'
  /** The command to run while the server runs. `args` are its arguments. */
  program: string
  args: string[]
}

/** The command `token`, which requests a token from a server that is running. */
export interface TokenLine {
  command: 'token'
  user: string
  azp: string | undefined
  organization: string | undefined
  port: number
  https: boolean
}

/** The parsed command line. */
export type CommandLine = StartLine | ExecLine | TokenLine

const COMMANDS = ['start', 'token', 'exec'] as const

const OF_SERVERS = {
  instance: { type: 'string' },
  host: { type: 'string', default: '127.0.0.1' },
  exposed: { type: 'boolean', default: false },
  https: { type: 'boolean', default: false },
  seed: { type: 'string' },
  persist: { type: 'string' },
  limits: { type: 'boolean', default: false },
  webhook: { type: 'string' },
  'webhook-secret': { type: 'string' },
  env: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const

/**
 * Parses the command line.
 *
 * @throws {CommandExit} when the command line requests help or the version, or when it is invalid.
 */
export function readCommandLine(args: string[], version: string): CommandLine {
  const [first = ''] = args
  const command = COMMANDS.find((one) => one === first)
  if (command === 'token') return readToken(args.slice(1))
  if (command === 'exec') return readExec(args.slice(1))
  if (command === undefined && first !== '' && !first.startsWith('-')) {
    throw mistake(`there is no command ${first}: there are ${COMMANDS.join(', ')}. See --help.`)
  }
  return readStart(command ? args.slice(1) : args, version)
}

function readStart(args: string[], version: string): StartLine {
  const { values } = parsed(() =>
    parseArgs({
      args,
      options: {
        ...OF_SERVERS,
        port: { type: 'string', default: '4010' },
        json: { type: 'boolean', default: false },
        version: { type: 'boolean' },
      },
    }),
  )
  if (values.help) throw new CommandExit(USAGE.start, 0)
  if (values.version) throw new CommandExit(`${version}\n`, 0)
  return { command: 'start', ...readServer(values), json: values.json }
}

function readExec(args: string[]): ExecLine {
  const dashes = args.indexOf('--')
  const own = dashes < 0 ? args : args.slice(0, dashes)
  const { values, positionals } = parsed(() =>
    parseArgs({
      args: own,
      allowPositionals: true,
      options: { ...OF_SERVERS, port: { type: 'string', default: '0' } },
    }),
  )
  if (values.help) throw new CommandExit(USAGE.exec, 0)
  const [program, ...others] = dashes < 0 ? [] : args.slice(dashes + 1)
  if (!program || positionals.length) {
    throw mistake('exec takes a command after --, such as: clerklet-emulator exec -- npm test')
  }
  return { command: 'exec', ...readServer(values), program, args: others }
}

function readToken(args: string[]): TokenLine {
  const { values, positionals } = parsed(() =>
    parseArgs({
      args,
      allowPositionals: true,
      options: {
        azp: { type: 'string' },
        org: { type: 'string' },
        port: { type: 'string', default: '4010' },
        https: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h' },
      },
    }),
  )
  if (values.help) throw new CommandExit(USAGE.token, 0)
  const [user, ...others] = positionals
  if (!user || others.length) {
    throw mistake('token takes one user, such as: clerklet-emulator token ada@example.com')
  }
  refuseEmpty({ org: values.org })
  return {
    command: 'token',
    user,
    azp: originOf(values.azp),
    organization: values.org,
    port: readPort(values.port, 1),
    https: values.https,
  }
}

function readServer(values: {
  port: string
  host: string
  exposed: boolean
  https: boolean
  instance?: string
  seed?: string
  persist?: string
  limits: boolean
  webhook?: string
  'webhook-secret'?: string
  env?: string
}): ServerLine {
  const { host, exposed, https, instance, seed, persist, limits, webhook } = values
  const port = readPort(values.port)
  refuseEmpty({ host, instance, seed, persist })
  const secret = values['webhook-secret']
  if (secret !== undefined && webhook === undefined) {
    throw mistake('--webhook-secret is for --webhook: say where events are delivered')
  }
  const signingSecret = secret ?? DEFAULT_SIGNING_SECRET
  checked(() => {
    if (webhook !== undefined) checkWebhookUrl('--webhook', webhook)
    checkSigningSecret('--webhook-secret', signingSecret)
  })
  return {
    port,
    hostname: host,
    exposed,
    https,
    instance,
    seed,
    persist,
    limits,
    webhook: webhook === undefined ? undefined : { url: webhook, signingSecret },
    framework: readFramework(values.env),
  }
}

function readPort(text: string, least = 0): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN
  if (port >= least && port <= 65_535) return port
  throw mistake(`--port must be a number from ${least} to 65535, and is ${text}`)
}

function readFramework(name: string | undefined): Framework | undefined {
  if (name === undefined) return undefined
  const found = FRAMEWORKS.find((one) => one === name)
  if (found) return found
  throw mistake(`--env must be one of ${FRAMEWORKS.join(', ')}, and is ${name}`)
}

/** Returns the origin of the URL in `--azp`, since the `azp` claim of a token contains no path. */
function originOf(url: string | undefined): string | undefined {
  if (url === undefined) return undefined
  if (/^https?:\/\//i.test(url) && URL.canParse(url)) return new URL(url).origin
  throw mistake(
    `--azp must be the URL of an application, such as http://localhost:3000, and is ${url}`,
  )
}

/** Refuses an empty value, such as `--seed "$SEED"` with an unset variable. */
function refuseEmpty(values: Record<string, string | undefined>): void {
  for (const [name, value] of Object.entries(values)) {
    if (value === '') throw mistake(`--${name} must not be empty`)
  }
}

function checked(check: () => void): void {
  try {
    check()
  } catch (error) {
    throw mistake((error as Error).message)
  }
}

function parsed<T>(parse: () => T): T {
  try {
    return parse()
  } catch (error) {
    throw mistake(`${(error as Error).message.replace(/\.?$/, '.')} See --help.`)
  }
}

#!/usr/bin/env node
import { setTimeout } from 'node:timers/promises'
import { type ExecLine, readCommandLine, type StartLine, type TokenLine } from './commandLine.ts'
import { VERSION } from './core/version.ts'
import { askForToken, banner, runCommand, Told } from './server/index.ts'
import { startServer, type Terminal } from './start.ts'

/** Milliseconds that the requests in flight have when the command of `exec` has ended. */
const GRACE = 2000

async function main(): Promise<void> {
  const line = readCommandLine(process.argv.slice(2), VERSION)
  if (line.command === 'token') return printToken(line)
  if (line.command === 'exec') return exec(line)
  return start(line)
}

/** Serves until a signal ends it. */
async function start(line: StartLine): Promise<void> {
  // What a program reads is one object, and nothing else.
  const { instance, url, env, certificate, stop } = await startServer(
    line,
    terminal(line.json ? process.stderr : process.stdout),
  )
  process.stdout.write(
    line.json
      ? `${JSON.stringify({ url, dashboard: `${url}/`, env })}\n`
      : banner({ instance, url, env, framework: line.framework, certificate }),
  )
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      // A second signal, or a connection that never ends, does not keep the process.
      process.once(signal, () => process.exit(1))
      stop().then(() => process.exit(0), fail)
    })
  }
}

/** Serves while another command runs, whose output stays its own: what is said here goes to the other stream. */
async function exec(line: ExecLine): Promise<void> {
  const { url, plain, env, stop } = await startServer(line, terminal(process.stderr))
  process.stderr.write(`clerklet-emulator: Clerk is at ${url}\n`)
  const status = await runCommand(line.program, line.args, { ...plain, ...env })
  // A connection that never ends, such as that of a browser, does not keep the command.
  await Promise.race([stop(), setTimeout(GRACE)])
  process.exit(status)
}

async function printToken({ user, azp, organization, port, https }: TokenLine): Promise<void> {
  process.stdout.write(`${await askForToken({ user, azp, organization }, { port, https })}\n`)
}

function terminal(stream: NodeJS.WriteStream): Terminal {
  return {
    say: (line) => stream.write(`${line}\n`),
    warn: (line) => process.stderr.write(`clerklet-emulator: ${line}\n`),
  }
}

function fail(error: unknown): void {
  const told = error instanceof Told
  const stream = told && error.exitCode === 0 ? process.stdout : process.stderr
  stream.write(told ? error.message : `${error instanceof Error ? error.stack : error}\n`)
  process.exitCode = told ? error.exitCode : 1
}

main().catch(fail)

#!/usr/bin/env node
import { setTimeout } from 'node:timers/promises'
import { type ExecLine, readCommandLine, type StartLine, type TokenLine } from './commandLine.ts'
import { VERSION } from './core/version.ts'
import { askForToken, banner, CommandExit, runCommand } from './server/index.ts'
import { startServer, type Terminal } from './start.ts'

/** Milliseconds for which pending requests may continue after the command of `exec` has ended. */
const GRACE = 2000

async function main(): Promise<void> {
  const line = readCommandLine(process.argv.slice(2), VERSION)
  if (line.command === 'token') return printToken(line)
  if (line.command === 'exec') return exec(line)
  return start(line)
}

/** Runs the server until a signal ends it. */
async function start(line: StartLine): Promise<void> {
  // With `--json`, the standard output is one JSON object. All other text goes to the error stream.
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
      // The same signal again ends the process at once, even when a connection does not close.
      process.once(signal, () => process.exit(1))
      stop().then(() => process.exit(0), fail)
    })
  }
}

/**
 * Runs the server while another command runs. The text of the server goes to the error stream, so that the command's output
 * is unchanged.
 */
async function exec(line: ExecLine): Promise<void> {
  const { url, plain, env, stop } = await startServer(line, terminal(process.stderr))
  process.stderr.write(`clerklet-emulator: Clerk is at ${url}\n`)
  const status = await runCommand(line.program, line.args, { ...plain, ...env })
  // A connection that does not close, such as a browser's, delays the exit by `GRACE` at most.
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
  const isExit = error instanceof CommandExit
  const stream = isExit && error.exitCode === 0 ? process.stdout : process.stderr
  stream.write(isExit ? error.message : `${error instanceof Error ? error.stack : error}\n`)
  process.exitCode = isExit ? error.exitCode : 1
}

main().catch(fail)

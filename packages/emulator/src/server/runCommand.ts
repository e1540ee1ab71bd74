import { constants } from 'node:os'
import spawn from 'cross-spawn'

/** Signals that are forwarded to the command. */
const PASSED_ON = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT', 'SIGUSR2'] as const
/** Signals that are not forwarded in a terminal, because the terminal itself sends them to the command. */
const OF_TERMINALS: readonly string[] = ['SIGINT', 'SIGQUIT']

/**
 * Runs a command with additional environment variables, on the input and output of this process. Forwards signals to the
 * command.
 *
 * @returns The exit status as in a shell: 128 plus the number of the signal that ended the command, 127 when there is no such
 *   command, 126 when the command cannot be run.
 */
export async function runCommand(
  program: string,
  args: string[],
  env: Record<string, string>,
): Promise<number> {
  const child = spawn(program, args, { stdio: 'inherit', env: { ...process.env, ...env } })
  const isInTerminal = process.stdin.isTTY === true
  const passOn = (signal: NodeJS.Signals) => {
    if (!isInTerminal || !OF_TERMINALS.includes(signal)) child.kill(signal)
  }
  for (const signal of PASSED_ON) process.on(signal, passOn)
  try {
    return await new Promise((resolve) => {
      child.on('error', (error: NodeJS.ErrnoException) => resolve(failed(program, error)))
      child.on('exit', (code, signal) => resolve(code ?? 128 + numberOf(signal)))
    })
  } finally {
    for (const signal of PASSED_ON) process.off(signal, passOn)
  }
}

function failed(program: string, { code, message }: NodeJS.ErrnoException): number {
  const isMissing = code === 'ENOENT'
  const reason = isMissing ? 'there is no such command' : `it cannot be run: ${message}`
  process.stderr.write(`clerklet-emulator: ${program}: ${reason}\n`)
  return isMissing ? 127 : 126
}

function numberOf(signal: NodeJS.Signals | null): number {
  return signal === null ? 0 : constants.signals[signal]
}

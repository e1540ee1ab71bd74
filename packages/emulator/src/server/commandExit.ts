/** Ends the command with a message: a text that was requested, such as the help, or an error. */
export class CommandExit extends Error {
  readonly exitCode: number

  constructor(message: string, exitCode: number) {
    super(message)
    this.exitCode = exitCode
  }
}

/** Creates the error for a mistake in the command line or its environment. */
export function mistake(what: string): CommandExit {
  return new CommandExit(`clerklet-emulator: ${what}\n`, 2)
}

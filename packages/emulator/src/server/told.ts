/** What the command says instead of going on: an answer, or what is wrong with how it was called. */
export class Told extends Error {
  readonly exitCode: number

  constructor(message: string, exitCode: number) {
    super(message)
    this.exitCode = exitCode
  }
}

/** What is wrong with how the command was called. */
export function mistake(what: string): Told {
  return new Told(`clerklet-emulator: ${what}\n`, 2)
}

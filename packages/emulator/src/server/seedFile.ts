import { readFile } from 'node:fs/promises'
import { mistake } from './commandExit.ts'

/**
 * Reads the JSON of a seed. The seed itself is checked when it is added to the emulator.
 *
 * @throws {CommandExit} when the file cannot be read, or is not JSON.
 */
export async function readSeedFile(file: string): Promise<unknown> {
  const text = await readFile(file, 'utf8').catch((error: Error) => {
    throw mistake(`the seed cannot be read: ${error.message}`)
  })
  try {
    // An editor may have added a byte order mark, which JSON forbids.
    return JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch (error) {
    throw mistake(`${file} is not JSON: ${(error as Error).message}`)
  }
}

import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ClassicLevel } from 'classic-level'
import type { Emulator, Snapshot } from 'clerklet-emulator'
import { type Persistence, persist } from 'clerklet-emulator/node'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { publishedKeys } from '#emulator/core/keys.ts'
import { RecordReader } from '#emulator/records.ts'
import { createState } from '#emulator/state.ts'
import { emulate } from '#fixtures/emulator.ts'
import { createWorld, type Scenarios } from './support/scenarios.ts'
import { run, sequence } from './support/sequences.ts'

/** `SEQUENCES_SEED=7` repeats the run with the seed 7. `SEQUENCES_RUNS=500` tests 500 sequences. */
const seed = Number(process.env.SEQUENCES_SEED ?? Math.floor(Math.random() * 2 ** 31))
const numRuns = Number(process.env.SEQUENCES_RUNS ?? 20)

const opened = vi.hoisted(() => ({ level: undefined as ClassicLevel | undefined }))
vi.mock(import('#emulator/stateFolder.ts'), async (original) => {
  const { openStateFolder, ...rest } = await original()
  return {
    ...rest,
    openStateFolder: async (path) => {
      opened.level = await openStateFolder(path)
      return opened.level
    },
  }
})

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'clerklet-persist-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

/** Reads the stored data from the disk. */
async function onDisk({ clock }: Emulator): Promise<Snapshot> {
  const reader = new RecordReader(
    createState(clock, { name: '', keys: publishedKeys() }, '', () => ({ members: 0, taken: 0 })),
  )
  for (const [key, text] of (await opened.level?.iterator().all()) ?? []) reader.take(key, text)
  return reader.end().snapshot
}

/** Persists an emulator. After each request, compares the data on the disk with the data in memory. */
async function compareEachTime(emulator: Emulator): Promise<Persistence> {
  const kept = await persist(emulator, join(folder, 'state'))
  emulator.fetch = async (input, init) => {
    try {
      return await kept.fetch(new Request(input as Request, init))
    } finally {
      expect(await onDisk(emulator)).toEqual(emulator.snapshot())
    }
  }
  return kept
}

for (const file of readdirSync(new URL('scenarios', import.meta.url))) {
  const name = file.replace('.ts', '')
  const { scenarios } = (await import(`./scenarios/${name}.ts`)) as { scenarios: Scenarios }
  describe(name, () => {
    test.each(Object.entries(scenarios))('behavior: the disk agrees: %s', async (_, scenario) => {
      const world = createWorld(new Map())
      const { close } = await compareEachTime(world.emulator)
      await scenario(world)
      await close()
    })
  })
}

test(`behavior: disk and memory agree after any sequence of calls (SEQUENCES_SEED=${seed})`, {
  timeout: 300_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(sequence, async (steps) => {
      const emulator = emulate()
      const { close } = await compareEachTime(emulator)
      const ctx = { ...emulator.strict, retry: 0, fetch: emulator.fetch }
      await run(steps, { emulator, ctx })
      const before = emulator.snapshot()
      await close()

      const other = emulate()
      const again = await persist(other, join(folder, 'state'))
      expect(other.snapshot()).toEqual(before)
      await again.close()
      rmSync(join(folder, 'state'), { recursive: true })
    }),
    { seed, numRuns },
  )
})

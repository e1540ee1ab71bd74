// Runs the smoke suite and the edge-function example in a runtime, and checks the results.
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { runSmoke, startExample } from './runtimes.mjs'

/** Runs the smoke suite. Resolves to the number of checks. Rejects with an error that lists the checks that failed. */
export async function smokeIn(runtime, packedFolder) {
  const results = await runSmoke(runtime, packedFolder)
  const failed = results.filter(({ error }) => error)
  if (failed.length) {
    throw new Error(failed.map(({ name, error }) => `${name}: ${error}`).join('\n'))
  }
  assert.ok(results.length > 10)
  return results.length
}

/** Checks that the example responds with the name of the user, with the emulator as the API. */
export async function exampleIn(runtime, packedFolder) {
  const load = (path) =>
    import(pathToFileURL(join(packedFolder, 'node_modules/clerklet-emulator/dist', path)).href)
  const { createEmulator } = await load('index.mjs')
  const { listen } = await load('node.mjs')
  const clerk = createEmulator({
    seed: {
      users: [{ id: 'user_ada', username: 'ada', first_name: 'Ada', last_name: 'Lovelace' }],
    },
  })
  const { env, close } = await listen(clerk)
  const { send, stop } = await startExample(runtime, packedFolder, env)
  try {
    const refused = await send({})
    assert.equal(refused.status, 401)
    assert.match((await refused.json()).reason, /missing$/)
    const { headers } = await clerk.signIn('user_ada', { azp: 'https://app.example.com' })
    const answered = await send(headers)
    assert.deepEqual([answered.status, await answered.json()], [200, { name: 'Ada Lovelace' }])
    const elsewhere = await clerk.signIn('user_ada', { azp: 'https://evil.example.com' })
    assert.equal((await send(elsewhere.headers)).status, 401)
  } finally {
    stop()
    await close()
  }
}

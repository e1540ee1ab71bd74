// Verifies a delivery with clerklet, with the official SDK, and with the package that the SDK uses.
import { signWebhook, verifyWebhook } from 'clerklet/webhooks'

const signingSecret = 'whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY='
const URL = 'https://example.com/webhooks'

/** Returns a signed delivery whose body has about `bytes` bytes. */
function deliveryOf(bytes) {
  const data = { id: 'user_1', public_metadata: { notes: Array(bytes >> 5).fill('x'.repeat(29)) } }
  return signWebhook({ type: 'user.created', object: 'event', data }, { signingSecret })
}

async function variants(bytes) {
  const { verifyWebhook: official } = await import('@clerk/backend/webhooks')
  const { Webhook } = await import('standardwebhooks')
  const signed = await deliveryOf(bytes)
  const headers = Object.fromEntries(
    Object.entries(signed.headers).map(([name, value]) => [name.replace('svix', 'webhook'), value]),
  )
  const standard = new Webhook(signingSecret)
  const ours = () => verifyWebhook(new Request(URL, signed), { signingSecret })
  return {
    clerklet: ours,
    'clerklet, again': ours,
    'official SDK': () => official(new Request(URL, signed), { signingSecret }),
    standardwebhooks: async () => standard.verify(await new Request(URL, signed).text(), headers),
  }
}

export const webhookCases = {
  async 'verifying a webhook of 100 kB'() {
    return { rounds: 20, repeat: 40, variants: await variants(100_000) }
  },
  async 'verifying a webhook of 2 kB'() {
    return { rounds: 20, repeat: 400, variants: await variants(2_000) }
  },
}

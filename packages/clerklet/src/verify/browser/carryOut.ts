import { MachineTokenVerificationError } from '../errors.ts'
import { verifyMachine } from '../machine/verifyMachine.ts'
import type { SessionClaims } from '../token/decodeToken.ts'
import { failure } from '../token/failure.ts'
import { verifySession } from '../token/session.ts'
import { decideRefused } from './decideRefused.ts'
import { decideVerified } from './decideVerified.ts'
import { answerOf, type Decision, type Step } from './decision.ts'
import type { RequestFacts } from './readRequest.ts'
import { refresh } from './refresh.ts'
import { resolveHandshake } from './resolveHandshake.ts'
import type { Settings } from './settings.ts'

/**
 * Finds out what a decision waits for, and decides with that.
 *
 * @throws {ClerkConfigError} when a key is malformed, and in development when the answer of a handshake does not hold.
 */
export async function carryOut(
  step: Step,
  request: Request,
  facts: RequestFacts,
  settings: Settings,
): Promise<Decision> {
  switch (step.kind) {
    case 'verify':
      return verify(step, facts, settings)
    case 'verifyMachine':
      return verifyMachineToken(step, settings)
    case 'refresh':
      return refresh(step, request, facts, settings)
    case 'resolveHandshake':
      return resolveHandshake(facts, settings)
  }
}

async function verify(
  { session, carrier }: Extract<Step, { kind: 'verify' }>,
  facts: RequestFacts,
  settings: Settings,
): Promise<Decision> {
  let claims: SessionClaims
  try {
    claims = await verifySession(settings, session)
  } catch (error) {
    return decideRefused(facts, settings, failure(error, carrier))
  }
  return decideVerified(facts, settings, session.token, claims, carrier)
}

async function verifyMachineToken(
  { type, session }: Extract<Step, { kind: 'verifyMachine' }>,
  settings: Settings,
): Promise<Decision> {
  const { token, decoded } = session
  try {
    const payload = await verifyMachine(settings, token, type, decoded)
    return answerOf({ kind: 'machineSignedIn', type, payload, token })
  } catch (error) {
    const { reason, message } =
      error instanceof MachineTokenVerificationError
        ? { reason: error.code, message: error.fullMessage }
        : failure(error)
    return answerOf({ kind: 'machineSignedOut', type, reason, message })
  }
}

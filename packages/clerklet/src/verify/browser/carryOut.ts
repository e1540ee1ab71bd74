import { MachineTokenVerificationError } from '../errors.ts'
import { verifyMachine } from '../machine/verifyMachine.ts'
import type { SessionClaims } from '../token/decodeToken.ts'
import { failure } from '../token/failure.ts'
import { type UnverifiedSession, verifySession } from '../token/session.ts'
import { decideBrowser } from './decide.ts'
import { decideRefused } from './decideRefused.ts'
import { decideVerified } from './decideVerified.ts'
import { answerOf, type Decision, type Step } from './decision.ts'
import { readRequest } from './readRequest.ts'
import { refresh } from './refresh.ts'
import { resolveHandshake } from './resolveHandshake.ts'
import type { Settings } from './settings.ts'

/**
 * Carries out the step that a decision waits for, and decides with its result.
 *
 * @throws {ClerkConfigError} when a key, an option or the URL of the request is malformed, and in development when a handshake
 *   token is not valid.
 */
export async function carryOut(
  step: Step,
  request: Request,
  settings: Settings,
): Promise<Decision> {
  switch (step.kind) {
    case 'verifyHeaderToken':
      return verifyHeaderToken(step.session, request, settings)
    case 'verifyMachineToken':
      return verifyMachineToken(step, settings)
    case 'readCookies':
      return decideBrowser(await readRequest(settings, request), settings)
    case 'resolveHandshake':
      return resolveHandshake(step.facts, settings)
    case 'verifyCookie':
      return verifyCookie(step, settings)
    case 'refresh':
      return refresh(step, request, settings)
  }
}

async function verifyHeaderToken(
  session: UnverifiedSession,
  request: Request,
  settings: Settings,
): Promise<Decision> {
  try {
    const claims = await verifySession(settings, session)
    return answerOf({ kind: 'signedIn', token: session.token, claims, headers: [] })
  } catch (error) {
    const facts = await readRequest(settings, request)
    return decideRefused(facts, settings, failure(error, 'header'))
  }
}

async function verifyCookie(
  { session, facts }: Extract<Step, { kind: 'verifyCookie' }>,
  settings: Settings,
): Promise<Decision> {
  let claims: SessionClaims
  try {
    claims = await verifySession(settings, session)
  } catch (error) {
    return decideRefused(facts, settings, failure(error, 'cookie'))
  }
  return decideVerified(facts, settings, session.token, claims)
}

async function verifyMachineToken(
  { type, session }: Extract<Step, { kind: 'verifyMachineToken' }>,
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

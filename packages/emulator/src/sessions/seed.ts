import { plantEach, type Shapes } from '../core/seeding.ts'
import type { State } from '../state.ts'
import { addJwtTemplate, type JwtTemplateSeed } from './jwtTemplates.ts'
import { addSeedSession, type SessionSeed } from './sessions.ts'

/** The part of a seed about sessions. */
export interface SessionsSeed {
  /** Sessions of users in this seed, or of users that already exist. */
  sessions?: readonly SessionSeed[] | undefined
  jwtTemplates?: readonly JwtTemplateSeed[] | undefined
}

export const SESSIONS_SHAPES: Shapes<SessionsSeed> = {
  sessions: {
    kinds: {
      id: 'string',
      user_id: 'string',
      status: 'string',
      active_organization_id: 'string?',
      actor: 'object',
      expires_in_seconds: 'number',
      tasks: 'string[]',
    },
    needs: ['user_id'],
  },
  jwtTemplates: {
    kinds: {
      id: 'string',
      name: 'string',
      claims: 'object',
      lifetime: 'number?',
      allowed_clock_skew: 'number?',
      custom_signing_key: 'boolean',
      signing_algorithm: 'string?',
      signing_key: 'string?',
    },
    needs: ['name', 'claims'],
  },
}

export function plantSessions(state: State, { jwtTemplates, sessions }: SessionsSeed): void {
  plantEach('jwtTemplates', jwtTemplates, (template) => addJwtTemplate(state, template))
  plantEach('sessions', sessions, (session) => addSeedSession(state, session))
}

import type { CreateJwtTemplateParams, JwtTemplate } from 'clerklet'
import { importPKCS8, SignJWT } from 'jose'
import { invalid, notFound, type Refusal } from '../core/errors.ts'
import { checkRange } from '../core/params.ts'
import { dropSecret, storeSecret } from '../core/secrets.ts'
import { taken, userOf } from '../identity/index.ts'
import type { State } from '../state.ts'
import { checkReserved } from './reservedClaims.ts'
import { render, shortcodesOf } from './shortcodes.ts'
import type { Session } from './store.ts'

/** A JWT template in a seed: the parameters of `createJwtTemplate`, and optionally the id. */
export interface JwtTemplateSeed extends CreateJwtTemplateParams {
  /** Default: a new id. */
  id?: string | undefined
}

/** Claims that a template must not contain: Clerk sets these claims itself, or only in session tokens. */
const RESERVED = ['azp', 'exp', 'iat', 'iss', 'jti', 'nbf', 'sub', 'sid', 'v', 'fea', 'pla']
const ALGORITHMS = /^(HS|RS|ES)(256|384|512)$/
/** The category in the header of the tokens of templates. */
const CATEGORY = 'cl_B7d4PD222AAA'

/** Returns the template with an id. Refuses an unknown id with 404. */
export function jwtTemplateOf(state: State, id: string): JwtTemplate {
  const template = state.jwtTemplates.get(id)
  if (!template) throw missing('id', id)
  return template
}

export function jwtTemplateNamed(state: State, name: string): JwtTemplate {
  const [template] = state.jwtTemplates.where('name', name)
  if (!template) throw missing('name', name)
  return template
}

function missing(attribute: string, value: string): Refusal {
  return notFound(`No JWT template exists with ${attribute}: ${value}`)
}

/** Creates a template, without a check of the signing key. */
export function addJwtTemplate(state: State, { id, ...params }: JwtTemplateSeed): JwtTemplate {
  checkTemplate(state, params)
  const now = state.clock.now()
  return store(
    state,
    {
      object: 'jwt_template',
      id: id ?? state.newId('jtmp'),
      ...fieldsOf(params),
      created_at: now,
      updated_at: now,
    },
    params,
  )
}

/** Changes a template. Optional parameters that are absent keep their values. */
export function updateJwtTemplate(
  state: State,
  template: JwtTemplate,
  params: CreateJwtTemplateParams,
): JwtTemplate {
  checkTemplate(state, params, template.id)
  state.jwtTemplates.delete(template.id)
  const updated_at = state.clock.now()
  return store(state, { ...template, ...fieldsOf(params, template), updated_at }, params)
}

export function removeJwtTemplate(state: State, { id }: JwtTemplate): void {
  state.jwtTemplates.delete(id)
  dropSecret(state, id)
}

function store(
  state: State,
  template: JwtTemplate,
  { signing_key }: CreateJwtTemplateParams,
): JwtTemplate {
  if (!template.custom_signing_key) dropSecret(state, template.id)
  else if (signing_key) storeSecret(state, template.id, signing_key)
  return state.jwtTemplates.add(template)
}

function fieldsOf(params: CreateJwtTemplateParams, before?: JwtTemplate) {
  const custom_signing_key = params.custom_signing_key ?? before?.custom_signing_key ?? false
  const algorithm = params.signing_algorithm ?? before?.signing_algorithm ?? 'RS256'
  return {
    name: params.name,
    claims: params.claims,
    lifetime: params.lifetime ?? before?.lifetime ?? 60,
    allowed_clock_skew: params.allowed_clock_skew ?? before?.allowed_clock_skew ?? 5,
    custom_signing_key,
    signing_algorithm: custom_signing_key ? algorithm : 'RS256',
  }
}

function checkTemplate(state: State, params: CreateJwtTemplateParams, id?: string): void {
  const { name, claims, lifetime, allowed_clock_skew } = params
  checkReserved(claims, RESERVED, 'claims')
  checkRange('lifetime', lifetime, 30, 315_360_000)
  checkRange('allowed_clock_skew', allowed_clock_skew, 0, 300)
  if (state.jwtTemplates.where('name', name).some((one) => one.id !== id)) {
    throw taken('name')
  }
  if (params.custom_signing_key && !(id && state.secrets.has(id))) {
    for (const param of ['signing_algorithm', 'signing_key'] as const) {
      if (params[param]) continue
      throw invalid(
        param,
        'form_conditional_param_missing',
        'is missing',
        `${param} is required when custom_signing_key is true.`,
      )
    }
  }
  const algorithm = params.signing_algorithm
  if (algorithm && !ALGORITHMS.test(algorithm)) {
    throw invalid(
      'signing_algorithm',
      'form_param_value_invalid',
      'is invalid',
      'signing_algorithm must be HS, RS or ES with 256, 384 or 512.',
    )
  }
}

/** Refuses a key that does not match its algorithm. */
export async function checkSigningKey(params: CreateJwtTemplateParams): Promise<void> {
  const { custom_signing_key, signing_algorithm, signing_key } = params
  if (!custom_signing_key || !signing_algorithm || !signing_key) return
  try {
    await importKey(signing_algorithm, signing_key)
  } catch {
    throw invalid(
      'signing_key',
      'form_param_value_invalid',
      'is invalid',
      `signing_key is not a private key in PKCS #8 for ${signing_algorithm}.`,
    )
  }
}

async function importKey(algorithm: string, key: string): Promise<CryptoKey | Uint8Array> {
  return algorithm.startsWith('HS') ? new TextEncoder().encode(key) : importPKCS8(key, algorithm)
}

/** Signs a token of a template for the user of a session. */
export async function mintTemplateToken(
  state: State,
  session: Session,
  template: JwtTemplate,
  expiresIn: number = template.lifetime,
): Promise<string> {
  const user = userOf(state, session.user_id)
  const now = Math.floor(state.clock.now() / 1000)
  const payload = {
    ...render(template.claims, shortcodesOf(state, session, user)),
    exp: now + expiresIn,
    iat: now,
    iss: `https://${state.instance.frontendApi}`,
    jti: state.newId('jti').slice(4),
    nbf: now - template.allowed_clock_skew,
    sub: user.id,
  }
  const secret = state.secrets.get(template.id)
  const custom = template.custom_signing_key && secret !== undefined
  const alg = custom ? template.signing_algorithm : 'RS256'
  const key = custom ? await importKey(alg, secret) : await state.keys.signingKey()
  // A custom key is not in the JWKS, so the token has no `kid`.
  const kid = custom ? {} : { kid: state.instance.id }
  return new SignJWT(payload)
    .setProtectedHeader({ alg, cat: CATEGORY, typ: 'JWT', ...kid })
    .sign(key)
}

import type { CreateJwtTemplateParams } from 'clerklet'
import { Hono } from 'hono'
import { answerList } from '../../core/lists.ts'
import { type Kinds, readBody, required } from '../../core/params.ts'
import type { State } from '../../state.ts'
import {
  addJwtTemplate,
  checkSigningKey,
  jwtTemplateOf,
  removeJwtTemplate,
  updateJwtTemplate,
} from '../jwtTemplates.ts'

const KINDS: Kinds = {
  name: 'string',
  claims: 'object',
  lifetime: 'number?',
  allowed_clock_skew: 'number?',
  custom_signing_key: 'boolean',
  signing_algorithm: 'string?',
  signing_key: 'string?',
}

/** The routes of `/jwt_templates`. */
export function jwtTemplates(state: State): Hono {
  const app = new Hono()

  app.get('/', (c) => answerList(c, state.jwtTemplates.newest(), { envelope: 'on-request' }))

  app.post('/', async (c) => {
    const params = await readTemplate(c)
    return c.json(addJwtTemplate(state, params))
  })

  app.get('/:id', (c) => c.json(jwtTemplateOf(state, c.req.param('id'))))

  app.patch('/:id', async (c) => {
    const template = jwtTemplateOf(state, c.req.param('id'))
    const params = await readTemplate(c)
    return c.json(updateJwtTemplate(state, template, params))
  })

  app.delete('/:id', (c) => {
    const template = jwtTemplateOf(state, c.req.param('id'))
    removeJwtTemplate(state, template)
    return c.json({ object: 'jwt_template', id: template.id, deleted: true })
  })
  return app
}

async function readTemplate(c: Parameters<typeof readBody>[0]): Promise<CreateJwtTemplateParams> {
  const params = await readBody<CreateJwtTemplateParams>(c, KINDS)
  required(params, 'name', 'claims')
  await checkSigningKey(params)
  return params
}

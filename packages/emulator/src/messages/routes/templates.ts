import type { PreviewTemplateParams, Template, UpsertTemplateParams } from 'clerklet'
import { Hono } from 'hono'
import { answerList } from '../../core/lists.ts'
import { type Kinds, readBody } from '../../core/params.ts'
import type { State } from '../../state.ts'
import {
  changeTemplate,
  checkBody,
  filledIn,
  revertTemplate,
  templateOf,
  templatesOf,
  typeOf,
} from '../templates.ts'

const PREVIEWED: Kinds = {
  subject: 'string?',
  body: 'string',
  from_email_name: 'string',
  reply_to_email_name: 'string',
}

/** The routes of `/templates`. */
export function templates(state: State): Hono {
  const app = new Hono()

  app.get('/:type', (c) =>
    answerList(c, templatesOf(state, typeOf(c.req.param('type'))), { envelope: 'on-request' }),
  )

  app.get('/:type/:slug', (c) => {
    const { type, slug } = c.req.param()
    return c.json(templateOf(state, typeOf(type), slug))
  })

  app.put('/:type/:slug', async (c) => {
    const { type, slug } = c.req.param()
    const body = await readBody<UpsertTemplateParams>(c, {
      ...PREVIEWED,
      name: 'string',
      markup: 'string?',
      delivered_by_clerk: 'boolean?',
    })
    return c.json(changeTemplate(state, typeOf(type), slug, body))
  })

  app.post('/:type/:slug/revert', (c) => {
    const { type, slug } = c.req.param()
    return c.json(revertTemplate(state, typeOf(type), slug))
  })

  app.post('/:type/:slug/preview', async (c) => {
    const { type, slug } = c.req.param()
    const template = templateOf(state, typeOf(type), slug)
    const body = await readBody<PreviewTemplateParams>(c, PREVIEWED)
    checkBody(template, body.body)
    return c.json(preview({ ...template, ...body }, state.instance.frontendApi))
  })

  app.post('/:type/:slug/toggle_delivery', async (c) => {
    const { type, slug } = c.req.param()
    const { delivered_by_clerk } = templateOf(state, typeOf(type), slug)
    const body = await readBody<{ delivered_by_clerk?: boolean }>(c, {
      delivered_by_clerk: 'boolean',
    })
    return c.json(
      changeTemplate(state, typeOf(type), slug, {
        delivered_by_clerk: body.delivered_by_clerk ?? !delivered_by_clerk,
      }),
    )
  })
  return app
}

function preview(template: Template, host: string): Record<string, string> {
  const body = filledIn(template.body ?? '')
  if (template.template_type === 'sms') return { body }
  const address = (name: string | undefined) => (name ? `${name}@${host}` : '')
  return {
    subject: filledIn(template.subject ?? ''),
    body,
    from_email_address: address(template.from_email_name),
    reply_to_email_address: address(template.reply_to_email_name),
  }
}

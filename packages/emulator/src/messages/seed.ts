import { plantEach, type Shapes } from '../core/seeding.ts'
import type { State } from '../state.ts'
import { changeTemplate, type TemplateSeed } from './templates.ts'

/** The part of a seed about messages. */
export interface MessagesSeed {
  /** Changes of the system templates. */
  templates?: readonly TemplateSeed[] | undefined
}

export const MESSAGES_SHAPES: Shapes<MessagesSeed> = {
  templates: {
    kinds: {
      template_type: 'string',
      slug: 'string',
      name: 'string',
      subject: 'string?',
      markup: 'string?',
      body: 'string',
      delivered_by_clerk: 'boolean?',
      from_email_name: 'string',
      reply_to_email_name: 'string',
    },
    needs: ['template_type', 'slug'],
  },
}

export function plantMessages(state: State, { templates }: MessagesSeed): void {
  plantEach('templates', templates, ({ template_type, slug, ...changes }) =>
    changeTemplate(state, template_type, slug, changes),
  )
}

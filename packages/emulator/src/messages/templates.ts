import type { Template, UpsertTemplateParams } from 'clerklet'
import { entry, invalid, notFound, Refusal } from '../core/errors.ts'
import type { State } from '../state.ts'
import { SAMPLES, SYSTEM_TEMPLATES, type SystemTemplate } from './systemTemplates.ts'

/** A change of a template in a seed: the parameters of `upsertTemplate`, with the type and the slug. */
export interface TemplateSeed extends UpsertTemplateParams {
  template_type: 'email' | 'sms'
  slug: string
}

/** Reads the type of a template. Refuses an unknown type. */
export function typeOf(text: string): 'email' | 'sms' {
  if (text === 'email' || text === 'sms') return text
  throw new Refusal(
    400,
    entry(
      'template_type_unsupported',
      'Template type unsupported',
      'The type of a template is email or sms.',
    ),
  )
}

/** Returns the templates of a type by position, each in its changed or original form. */
export function templatesOf(state: State, type: 'email' | 'sms'): Template[] {
  return SYSTEM_TEMPLATES.filter((one) => one.type === type).map(
    ({ slug }) => state.templates.get(`${type}/${slug}`) ?? systemTemplate(state, type, slug),
  )
}

/** Returns a template in its changed or original form. Refuses an unknown slug with 404. */
export function templateOf(state: State, type: 'email' | 'sms', slug: string): Template {
  return state.templates.get(`${type}/${slug}`) ?? systemTemplate(state, type, slug)
}

/** Whether Clerk sends the messages of a template. Otherwise, the receiver of the webhook event sends them. */
export function isDelivered({ templates }: State, type: 'email' | 'sms', slug: string): boolean {
  return templates.get(`${type}/${slug}`)?.delivered_by_clerk ?? true
}

/** Changes the given values of a template. The instance keeps the changed copy until it is reverted. */
export function changeTemplate(
  state: State,
  type: 'email' | 'sms',
  slug: string,
  changes: UpsertTemplateParams,
): Template {
  const before = templateOf(state, type, slug)
  checkBody(before, changes.body)
  const given = Object.entries(changes).filter(([, value]) => value !== null && value !== undefined)
  const template: Template = {
    ...before,
    ...Object.fromEntries(given),
    ...(type === 'sms' && { subject: null }),
    resource_type: 'user',
    instance_id: state.instance.id,
    can_revert: true,
    updated_at: state.clock.now(),
  }
  state.templates.set(`${type}/${slug}`, template)
  return template
}

/** Reverts a template to its original form. Refuses an unknown slug with 404, and a template without changes. */
export function revertTemplate(state: State, type: 'email' | 'sms', slug: string): Template {
  const template = systemTemplate(state, type, slug)
  if (state.templates.delete(`${type}/${slug}`)) return template
  throw new Refusal(
    400,
    entry('template_revert_error', 'Template revert error', 'The template was not changed.'),
  )
}

/** Refuses a body with an unmatched `{{` or `}}`, or without a required variable. */
export function checkBody({ required_variables = [] }: Template, body: string | undefined): void {
  if (body === undefined) return
  if (body.replace(/{{[^{}]*}}/g, '').match(/{{|}}/)) {
    throw invalid('body', 'invalid_template_body', 'is invalid', 'A variable is {{name}}.')
  }
  const names = variablesOf(body)
  const missing = required_variables.find((name) => !names.includes(name))
  if (missing === undefined) return
  throw invalid(
    'body',
    'required_variable_missing',
    'Required variable missing',
    `body must hold {{${missing}}}.`,
  )
}

/** Replaces the variables in a text by samples, for a preview. */
export function filledIn(text: string): string {
  return text.replace(/{{([^{}]*)}}/g, (_, name: string) => SAMPLES[name.trim()] ?? '')
}

function systemTemplate({ began }: State, type: 'email' | 'sms', slug: string): Template {
  const found = SYSTEM_TEMPLATES.find((one) => one.type === type && one.slug === slug)
  if (!found) throw notFound(`No ${type} template was found with slug ${slug}`)
  return {
    object: 'template',
    id: `tmpl_${type}_${slug}`,
    instance_id: null,
    resource_type: 'system',
    template_type: type,
    name: found.name,
    slug,
    position: positionOf(found),
    can_revert: false,
    can_delete: false,
    can_edit_body: true,
    can_toggle: false,
    subject: found.subject,
    markup: '',
    body: found.body,
    available_variables: Object.keys(SAMPLES),
    required_variables: found.required,
    ...(type === 'email' && { from_email_name: 'noreply', reply_to_email_name: '' }),
    delivered_by_clerk: true,
    enabled: true,
    flagged_as_suspicious: false,
    created_at: began.at,
    updated_at: began.at,
  }
}

function positionOf(template: SystemTemplate): number {
  return SYSTEM_TEMPLATES.filter(({ type }) => type === template.type).indexOf(template)
}

function variablesOf(body: string): string[] {
  return [...body.matchAll(/{{([^{}]*)}}/g)].map(([, name = '']) => name.trim())
}

import { readDocument } from './documents.ts'

/** The sections of the README that the first page shows. */
const SECTIONS = ['A Worker in six lines', 'Sizes', 'Compared with the official client']

/** Creates the first page from texts of the README of the repository. */
export function homePage(readme = readDocument('README.md')): string {
  const [, introduction = ''] = /^# clerklet\n\n([\s\S]+?)\n\n/.exec(readme) ?? []
  return `---
layout: home
title: clerklet
titleTemplate: the Clerk Backend API as standalone functions
hero:
  name: clerklet
  tagline: ${JSON.stringify(introduction.replaceAll('\n', ' '))}
  actions:
    - { theme: brand, text: Start here, link: /documents/start }
    - { theme: alt, text: Documents, link: /documents/ }
    - { theme: alt, text: Reference, link: /reference/ }
---

${SECTIONS.map((title) => sectionOf(readme, title)).join('\n')}`
}

/** Returns a section with its heading. */
function sectionOf(text: string, title: string): string {
  const [, ...sections] = text.split(/^(?=## )/m)
  const section = sections.find((each) => each.startsWith(`## ${title}\n`))
  if (!section) throw new Error(`README.md has no section '${title}', which the first page shows`)
  return section
}

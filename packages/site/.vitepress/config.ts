import { slug } from 'github-slugger'
import { type DefaultTheme, defineConfig } from 'vitepress'
import { sectionsOfDocuments } from '../generate/documents.ts'
import { referenceSidebar } from '../generate/reference.ts'
import { documentLinks, literalBraces, runnableExamples } from './markdown.ts'
import { THEMES } from './themes.ts'

/** The folder of the site on its host, such as `/clerklet/`. */
const base = `/${process.env.SITE_BASE ?? ''}/`.replaceAll(/\/+/g, '/')

/**
 * Creates a sidebar for each area of the reference, with the functions of that area only. Every page contains its sidebar, and a
 * list of all functions would be most of the page.
 */
function sidebarsOfReference() {
  const areas = referenceSidebar()
  const index = areas.map(({ text }) => ({ text, link: `/reference/#${slug(text)}` }))
  const sidebars = areas.map(({ text, items }): [string, DefaultTheme.SidebarItem[]] => [
    items[0]?.link.replace(/[^/]+$/, '') ?? '',
    [
      { text: 'All functions', link: '/reference/' },
      { text, items },
    ],
  ])
  return { ...Object.fromEntries(sidebars), '/reference/': [{ text: 'Reference', items: index }] }
}

export default defineConfig({
  title: 'clerklet',
  description: 'The Clerk Backend API as standalone functions',
  lang: 'en',
  base,
  head: [['link', { rel: 'icon', href: `${base}icon.svg` }]],
  srcDir: '.pages',
  outDir: process.env.SITE_OUT ?? 'dist',
  // Without this option, each page contains the names of all files and all sidebars.
  metaChunk: true,
  markdown: {
    // Links in the documents have the fragments that GitHub makes from headings.
    anchor: { slugify: slug },
    theme: THEMES,
    config(md) {
      documentLinks(md)
      literalBraces(md)
      runnableExamples(md)
    },
  },
  themeConfig: {
    nav: [
      { text: 'Start', link: '/documents/start' },
      { text: 'Documents', link: '/documents/', activeMatch: '^/documents/(?!start)' },
      { text: 'Reference', link: '/reference/', activeMatch: '^/reference/' },
    ],
    sidebar: {
      '/documents/': sectionsOfDocuments().map(({ title, documents }) => ({
        text: title,
        items: documents.map((each) => ({ text: each.title, link: `/${each.page}` })),
      })),
      ...sidebarsOfReference(),
    },
    outline: [2, 3],
    externalLinkIcon: true,
    search: {
      provider: 'local',
      options: {
        miniSearch: {
          searchOptions: {
            // Sections such as "Parameters" are on every page of the reference: rank them below pages and documents.
            boostDocument: (id: string, _term: string, { titles }: { titles?: string[] } = {}) =>
              id.includes('/reference/') && titles?.length ? 0.3 : 1,
          },
        },
      },
    },
  },
  vite: {
    // No warning for the large search index, which is one file: it is loaded only when the search is opened.
    build: { chunkSizeWarningLimit: 2000 },
    worker: { format: 'es' },
  },
})

import Link from 'next/link'

/** Rendered at build time. Next prefetches the page of the recipe, and shows it by client-side navigation. */
export default function Page() {
  return <Link href="/">Start page</Link>
}

import Link from 'next/link'

/** A page that is rendered at build time. Next prefetches the linked page, and opens it by client-side navigation. */
export default function Page() {
  return <Link href="/">Start page</Link>
}

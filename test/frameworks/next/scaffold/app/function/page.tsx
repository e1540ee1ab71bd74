import Link from 'next/link'
import { redirect } from 'next/navigation'
import { getState } from '@/lib/clerk'

/** Redirects to a URL with the id of the user. Runs on the server. */
async function submit() {
  'use server'
  const auth = (await getState()).toAuth()
  redirect(`/elsewhere?by=${auth?.userId}`)
}

export default function Page() {
  return (
    <form action={submit}>
      <button type="submit">Submit</button>
      <Link href="/" prefetch={false}>
        Start page
      </Link>
    </form>
  )
}

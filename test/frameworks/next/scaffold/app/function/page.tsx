import Link from 'next/link'
import { redirect } from 'next/navigation'
import { getState } from '@/lib/clerk'

/** A server function that needs a user. */
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

import { auth } from '@clerk/nextjs/server'
import Link from 'next/link'

export default async function Page() {
  const { isAuthenticated } = await auth()
  return (
    <>
      <p>{isAuthenticated ? 'You are signed in.' : 'You are signed out.'}</p>
      <Link href="/account">Account</Link>
    </>
  )
}

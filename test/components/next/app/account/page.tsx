import { auth, currentUser } from '@clerk/nextjs/server'

/** For signed-in users only: the session token says who asks, the Backend API says more. */
export default async function Page() {
  const { userId } = await auth()
  const user = await currentUser()
  return (
    <p>
      The account of {user?.primaryEmailAddress?.emailAddress}, {userId === user?.id ? 'you' : '?'}
    </p>
  )
}

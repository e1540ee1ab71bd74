import { auth, currentUser } from '@clerk/nextjs/server'

/** A page for signed-in users: the id is from the session token, and the address from the Backend API. */
export default async function Page() {
  const { userId } = await auth()
  const user = await currentUser()
  return (
    <p>
      The account of {user?.primaryEmailAddress?.emailAddress}, {userId === user?.id ? 'you' : '?'}
    </p>
  )
}

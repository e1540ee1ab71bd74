import { clerkMiddleware, createRouteMatcher } from '@clerk/nextjs/server'

const isPrivate = createRouteMatcher(['/account(.*)'])

export default clerkMiddleware(async (auth, request) => {
  if (isPrivate(request)) await auth.protect()
})

export const config = {
  // The matcher that Clerk recommends.
  matcher: [
    '/((?!_next|[^?]*\\.(?:html?|css|js(?!on)|jpe?g|webp|png|gif|svg|ttf|woff2?|ico|csv|docx?|xlsx?|zip|webmanifest)).*)',
    '/(api|trpc)(.*)',
  ],
}

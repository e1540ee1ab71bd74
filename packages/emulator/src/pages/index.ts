/** The dashboard, and the pages for sign-in and sign-out. */

export { dashboard, isForDashboard } from './dashboard/dashboard.ts'
export { signInPages } from './signIn.ts'

/** The dashboard, and the pages to sign in and out. */

export { dashboard, isForDashboard } from './dashboard/dashboard.ts'
export { signInPages } from './signIn.ts'

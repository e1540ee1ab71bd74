/** The dashboard, and the pages for sign-in, sign-out and OAuth consent. */

export { dashboard, isForDashboard } from './dashboard/dashboard.ts'
export { signInPages } from './signIn.ts'

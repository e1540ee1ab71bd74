import type { Seed } from 'clerklet-emulator'

/** A seed with paid plans, discounts, and new subscriptions of a user and an organization. */
export const BILLING = {
  users: [{ id: 'user_ada', email_address: ['ada@example.com'] }],
  organizations: [{ id: 'org_acme', name: 'Acme' }],
  billing: {
    plans: [
      {
        id: 'cplan_pro',
        name: 'Pro',
        amount: 1000,
        annual_monthly_amount: 800,
        free_trial_days: 14,
        features: ['Export'],
      },
      { id: 'cplan_team', name: 'Team', for_payer_type: 'org', amount: 5000 },
    ],
    discounts: [
      { id: 'disc_half', name: 'Half', percent_off: 50, cycles: 1 },
      { id: 'disc_three', name: 'Three off', amount_off: 300 },
    ],
    subscriptions: [
      { id: 'csub_item_pro', user_id: 'user_ada', plan: 'pro' },
      { id: 'csub_item_team', organization_id: 'org_acme', plan: 'team' },
    ],
  },
} as const satisfies Seed

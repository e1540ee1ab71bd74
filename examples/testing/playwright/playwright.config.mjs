import { defineConfig } from '@playwright/test'

export default defineConfig({
  testMatch: '*.spec.mjs',
  workers: 1,
  reporter: 'list',
  use: {
    launchOptions: {
      // One that is installed, instead of the one that `playwright install` fetches.
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      // The sandbox does not work for root, which is who runs a container.
      args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
    },
  },
})

import { defineConfig } from '@playwright/test'

export default defineConfig({
  testMatch: '*.spec.mjs',
  workers: 1,
  reporter: 'list',
  use: {
    launchOptions: {
      // The installed Chromium, instead of the one that `playwright install` downloads.
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      // The sandbox does not work for root, which is the usual user in a container.
      args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
    },
  },
})

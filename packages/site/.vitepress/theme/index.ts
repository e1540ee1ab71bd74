import type { Theme } from 'vitepress'
import DefaultTheme from 'vitepress/theme-without-fonts'
import RunExample from './RunExample.vue'
import './style.css'

export default {
  extends: DefaultTheme,
  enhanceApp({ app }) {
    // A page that cannot be rendered fails the build.
    app.config.throwUnhandledErrorInProduction = true
    app.component('RunExample', RunExample)
  },
} satisfies Theme

// Renews docs/page.png, the picture of the READMEs: node screenshot.mjs
import { resolve } from 'node:path'
import { chromium } from 'playwright-core'

const args = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking']
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args })
const page = await browser.newPage({ viewport: { width: 1180, height: 640 } })
await page.goto(`file://${resolve('../docs/page.html')}#s0`)
await page.waitForTimeout(500)
await page.screenshot({ path: '../docs/page.png' })
await browser.close()

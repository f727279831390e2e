// Pages as the command writes them, in the browser of the system.
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { after, afterEach } from 'node:test'
import { pathToFileURL } from 'node:url'
import { type Browser, type BrowserContextOptions, type Page, chromium } from 'playwright-core'

export const ROOT = resolve('..')
const COMMAND = process.env['POLICYMARK'] ?? join(ROOT, 'target/debug/policymark')

const ARGUMENTS = [
  '--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
  '--disable-background-networking', '--disable-component-update', '--disable-sync',
]

const scratch = mkdtempSync(join(tmpdir(), 'policymark-'))
let browser: Browser | undefined

afterEach(async () => {
  for (const context of browser?.contexts() ?? []) await context.close()
})

after(async () => {
  await browser?.close()
  rmSync(scratch, { recursive: true, force: true })
})

/** Runs the command in an empty folder of its own, with these files in it. */
export function run(files: Record<string, string>, ...args: string[]): string {
  const folder = mkdtempSync(join(scratch, 'run-'))
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
  const isolated = args.includes('--config') ? [] : ['--isolated']
  execFileSync(COMMAND, ['html', ...isolated, '--quiet', ...args], { cwd: folder, maxBuffer: 1 << 28 })
  return folder
}

/** The page of a policy in this text. */
export function pageOf(text: string, name = 'policy.txt', ...args: string[]): string {
  return join(run({ [name]: text }, name, '--out', 'page.html', ...args), 'page.html')
}

/** The page of a policy in tests/policies. */
export function pageOfFixture(name: string, ...args: string[]): string {
  const path = join(ROOT, 'tests/policies', name)
  return join(run({}, path, '--out', 'page.html', ...args), 'page.html')
}

/** What a page did that it may not do: requests, messages in the console, errors. */
export interface Faults {
  list: string[]
}

/** Opens a page of the command. Every fault of it is kept for `Faults`. */
export async function open(path: string, options: BrowserContextOptions = {}, hash = ''): Promise<[Page, Faults]> {
  browser ??= await chromium.launch({ executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium', args: ARGUMENTS })
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options })
  const page = await context.newPage()
  const faults: Faults = { list: [] }
  const own = pathToFileURL(path).href
  page.on('request', (request) => {
    if (!request.url().startsWith(own)) faults.list.push(`request: ${request.url()}`)
  })
  page.on('console', (message) => faults.list.push(`console: ${message.text()}`))
  page.on('pageerror', (error) => faults.list.push(`error: ${error.message}`))
  page.on('dialog', (dialog) => {
    faults.list.push(`dialog: ${dialog.message()}`)
    void dialog.dismiss()
  })
  await page.goto(own + hash)
  return [page, faults]
}

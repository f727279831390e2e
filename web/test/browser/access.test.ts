// Names, roles and contrast, by axe-core: nothing may be found, in light and dark, in English and Chinese, on all pages.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { ROOT, open, pageOfFixture, run } from './harness.ts'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

interface Violation {
  id: string
  nodes: { html: string; failureSummary: string }[]
}

/** What axe finds. It runs from the debugger, which the content security policy of the page does not bind. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(AXE)
  const found = await page.evaluate(async () => {
    const { axe } = window as unknown as { axe: { run(): Promise<{ violations: Violation[] }> } }
    return (await axe.run()).violations
  })
  return found.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html}\n${failureSummary}`))
}

const fixture = (name: string) => join(ROOT, 'tests', name)

const PAGES: Record<string, (language: string) => string> = {
  policy: (language) => pageOfFixture('tanxi-library.txt', '--lang', language),
  'policy with slips': (language) => pageOfFixture('qinghe-garden.txt', '--lang', language),
  index: (language) => {
    const files = ['lanting-weather', 'qinghe-garden', 'yunqi-ride'].map((name) => fixture(`policies/${name}.txt`))
    return join(run({}, ...files, '--out', 'out', '--lang', language), 'out/index.html')
  },
  diff: (language) => {
    const text = readFileSync(fixture('policies/lanting-weather.txt'), 'utf8')
    const files = { 'old.txt': text, 'new.txt': text.replace('<通讯录>、', '').replace('(我们)不会[收集]', '(我们)会[收集]') }
    return join(run(files, '--diff', 'old.txt', 'new.txt', '--out', 'page.html', '--lang', language), 'page.html')
  },
  agreement: (language) => {
    const files = [fixture('agreement/songyue-clinic/first.txt'), fixture('agreement/songyue-clinic/second.txt')]
    return join(run({}, '--agree', ...files, '--out', 'page.html', '--lang', language), 'page.html')
  },
}

// What is in one language only does not depend on the theme.
const LOOKS = [
  { language: 'en', colorScheme: 'light' },
  { language: 'zh', colorScheme: 'dark' },
] as const

for (const [name, make] of Object.entries(PAGES)) {
  for (const { language, colorScheme } of LOOKS) {
    test(`axe finds nothing: ${name}, ${language}, ${colorScheme}`, async () => {
      const [page, faults] = await open(make(language), { colorScheme })
      for (const tab of await page.locator('[role=tab]:visible').all()) {
        await tab.click()
        assert.deepEqual(await violations(page), [])
      }
      await page.keyboard.press('j')
      assert.deepEqual(await violations(page), [], 'with a choice')
      assert.deepEqual(faults.list, [])
    })
  }
}

test('axe finds nothing in the help', async () => {
  const [page] = await open(pageOfFixture('lanting-weather.txt'))
  await page.keyboard.press('?')
  assert.deepEqual(await violations(page), [])
  await page.emulateMedia({ colorScheme: 'dark' })
  assert.deepEqual(await violations(page), [])
})

test('axe finds nothing on a narrow screen', async () => {
  const [page] = await open(pageOfFixture('tanxi-library.txt'), { viewport: { width: 390, height: 844 } })
  for (const tab of await page.locator('[role=tab]:visible').all()) {
    await tab.click()
    assert.deepEqual(await violations(page), [])
  }
})

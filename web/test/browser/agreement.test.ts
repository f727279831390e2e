// One text by two annotators.
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { open, run } from './harness.ts'

const pageOfTwo = (first: string, second: string) =>
  join(run({ 'a.txt': first, 'b.txt': second }, '--agree', 'a.txt', 'b.txt', '--out', 'page.html'), 'page.html')

const SHORT = ['(我们)会[收集]您的<邮箱>和<昵称>。\n', '(我们)会[收集]<您的邮箱>和昵称。\n'] as const
const NESTED = ['(我们)会[收集]<手机号码和姓名（含昵称）>。\n', '(我们)会[收集]<手机号码>和<姓名（含<昵称>）>。\n'] as const

const current = (page: Page) => page.locator('.disagreements [aria-current=true] dd').allInnerTexts()

test('what two annotators do not have alike is marked in both texts', async () => {
  const files = { 'a.txt': '(我们)会[收集]您的<邮箱>和<昵称>。\n', 'b.txt': '(我们)会[收集]<您的邮箱>和昵称。\n' }
  const folder = run(files, '--agree', 'a.txt', 'b.txt', '--out', 'page.html')
  const [page, faults] = await open(join(folder, 'page.html'))
  assert.deepEqual(await page.locator('.disagreements button').allTextContents(), ['other bounds', 'only the first marks it'])
  await page.click('.disagreements li:nth-of-type(2) button')
  assert.deepEqual(await page.locator('.differs.on').allTextContents(), ['昵称', '昵称'])
  await page.locator('.in-second .differs').first().click()
  assert.equal(await page.locator('.disagreements [aria-current=true] button').textContent(), 'other bounds')
  await page.selectOption('.filters select >> nth=0', 'extent')
  assert.equal(await page.locator('.disagreements li:visible').count(), 1)
  await page.click('#tab-figures')
  assert.match((await page.locator('.figures-table tbody tr').first().textContent()) ?? '', /^All0\.\d\d/)
  assert.deepEqual(faults.list, [])
})

test('disagreements that hold each other are all seen, and each click leads to another', async () => {
  const [page] = await open(pageOfTwo(...NESTED))
  const items = await page.locator('.disagreements li').count()
  assert.ok(items >= 2, String(items))
  for (let item = 0; item < items; item++) {
    await page.locator('.disagreements button').nth(item).click()
    for (const side of ['first', 'second']) assert.ok((await page.locator(`.in-${side} .differs.on`).count()) > 0, `${side} ${item}`)
  }
  const seen = new Set<string>()
  const word = page.locator('.in-second .differs:has-text("昵称")').last()
  await page.keyboard.press('Escape')
  await word.click()
  assert.match((await current(page)).join(), /^–,昵称/)
  for (let click = 0; click < items; click++) {
    seen.add((await current(page)).join())
    await word.click()
  }
  assert.ok(seen.size >= 2, [...seen].join(' | '))
})

test('on a narrow screen a disagreement leads to a text in which it is marked, and a text to its disagreement', async () => {
  const [page] = await open(pageOfTwo(...SHORT), { viewport: { width: 390, height: 844 } })
  await page.click('.disagreements li:nth-of-type(2) button')
  assert.deepEqual(await page.locator('.differs.on:visible').allTextContents(), ['昵称'])
  assert.ok(await page.isVisible('.in-first .text'))
  await page.locator('.in-first .differs').first().click()
  assert.equal(await page.locator('.disagreements [aria-current=true]:visible button').textContent(), 'other bounds')
  const [other] = await open(pageOfTwo(SHORT[1], SHORT[0]), { viewport: { width: 390, height: 844 } })
  await other.click('.disagreements button:has-text("only the second")')
  assert.ok(await other.isVisible('.in-second .differs.on'))
})

test('keys go over the disagreements that are shown, and Escape drops the choice and then the filters', async () => {
  const [page] = await open(pageOfTwo(...SHORT))
  await page.selectOption('[name=way]', 'only-first')
  await page.locator('.disagreements').click({ position: { x: 1, y: 1 } })
  await page.keyboard.press('j')
  await page.keyboard.press('ArrowUp')
  assert.equal(await page.locator('.disagreements [aria-current=true]:visible button').textContent(), 'only the first marks it')
  await page.keyboard.press('Escape')
  assert.equal(await page.locator('.disagreements [aria-current=true]').count(), 0)
  await page.keyboard.press('/')
  assert.equal(await page.evaluate(() => document.activeElement?.getAttribute('name')), 'way')
  await page.keyboard.press('Escape')
  assert.equal(await page.inputValue('[name=way]'), '')
  await page.selectOption('[name=kind]', 'actor')
  assert.equal(await page.locator('.empty:visible').innerText(), 'No disagreement matches the filters.')
})

// What stays when the language or the width of the window changes.
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { open, pageOf, pageOfFixture, run } from './harness.ts'

test('another language leaves text and statements where they are', async () => {
  const [page] = await open(pageOfFixture('xinghe-bookstore.txt'))
  await page.locator('.text mark').last().scrollIntoViewIfNeeded()
  await page.locator('.list').first().evaluate((list) => list.scrollTo(0, 1500))
  await page.waitForTimeout(300)
  /** How far the parts with these words are below the top of what scrolls. */
  const below = (words: readonly string[]) =>
    page.evaluate((wanted) => ['.text', '.list'].map((scroller, number) => {
      const all = [...document.querySelectorAll(`${scroller} [data-line], ${scroller} .card`)]
      const one = all.find((element) => element.textContent?.includes(wanted[number] ?? ''))
      const edge = document.querySelector(scroller)?.getBoundingClientRect().top ?? 0
      return one ? one.getBoundingClientRect().top - edge : Infinity
    }), words)
  const words = await page.evaluate(() => ['.text [data-line]', '.list .sentence'].map((selector) => {
    const edge = document.querySelector('.panel .text')?.getBoundingClientRect().top ?? 0
    const all = [...document.querySelectorAll(selector)]
    return all.find((one) => one.getBoundingClientRect().top > edge)?.textContent ?? ''
  }))
  const before = await below(words)
  await page.click('.tools [lang]')
  await page.waitForTimeout(300)
  const after = await below(words)
  before.forEach((place, number) => assert.ok(Math.abs(place - (after[number] ?? 0)) < 300, `${before} ${after} ${words}`))
})

test('another language keeps the filters of changes and of disagreements', async () => {
  const files = { 'a.txt': '(我们)[收集]<邮箱>和<昵称>。\n', 'b.txt': '(我们)[收集]<邮箱>和昵称。\n' }
  const [diff] = await open(join(run(files, '--diff', 'a.txt', 'b.txt', '--out', 'page.html'), 'page.html'))
  await diff.check('[name=meaning]')
  await diff.click('.tools [lang]')
  assert.ok(await diff.isChecked('[name=meaning]'))
  const [agreement] = await open(join(run(files, '--agree', 'a.txt', 'b.txt', '--out', 'page.html'), 'page.html'))
  await agreement.selectOption('[name=way]', 'only-first')
  await agreement.click('.disagreements button')
  await agreement.click('.tools [lang]')
  assert.equal(await agreement.inputValue('[name=way]'), 'only-first')
  assert.deepEqual(await agreement.locator('.in-first .differs.on').allTextContents(), ['昵称'])
  assert.equal(await agreement.locator('.disagreements [aria-current=true]').count(), 1)
})

test('a window that becomes wide has something at the side', async () => {
  const [page] = await open(pageOf('(我们)[收集]<邮箱>。\n'), { viewport: { width: 390, height: 800 } })
  await page.click('#tab-text')
  await page.setViewportSize({ width: 1280, height: 800 })
  await page.waitForFunction(() => document.querySelector('article')?.checkVisibility())
  assert.equal(await page.getAttribute('#tab-statements', 'aria-selected'), 'true')
})

test('one statement is not several, and a name stands once', async () => {
  const [page] = await open(pageOf('云杉隐私政策\n\n(我们)[收集]<邮箱>。\n'))
  assert.match(await page.locator('.figures').innerText(), /^policy.txt · 1 statement · 3 marks · 0 diagnostics$/)
  const [none] = await open(pageOf('(我们)[收集]<邮箱>。\n'))
  assert.match(await none.locator('.figures').innerText(), /^1 statement/)
})

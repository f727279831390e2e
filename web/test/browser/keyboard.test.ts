// Everything can be done without a mouse.
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { open, pageOf, pageOfFixture, run } from './harness.ts'

const chosen = (page: Page) => page.locator('article[aria-current=true] h3').textContent()
const focused = (page: Page) => page.evaluate(() => document.activeElement?.textContent ?? '')
const focusedTag = (page: Page) => page.evaluate(() => document.activeElement?.localName)

test('j, k and arrows go from statement to statement', async () => {
  const [page] = await open(pageOfFixture('xinghe-bookstore.txt'))
  await page.keyboard.press('j')
  await page.keyboard.press('j')
  await page.keyboard.press('ArrowDown')
  assert.equal(await chosen(page), 'Statement 2')
  assert.equal(await focusedTag(page), 'article')
  await page.keyboard.press('k')
  assert.equal(await chosen(page), 'Statement 1')
  for (let step = 0; step < 60; step++) await page.keyboard.press('j')
  assert.equal(await chosen(page), 'Statement 43')
})

test('arrows in a field are the field’s own', async () => {
  const folder = run({ 'in/a.txt': '(我们)会[收集]<邮箱>。\n', 'in/b.txt': '(我们)会[收集]<昵称>。\n' }, 'in', '--out', 'out')
  for (const path of [join(folder, 'out/index.html'), pageOfFixture('lanting-weather.txt')]) {
    const [page] = await open(path)
    await page.focus('[name=polarity]')
    await page.keyboard.press('ArrowDown')
    assert.equal(await page.inputValue('[name=polarity]'), 'affirmed')
    assert.equal(await page.locator('article[aria-current=true]').count(), 0)
  }
})

test('Enter leads from a statement to its text, arrows to other marks, and Enter back', async () => {
  const [page] = await open(pageOf('(我们)会[收集]您的<邮箱>。\n(我们)会[共享]<病历>。\n'))
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  assert.equal(await focusedTag(page), 'mark')
  assert.equal(await focused(page), '我们')
  for (let step = 0; step < 5; step++) await page.keyboard.press('ArrowRight')
  assert.equal(await focused(page), '病历')
  assert.match((await page.locator('.sr[role=status]').textContent()) ?? '', /Data: 病历\. Statements: 1/)
  await page.keyboard.press('ArrowRight')
  assert.equal(await focused(page), '病历')
  await page.keyboard.press('Enter')
  assert.equal(await focusedTag(page), 'article')
  assert.equal(await chosen(page), 'Statement 1')
})

test('the Tab key reaches the members of the chosen statement, which lead to the text', async () => {
  const [page] = await open(pageOfFixture('lanting-weather.txt'))
  await page.keyboard.press('j')
  await page.keyboard.press('Tab')
  assert.match(await focused(page), /^我们/)
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  assert.match(page.url(), /#s0$/)
  assert.match(await focused(page), /^获取/)
})

test('/ searches, Escape drops the selection and then the filters', async () => {
  const [page] = await open(pageOfFixture('xinghe-bookstore.txt'))
  await page.keyboard.press('j')
  await page.keyboard.press('/')
  await page.keyboard.type('手机')
  assert.ok((await page.locator('article').count()) < 20)
  await page.keyboard.press('Escape')
  assert.equal(await page.locator('article[aria-current=true]').count(), 0)
  assert.equal(await page.inputValue('[name=text]'), '手机')
  await page.keyboard.press('Escape')
  assert.equal(await page.inputValue('[name=text]'), '')
})

test('arrows move between tabs, and ? opens the help, where single keys can be switched off', async () => {
  const [page] = await open(pageOfFixture('lanting-weather.txt'))
  await page.focus('#tab-statements')
  await page.keyboard.press('ArrowRight')
  assert.equal(await page.getAttribute('#tab-sharing', 'aria-selected'), 'true')
  assert.ok(await page.isVisible('table.sharing'))
  await page.keyboard.press('?')
  assert.ok(await page.isVisible('dialog'))
  await page.click('dialog input')
  await page.keyboard.press('Escape')
  assert.ok(!(await page.isVisible('dialog')))
  await page.keyboard.press('j')
  assert.equal(await page.locator('article[aria-current=true]').count(), 0)
})

test('what has the focus can be seen', async () => {
  const [page] = await open(pageOfFixture('lanting-weather.txt'))
  for (let step = 0; step < 20; step++) {
    await page.keyboard.press('Tab')
    const outline = await page.evaluate(() => {
      const element = document.activeElement
      return element && element !== document.body ? getComputedStyle(element).outlineStyle : 'solid'
    })
    assert.notEqual(outline, 'none')
  }
})

test('single keys stay switched off in the other language and after the page is loaded anew', async () => {
  const [page] = await open(pageOfFixture('lanting-weather.txt'))
  await page.keyboard.press('?')
  await page.click('dialog input')
  await page.keyboard.press('Escape')
  const isOff = async () => {
    await page.keyboard.press('j')
    return (await page.locator('article[aria-current=true]').count()) === 0
  }
  await page.click('.tools [lang]')
  assert.ok(await isOff())
  await page.reload()
  assert.ok(await isOff())
})

test('the help lists the keys that the page has, and they act', async () => {
  const old = '(我们)[收集]<邮箱>。\n(我们)[保存]<昵称>。\n'
  const files = { 'in/a.txt': old, 'in/b.txt': old, 'c.txt': '(我们)不会[收集]<邮箱>。\n(我们)不会[保存]<昵称>。\n' }
  const folder = run(files, 'in', '--out', 'out')
  const keys = async (page: Page) => {
    await page.keyboard.press('?')
    const names = await page.locator('dialog dt').allTextContents()
    await page.keyboard.press('Escape')
    return names
  }
  const [policy] = await open(join(folder, 'out/a.html'))
  assert.deepEqual(await keys(policy), ['/', 'jk↓↑', '→←', 'Enter', 'Esc', 'b', '?'])
  const [index] = await open(join(folder, 'out/index.html'))
  assert.deepEqual(await keys(index), ['/', 'jk↓↑', 'Enter', 'Esc', '?'])
  await index.keyboard.press('j')
  await index.keyboard.press('j')
  await index.keyboard.press('Enter')
  await index.waitForURL(/a\.html#s1$/)
  const versions = run(files, '--diff', 'in/a.txt', 'c.txt', '--out', 'page.html')
  const [diff] = await open(join(versions, 'page.html'))
  assert.deepEqual(await keys(diff), ['/', 'jk↓↑', 'Esc', '?'])
  await diff.keyboard.press('j')
  await diff.keyboard.press('ArrowDown')
  assert.match((await diff.locator('.pair:focus').textContent()) ?? '', /昵称/)
})

test('the first Tab leads past the header', async () => {
  const [page] = await open(pageOfFixture('lanting-weather.txt'))
  await page.keyboard.press('Tab')
  assert.equal(await focused(page), 'Skip to the content')
  await page.keyboard.press('Enter')
  assert.ok(await page.locator('.text:focus').isVisible())
})

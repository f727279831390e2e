// Text and statements point at each other.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { open, pageOf, pageOfFixture } from './harness.ts'

const TEXT = `云杉隐私政策

一、收集
当{您注册账户}时，(我们)会[收集]您的<手机号码>。
(我们)不会[共享]<病历>，除非{您同意}。

二、联系
(客服)在这里。
`

test('a click on a statement shows its marks in the text', async () => {
  const [page, faults] = await open(pageOf(TEXT))
  await page.click('article:nth-of-type(2)')
  const marks = await page.locator('.text mark.on').allTextContents()
  assert.deepEqual(marks, ['我们', '共享', '病历', '您同意'])
  assert.match(page.url(), /#s1$/)
  assert.deepEqual(faults.list, [])
})

test('a click on a mark shows its statement, and says so', async () => {
  const [page] = await open(pageOf(TEXT, 'policy.txt', '--lang', 'zh'))
  await page.click('.text mark:has-text("病历")')
  assert.equal(await page.locator('article[aria-current=true] h3').textContent(), '陈述 1')
  assert.match((await page.locator('.sr[role=status]').textContent()) ?? '', /数据：病历。所属陈述：1/)
  await page.click('.text mark:has-text("客服")')
  assert.equal(await page.locator('article[aria-current=true]').count(), 0)
  assert.match((await page.locator('.sr[role=status]').textContent()) ?? '', /不属于任何陈述/)
})

test('words without a mark are shown in the text, too', async () => {
  const [page] = await open(pageOf('一、注册\n您需要向我们[提供]<手机号码>。\n'))
  await page.click('article')
  assert.deepEqual(await page.locator('.text .unmarked.on').allTextContents(), ['您', '我们'])
  await page.click('.chip.unmarked >> nth=0')
  assert.equal(await page.locator('article[aria-current=true]').count(), 1)
})

test('a place far away is scrolled into sight', async () => {
  const [page] = await open(pageOfFixture('xinghe-bookstore.txt'))
  await page.locator('.text mark').last().scrollIntoViewIfNeeded()
  await page.locator('.text mark').last().click()
  const card = page.locator('article[aria-current=true]')
  assert.ok(await card.isVisible())
  await page.locator('.text').evaluate((text) => text.scrollTo(0, 0))
  await card.locator('.chip').last().click()
  await page.waitForFunction(() => {
    const mark = document.querySelector('.text mark.on')?.getBoundingClientRect()
    return mark && mark.top > 100 && mark.bottom < innerHeight
  })
})

test('diagnostics and the wavy words lead to each other', async () => {
  const [page] = await open(pageOf('(我们)会[收集]< 手机号码>和<邮箱。\n(客服)在这里。\n'))
  await page.click('#tab-diagnostics')
  const items = page.locator('.diagnostics li')
  for (let item = 0; item < (await items.count()); item++) {
    await items.nth(item).locator('button').click()
    assert.ok((await page.locator('.text .slip.on').count()) > 0, await items.nth(item).innerText())
    assert.equal(await items.nth(item).getAttribute('aria-current'), 'true')
  }
  await page.click('#tab-statements')
  await page.locator('.text .slip:not(mark .slip)').first().click()
  assert.ok(await page.isVisible('.diagnostics [aria-current=true]'))
  assert.ok((await page.locator('.text .slip.on').count()) > 0)
})

test('the address of a mark without a statement lights it', async () => {
  const [page] = await open(pageOf('(客服)在这里。\n'), {}, '#a0')
  assert.deepEqual(await page.locator('.text mark.on').allTextContents(), ['客服'])
})

test('addresses lead to statements and to marks', async () => {
  const path = pageOfFixture('xinghe-bookstore.txt')
  const [statement] = await open(path, {}, '#s40')
  assert.equal(await statement.locator('article[aria-current=true] h3').textContent(), 'Statement 40')
  const [mark] = await open(path, {}, '#a200')
  await statement.waitForFunction(() => {
    const card = document.querySelector('article[aria-current=true]')?.getBoundingClientRect()
    return card && card.top >= 0 && card.bottom <= innerHeight
  })
  assert.ok(await mark.locator('.text mark[data-mark="200"].on').isVisible())
  const [none, faults] = await open(path, {}, '#s4000')
  assert.equal(await none.locator('article[aria-current=true]').count(), 0)
  assert.deepEqual(faults.list, [])
})

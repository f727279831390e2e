// Every filter changes what is shown: statements, marks in the text, the table and the figures.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { open, pageOf } from './harness.ts'

const TEXT = `云杉隐私政策

一、收集
当{您注册账户}时，(我们)会[收集]您的<手机号码>。
(我们)会[收集]<精确位置>。

二、共享
(我们)不会向(合作伙伴)[共享]<病历>，除非{您同意}。
根据{法律规定}，(我们)会向(税务机关)[提供]<身份证号码>。
`

const shown = (page: Page) => page.locator('article h3').allTextContents()
const vivid = (page: Page) => page.locator('.text mark:not(.faint)').allTextContents()

const CHOICES: [string, string, number[]][] = [
  ['kind', 'purpose', [0, 2, 3]],
  ['party', 'third', [2, 3]],
  ['category', 'location', [1]],
  ['ground', 'law', [3]],
  ['ground', 'consent', [2]],
  ['polarity', 'denied', [2]],
]

for (const [name, value, expected] of CHOICES) {
  test(`the filter ${name} = ${value}`, async () => {
    const [page] = await open(pageOf(TEXT))
    await page.selectOption(`[name=${name}]`, value)
    assert.deepEqual(await shown(page), expected.map((id) => `Statement ${id}`))
    assert.equal(await page.locator('.count').textContent(), `Statements: ${expected.length} of 4`)
    await page.click('.clear')
    assert.equal((await shown(page)).length, 4)
    assert.ok(await page.isHidden('.clear'))
  })
}

test('the filters for headings and words', async () => {
  const [page] = await open(pageOf(TEXT))
  await page.fill('[name=heading]', '共享')
  assert.deepEqual(await shown(page), ['Statement 2', 'Statement 3'])
  await page.fill('[name=text]', '身份证')
  assert.deepEqual(await shown(page), ['Statement 3'])
  // Words are found across brackets.
  await page.fill('[name=heading]', '')
  await page.fill('[name=text]', '会收集您的手机')
  assert.deepEqual(await shown(page), ['Statement 0'])
  await page.fill('[name=text]', '没有这样的词')
  assert.deepEqual(await shown(page), [])
  assert.equal(await page.locator('.empty:visible').first().textContent(), 'No statement matches the filters.')
})

test('marks that do not match become faint', async () => {
  const [page] = await open(pageOf(TEXT))
  await page.selectOption('[name=category]', 'location')
  assert.deepEqual(await vivid(page), ['我们', '收集', '精确位置'])
  await page.selectOption('[name=kind]', 'data')
  assert.deepEqual(await vivid(page), ['精确位置'])
  await page.selectOption('[name=category]', '')
  assert.deepEqual(await vivid(page), ['手机号码', '精确位置', '病历', '身份证号码'])
})

test('a mark whose statement is filtered out is shown all the same', async () => {
  const [page] = await open(pageOf(TEXT))
  await page.selectOption('[name=category]', 'location')
  await page.click('.text mark:has-text("病历")')
  assert.equal(await page.locator('article[aria-current=true] h3').textContent(), 'Statement 2')
  assert.equal(await page.inputValue('[name=category]'), '')
})

test('the table says what is not certain or not asserted', async () => {
  const [page] = await open(pageOf('如果(我们)[共享]您的<位置信息>给(广告商)，会告知您。\n'))
  await page.click('#tab-sharing')
  assert.match((await page.locator('table.sharing td').nth(1).innerText()), /^supposed, not said\s*共享$/)
})

test('empty lists say what they lack', async () => {
  const [page] = await open(pageOf(TEXT))
  await page.click('#tab-sharing')
  await page.selectOption('[name=category]', 'location')
  assert.equal(await page.locator('.empty:visible').innerText(), 'No statement that shares data matches the filters.')
  const [none] = await open(pageOf('一、收集\n(我们)会[收集]<邮箱>。\n'))
  await none.click('#tab-sharing')
  assert.equal(await none.locator('.empty:visible').innerText(), 'No statement says that data is shared.')
})

test('the table says who shares what with whom, for what, except when', async () => {
  const [page] = await open(pageOf(TEXT))
  await page.click('#tab-sharing')
  const rows = await page.locator('table.sharing tbody tr').all()
  const cells = await Promise.all(rows.map((row) => row.locator('td').allTextContents()))
  assert.deepEqual(cells, [
    ['我们', 'does not共享', '病历', '合作伙伴', '', '', '您同意'],
    ['我们', 'will提供', '身份证号码', '税务机关', '', '法律规定', ''],
  ])
  await page.selectOption('[name=ground]', 'law')
  assert.equal(await page.locator('table.sharing tbody tr').count(), 1)
  await page.click('table.sharing tbody button')
  assert.deepEqual(await page.locator('.text mark.on').allTextContents(), ['法律规定', '我们', '税务机关', '提供', '身份证号码'])
})

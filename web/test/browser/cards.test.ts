// What a card says of a statement.
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { open, pageOf, run } from './harness.ts'

const REFERENCE = '(您)可以[填写]<邮箱>、<昵称>，(星海)会将<上述信息>[提供]给(云杉SDK)。\n'

test('what a mark means that refers back is said in words, and leads to their statement', async () => {
  const [page] = await open(pageOf(REFERENCE))
  const chip = page.locator('article .refers')
  assert.equal((await chip.innerText()).split('\n')[0], 'means 邮箱、昵称')
  await chip.click()
  assert.equal(await page.locator('article[aria-current=true] h3').textContent(), 'Statement 0')
  assert.deepEqual(await page.locator('.text mark.on').allTextContents(), ['您', '填写', '邮箱', '昵称'])
})

test('all that a statement says has its rule', async () => {
  const lines = ['一、收集', REFERENCE, '您需要向我们[提供]<设备信息>，包括<型号>。', '(我们)会在以下情形[共享]<病历>：', '1. {您同意}；', '2. {法律规定}。']
  const [page] = await open(pageOf(`${lines.join('\n')}\n`))
  await page.click('.toggle-with-rules')
  const rules = async (selector: string) => (await page.locator(`${selector} .rule`).allInnerTexts()).map((rule) => rule.split(' ')[0])
  assert.deepEqual(await rules('.refers'), ['S30'])
  assert.deepEqual(await rules('.chip.unmarked'), ['S32', 'S34'])
  assert.equal((await rules('.chip.part')).length, 2)
  assert.deepEqual([...new Set(await rules('.announced'))], ['S27'])
  assert.equal(await page.locator('.chip:not(:has(.rule))').count(), 0)
})

test('what is inherited within a sentence is said to be, on the index as well', async () => {
  const text = '(我们)会[收集]<邮箱>，并[保存]<记录>。\n'
  const folder = run({ 'in/a.txt': text, 'in/b.txt': '无。\n' }, 'in', '--out', 'out')
  for (const path of [pageOf(text), join(folder, 'out/index.html')]) {
    const [page] = await open(path)
    const inherited = await page.locator('.chip:has-text("inherited")').allInnerTexts()
    assert.deepEqual(inherited.map((chip) => chip.split('\n')[0]), ['我们'])
    assert.match(inherited[0] ?? '', /First party · inherited/)
  }
})

test('an index has no button for rules, which it does not have', async () => {
  const folder = run({ 'in/a.txt': REFERENCE, 'in/b.txt': REFERENCE }, 'in', '--out', 'out')
  const [page] = await open(join(folder, 'out/index.html'))
  assert.equal(await page.locator('.toggle-with-rules').count(), 0)
})

// Two versions of a policy.
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { open, run } from './harness.ts'

const pageOfTwo = (before: string, after: string) =>
  join(run({ 'old.txt': before, 'new.txt': after }, '--diff', 'old.txt', 'new.txt', '--out', 'page.html'), 'page.html')

test('two versions are side by side, with what changed', async () => {
  const text = '一、收集\n(我们)不会[收集]您的<邮箱>和<昵称>。\n(我们)会[保存]<日志>。\n'
  const next = text.replace('不会', '会').replace('和<昵称>', '、<昵称>和<头像>').replace('(我们)会[保存]<日志>。', '(医院)会[公开]<病历>。')
  const files = { 'old.txt': text, 'new.txt': next }
  const folder = run(files, '--diff', 'old.txt', 'new.txt', '--out', 'page.html')
  const [page, faults] = await open(join(folder, 'page.html'))
  const changes = page.locator('.changes').first().locator('li')
  assert.deepEqual(await changes.allTextContents(), ['now affirmed', 'data added: 头像'])
  assert.equal(await page.locator('.side.old .changed').count(), 0)
  assert.deepEqual((await page.locator('.side.new .changed').allInnerTexts()).map((shown) => shown.split('\n')[0]), ['头像'])
  const kinds = await page.locator('.changes li').allTextContents()
  assert.ok(kinds.includes('added') && kinds.includes('removed'), kinds.join())
  await page.fill('[name=text]', '病历')
  assert.equal(await page.locator('.pair').count(), 1)
  assert.equal(await page.locator('.side .chip, .side .item').count() > 0, true)
  assert.equal(await page.locator('.side button').count(), 0)
  assert.deepEqual(faults.list, [])
})

test('changes are said in nouns, and how binding a statement became', async () => {
  const path = pageOfTwo('(我们)可能会[收集]您的<邮箱>。\n', '除非{您反对}，为{营销}，(我们)必须[收集]您的<邮箱>。\n')
  const [page] = await open(path)
  const changes = await page.locator('.changes li').allTextContents()
  assert.deepEqual(changes.toSorted(), ['binding: may → must', 'exception added: 您反对', 'purpose added: 营销'])
})

test('on a narrow screen each side says which version it is', async () => {
  const path = pageOfTwo('(我们)[收集]<邮箱>。\n', '(我们)不会[收集]<邮箱>。\n')
  const [wide] = await open(path)
  assert.equal(await wide.locator('.version:visible').count(), 0)
  const [page] = await open(path, { viewport: { width: 390, height: 844 } })
  assert.deepEqual(await page.locator('.version:visible').allTextContents(), ['Old version', 'New version'])
  await page.selectOption('[name=category]', 'health')
  assert.equal(await page.locator('.empty:visible').innerText(), 'No change matches the filters.')
})

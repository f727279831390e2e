// The index of a folder, and what all pages have in common.
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { open, pageOf, pageOfFixture, run } from './harness.ts'

test('an index searches all policies, and leads to their pages', async () => {
  const files = {
    '政策/云杉.txt': '云杉隐私政策\n\n(我们)会[收集]<手机号码>。\n(我们)会向(合作方)[共享]<位置>。\n',
    '政策/下级/index.txt': '(我们)不会[收集]<手机号码>和<邮箱>。\n',
    '政策/a#b %3F.txt': '(我们)[公开]<昵称>。\n',
  }
  const folder = run(files, '政策', '--out', 'pages')
  const [page] = await open(join(folder, 'pages/index.html'))
  const rows = await page.locator('.policies tbody tr').allInnerTexts()
  assert.deepEqual(rows.map((row) => row.split(/\s*[\t\n]/)), [
    ['政策/a#b %3F.txt', '1', '1', '0', '0'],
    ['政策/下级/index.txt', '1', '2', '0', '0'],
    ['云杉隐私政策', '政策/云杉.txt', '2', '2', '1', '0'],
  ])
  await page.fill('[name=text]', '手机')
  assert.equal(await page.locator('article').count(), 2)
  assert.deepEqual(await page.locator('.policies tbody tr:visible td:nth-of-type(1)').allTextContents(), ['1', '1 / 2'])
  await page.selectOption('[name=polarity]', 'denied')
  await page.click('article h3 a')
  assert.match(page.url(), /%E4%B8%8B%E7%BA%A7\/index\.html#s0$/)
  assert.equal(await page.locator('article[aria-current=true]').count(), 1)
  await page.click('a.button')
  assert.match(page.url(), /pages\/index\.html$/)
  await page.click('.policies a:has-text("a#b")')
  assert.deepEqual(await page.locator('.text mark').allTextContents(), ['我们', '公开', '昵称'])
})

test('policies without statements are no hits', async () => {
  const folder = run({ 'in/a.txt': '(我们)会[收集]<邮箱>。\n', 'in/b.txt': '没有陈述。\n' }, 'in', '--out', 'out')
  const [page] = await open(join(folder, 'out/index.html'))
  const rows = page.locator('.policies tbody tr:visible')
  assert.equal(await rows.count(), 2)
  await page.fill('[name=text]', '邮箱')
  assert.equal(await rows.count(), 1)
  await page.fill('[name=text]', '昵称')
  assert.equal(await rows.count(), 0)
  assert.equal(await page.locator('.in-policies .empty').innerText(), 'No policy has a statement that matches the filters.')
})

test('diagnostics show their fixes, and lead to their places', async () => {
  const [page] = await open(pageOf('(我们)会[收集]< 手机号码>和<邮箱。\n', 'policy.txt', '--lang', 'zh'))
  await page.click('#tab-diagnostics')
  const shown = await page.locator('.diagnostics li').allInnerTexts()
  assert.ok(shown.some((item) => item.includes('没有与“<”配对的“>”')), shown.join('\n'))
  assert.equal(await page.locator('.edit del').first().textContent(), ' ')
  assert.ok((await page.locator('.text .slip').count()) > 0)
})

test('the language is that of --lang, and a button switches it', async () => {
  const path = pageOfFixture('lanting-weather.txt', '--lang', 'zh')
  const [page, faults] = await open(path)
  assert.equal(await page.getAttribute('html', 'lang'), 'zh-CN')
  assert.equal(await page.locator('#tab-statements').innerText(), '陈述5')
  await page.selectOption('[name=polarity]', 'denied')
  await page.keyboard.press('j')
  await page.keyboard.press('Escape')
  await page.click('.tools [lang]')
  assert.equal(await page.getAttribute('html', 'lang'), 'en')
  assert.equal(await page.inputValue('[name=polarity]'), 'denied')
  assert.equal(await page.locator('.count').textContent(), 'Statements: 2 of 5')
  assert.equal(await page.getAttribute('.text', 'lang'), 'zh-CN')
  assert.deepEqual(faults.list, [])
})

test('light and dark follow the system until a button chooses', async () => {
  const [page] = await open(pageOfFixture('lanting-weather.txt'), { colorScheme: 'dark' })
  const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor)
  const dark = await background()
  await page.emulateMedia({ colorScheme: 'light' })
  const light = await background()
  assert.notEqual(dark, light)
  await page.click('.tools button[title="Light or dark"]')
  assert.equal(await background(), dark)
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.click('.tools button[title="Light or dark"]')
  assert.equal(await background(), light)
})

test('the help shows the brackets of the dialect', async () => {
  const config = '[dialect]\nbraces = "data"\nangles = "purpose"\n'
  const text = '(我们)会[收集]{邮箱}。\n'
  const files = { 'in/a.txt': text, 'in/b.txt': text, 'own.toml': config }
  const folder = run(files, 'in', '--config', 'own.toml', '--out', 'out')
  for (const path of ['out/a.html', 'out/index.html']) {
    const [page] = await open(join(folder, path))
    await page.keyboard.press('?')
    const brackets = await page.locator('dialog mark').evaluateAll((marks) => marks.map((mark) => getComputedStyle(mark, '::before').content))
    assert.match(brackets.join(' '), /"\(.*"\[.*"\{.*"</)
  }
})

test('brackets can be hidden, and rules shown', async () => {
  const [page] = await open(pageOfFixture('lanting-weather.txt'))
  const bracket = () => page.locator('.text mark').first().evaluate((mark) => getComputedStyle(mark, '::before').content)
  assert.match(await bracket(), /\{/)
  await page.keyboard.press('b')
  assert.equal(await bracket(), 'none')
  assert.ok(await page.locator('.chip .rule').first().isHidden())
  await page.click('.toggle-with-rules')
  assert.equal(await page.locator('.chip .rule').first().innerText(), 'S2 subject')
})

test('a printed page has all of the text and all statements', async () => {
  const [page] = await open(pageOfFixture('xinghe-bookstore.txt'))
  const pdf = await page.pdf()
  const pages = pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0
  assert.ok(pages >= 8, `${pages} pages`)
  assert.equal(await page.locator('article').count(), 44)
})

test('a printed page has the whole table, and a printed index all statements', async () => {
  const text = '(我们)会向(医院)[共享]<病历>。\n'.repeat(130)
  const folder = run({ 'in/a.txt': text, 'in/b.txt': text }, 'in', '--out', 'out')
  const [index] = await open(join(folder, 'out/index.html'))
  await index.pdf()
  assert.equal(await index.locator('article').count(), 260)
  for (const [path, rows] of [['out/index.html', 260], ['out/a.html', 130]] as const) {
    const [page] = await open(join(folder, path))
    await page.click('#tab-sharing')
    await page.pdf()
    assert.equal(await page.locator('.sharing tbody tr').count(), rows)
  }
})

test('on a narrow screen one part is seen at a time, and nothing is too wide', async () => {
  const [page] = await open(pageOfFixture('xinghe-bookstore.txt'), { viewport: { width: 390, height: 844 } })
  assert.ok(await page.isHidden('.text'))
  await page.click('article .chip')
  assert.ok(await page.isVisible('.text'))
  assert.ok(await page.locator('.text mark.on').first().isVisible())
  for (const tab of await page.locator('[role=tab]:visible').all()) {
    await tab.click()
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 390)
  }
})

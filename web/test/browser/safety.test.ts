// No text and no name of a file becomes markup, steers the page, or makes it ask for anything.
import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import { test } from 'node:test'
import { open, pageOf } from './harness.ts'

const HOSTILE = `</script><script>alert(1)</script><!-- 隐私政策

一、<img src=x onerror=alert(2)>"'\`
当{"><svg onload=alert(3)>}时，(我们</script>)会[收集<!--]您的<手机\u202e号码&lt;>。
(\u2066我们)会[共享]<邮\u0007箱>给(<b>合作方</b>)，链接 https://tracker.example/a.png \\(转义\\)。
(我们)会[收集]<\u2028邮箱 >，<]]>，还有<头像。
`
const NAME = `"><img src=x onerror=alert(4)>\u202etxt.#%3F&amp;.txt`

test('hostile texts and names are only text', async () => {
  const path = pageOf(HOSTILE, NAME)
  const [page, faults] = await open(path)
  for (const tab of await page.locator('[role=tab]:visible').all()) await tab.click()
  await page.click('.tools [lang]')
  await page.fill('[name=text]', '</script><img src=x onerror=alert(5)>')
  assert.equal(await page.locator('img, svg, b, script[src], link, iframe').count(), 0)
  assert.deepEqual(faults.list, [])
  const shown = await page.evaluate(() => document.body.innerText)
  assert.ok(!/[\u202e\u2066\u0007\u2028]/.test(shown))
  assert.ok(shown.includes('手机<U+202E>号码'))
  assert.ok((await page.locator('.figures').textContent())?.includes('<img src=x onerror=alert(4)><U+202E>txt.#%3F&amp;.txt'))
  assert.ok(!/[\u202e]/.test(await page.title()))
})

test('the page forbids all requests, and a script that gets into it does nothing', async () => {
  const path = pageOf('(我们)会[收集]<邮箱>。')
  const html = readFileSync(path, 'utf8')
  assert.match(html, /content="default-src 'none'; script-src 'sha256-[^']+'; style-src 'sha256-[^']+'; base-uri 'none'; form-action 'none'"/)
  const [page] = await open(path)
  const failures: (string | undefined)[] = []
  page.on('requestfailed', (request) => failures.push(request.failure()?.errorText))
  page.on('requestfinished', (request) => failures.push(`finished: ${request.url()}`))
  const refused = await page.evaluate(async () => {
    const script = document.createElement('script')
    script.textContent = 'window.broken = true'
    document.body.append(script)
    const image = document.createElement('img')
    const failed = new Promise((done) => (image.onerror = () => done('refused')))
    image.src = 'https://tracker.example/a.png'
    document.body.append(image)
    const request = await fetch('https://tracker.example/').then(() => 'sent', () => 'refused')
    return [await failed, request, 'broken' in window]
  })
  assert.deepEqual(refused, ['refused', 'refused', false])
  // The browser reports the image as a request, and that its policy stopped it before it left.
  assert.deepEqual(failures, ['csp'])
})

test('a document of another version is refused in words', async () => {
  const path = pageOf('(我们)[收集]<邮箱>。\n')
  const other = path.replace('page.html', 'other.html')
  writeFileSync(other, readFileSync(path, 'utf8').replace('"version":2,', '"version":99,'))
  const [page, faults] = await open(other)
  assert.equal(await page.locator('[role=alert]').innerText(), 'This page reads documents of version 2 alone.')
  assert.deepEqual(faults.list, [])
})

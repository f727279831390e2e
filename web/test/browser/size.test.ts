// A policy of 1 MB with 50,000 marks: filters, scrolling and links answer within 100 ms, on a quiet machine.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { open, pageOf } from './harness.ts'

const MARKS = 50_000
const BYTES = 1_000_000
/** In milliseconds. A machine of others can be half as fast. */
const LIMIT = process.env.CI === undefined ? 100 : 200

const VERBS = ['收集', '使用', '共享', '存储', '公开']
const DATA = ['手机号码', '精确位置', '设备型号', '银行卡号', '人脸特征', '通讯录', '浏览记录']
const PARTIES = ['我们', '合作伙伴', '您', '物流公司']

/** Sections of sentences with five marks each, as long as is asked for. */
function bigText(): string {
  const lines = ['大川隐私政策', '']
  const sentences = MARKS / 5
  const filler = '请您在阅读本条之前先了解前文的定义和说明，'
  for (let number = 0; number < sentences; number++) {
    if (number % 50 === 0) lines.push('', `${number / 50 + 1}. 第${number / 50 + 1}项服务`)
    const pick = <T>(list: readonly T[], step: number) => list[(number * step) % list.length] as T
    const words = `当{您使用功能${number}}时，(${pick(PARTIES, 1)})会[${pick(VERBS, 3)}]您的<${pick(DATA, 5)}>，用于{提供服务${number % 97}}。`
    lines.push(number % 2 === 0 ? filler + words : words)
  }
  return `${lines.join('\n')}\n`
}

/** Does something in the page, and says after how many milliseconds it is painted. */
async function timed(page: Page, act: string): Promise<number> {
  return page.evaluate(async (source) => {
    const run = new Function(source)
    const start = performance.now()
    run()
    // After the next frame: the one in which it is laid out and painted.
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done)))
    return performance.now() - start
  }, act)
}

const SET = (name: string, value: string) =>
  `const field = document.querySelector('[name=${name}]'); field.value = '${value}';
   field.dispatchEvent(new Event(field.matches('select') ? 'change' : 'input', { bubbles: true }))`

const ACTS: Record<string, string> = {
  'text 物流': SET('text', '物流'),
  'text 物流公司': SET('text', '物流公司'),
  'no text': SET('text', ''),
  'party third': SET('party', 'third'),
  'category location': SET('category', 'location'),
  'no party': SET('party', ''),
  'no category': SET('category', ''),
  'kind data': SET('kind', 'data'),
  'no kind': SET('kind', ''),
  'heading 199.': SET('heading', '199. '),
  'no heading': SET('heading', ''),
  'scroll to the middle': `const text = document.querySelector('.text'); text.scrollTop = text.scrollHeight / 2`,
  'scroll to the end': `const text = document.querySelector('.text'); text.scrollTop = text.scrollHeight`,
  'scroll the statements': `const list = document.querySelector('.list'); list.scrollTop = list.scrollHeight`,
  'next statement': `document.dispatchEvent(new KeyboardEvent('keydown', { key: 'j' }))`,
  'a statement far away': `location.hash = '#s7000'`,
}

/** Opens the page and does everything in it. Gives the milliseconds of each act. */
async function round(path: string, say: (line: string) => void): Promise<Map<string, number>> {
  const start = performance.now()
  const [page, faults] = await open(path)
  await page.waitForSelector('article')
  say(`open: ${Math.round(performance.now() - start)} ms`)
  // Lines are filled while the page is idle.
  await page.waitForFunction(() => document.querySelector('.text')?.lastElementChild?.lastElementChild?.hasChildNodes(), undefined, { timeout: 60_000 })
  say(`all lines filled: ${Math.round(performance.now() - start)} ms`)
  assert.equal(await page.locator('.text mark').count(), MARKS)
  const times = new Map<string, number>()
  for (const [name, act] of Object.entries(ACTS)) {
    const time = await timed(page, act)
    say(`${name}: ${time.toFixed(0)} ms`)
    times.set(name, time)
  }
  assert.deepEqual(faults.list, [])
  await page.close()
  return times
}

test(`a policy of 1 MB with 50,000 marks answers within ${LIMIT} ms`, { timeout: 240_000 }, async (t) => {
  const text = bigText()
  assert.ok(Buffer.byteLength(text) >= BYTES, `${Buffer.byteLength(text)} bytes`)
  const path = pageOf(text)
  let slow = Object.keys(ACTS)
  // What was slow is tried again on a fresh page: other programs can only make it slower.
  for (let tries = 0; tries < 3 && slow.length > 0; tries++) {
    const times = await round(path, (line) => t.diagnostic(line))
    slow = slow.filter((name) => (times.get(name) ?? Infinity) > LIMIT)
  }
  assert.deepEqual(slow, [])
})

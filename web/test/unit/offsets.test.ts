import assert from 'node:assert/strict'
import { test } from 'node:test'
import { lineNumbers } from '../../src/text/lines.ts'
import { unitsOfBytes } from '../../src/text/offsets.ts'

test('bytes become units of UTF-16, whatever stands before', () => {
  const text = 'aé手👨‍👩‍👧\ufeff𝄞z'
  const unit = unitsOfBytes(text)
  for (let at = 0; at <= text.length; at++) {
    const isInside = at > 0 && /[\ud800-\udbff]/.test(text[at - 1] ?? '') && /[\udc00-\udfff]/.test(text[at] ?? '')
    if (!isInside) assert.equal(unit(Buffer.byteLength(text.slice(0, at))), at)
  }
})

test('an offset after the end is the end', () => {
  assert.equal(unitsOfBytes('手机')(7), 2)
  assert.equal(unitsOfBytes('')(0), 0)
})

test('lines are counted from 1', () => {
  const line = lineNumbers('一\n\n三\r\n四')
  assert.deepEqual([0, 1, 2, 3, 4, 6, 99].map(line), [1, 1, 2, 3, 3, 4, 4])
  assert.equal(lineNumbers('')(0), 1)
})

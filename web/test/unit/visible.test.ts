import assert from 'node:assert/strict'
import { test } from 'node:test'
import { shortened, visible } from '../../src/text/visible.ts'

test('what is hidden becomes visible, as in the library', () => {
  assert.equal(visible('\u001b[31m a\tb\u007f\r\n'), '␛[31m a b␡␍␊')
  assert.equal(visible('\ufeff\u202e手\u2066\u061c\u2028\u009b'), '<U+202E>手<U+2066><U+061C><U+2028><U+009B>')
})

test('joiners and ordinary text stay', () => {
  assert.equal(visible('👨‍👩‍👧 e\u0301　“手机”'), '👨‍👩‍👧 e\u0301　“手机”')
})

test('a text is not cut inside of a character', () => {
  assert.equal(shortened('手机号码', 4), '手机号码')
  assert.equal(shortened('手机号码', 3), '手机号…')
  assert.equal(shortened('a𝄞b', 2), 'a…')
})

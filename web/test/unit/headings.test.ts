import assert from 'node:assert/strict'
import { test } from 'node:test'
import { pathBelowTitle, titleOf } from '../../src/model/headings.ts'
import { readPolicy } from '../../src/model/policy.ts'
import { documentOf } from './policy.ts'

/** A policy of these headings, each with the number of the one above it, and whether it has a label. */
function policyOf(...headings: [string, number | null, boolean][]) {
  const text = headings.map(([words]) => words).join('\n')
  let start = 0
  const sections = headings.map(([words, parent, hasLabel], id) => {
    const title = { start, end: start + Buffer.byteLength(words) }
    start = title.end + 1
    return { id, parent, title, label: hasLabel ? { start: title.start, end: title.start + 6 } : null, span: title }
  })
  return readPolicy({ name: 'policy.txt', document: { ...documentOf(text), sections } })
}

test('a heading that all others stand under is the title, and no part of paths', () => {
  const policy = policyOf(['云杉隐私政策', null, false], ['二、共享', 0, true], ['（一）委托', 1, true])
  assert.equal(titleOf(policy), '云杉隐私政策')
  assert.deepEqual(policy.sections.map((section) => pathBelowTitle(policy, section)), ['', '二、共享', '二、共享 › （一）委托'])
})

test('a heading over two lines is shown on one', () => {
  assert.equal(titleOf(policyOf(['云杉\n隐私政策', null, false])), '云杉 隐私政策')
})

test('the first of several headings is no title, and headings that begin alike stay whole', () => {
  const policy = policyOf(['一、收集', null, true], ['二、共享', null, true], ['一、收集的例外', 1, true])
  assert.equal(titleOf(policy), 'policy.txt')
  assert.deepEqual(policy.sections.map((section) => pathBelowTitle(policy, section)), ['一、收集', '二、共享', '二、共享 › 一、收集的例外'])
  assert.equal(titleOf(policyOf(['一、收集', null, true])), 'policy.txt')
  assert.equal(titleOf(policyOf(['收集', null, false], ['共享', null, false])), 'policy.txt')
})

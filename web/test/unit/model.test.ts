import assert from 'node:assert/strict'
import { test } from 'node:test'
import { NO_CRITERIA } from '../../src/filter/criteria.ts'
import { StatementIndex, matchingMarks } from '../../src/filter/index.ts'
import { pairsOf } from '../../src/model/pairs.ts'
import { isSharing } from '../../src/model/sharing.ts'
import { wordsOf } from '../../src/model/statement.ts'
import { policyOf } from './policy.ts'

test('marks know their statements, and statements the words of their members', () => {
  const policy = policyOf('收集\n(我们)会[收集]<邮箱>、<昵称>。', [
    { actors: [0], actions: [1], data: [2, 3] },
    { actors: [0], actions: [1], data: [3], unmarked: [{ role: 'recipient', span: { start: 0, end: 6 } }] },
  ])
  assert.deepEqual(policy.marks[0]?.statements.map(({ id }) => id), [0, 1])
  assert.deepEqual(policy.marks[2]?.statements.map(({ id }) => id), [0])
  const [first, second] = policy.statements
  assert.ok(first && second)
  assert.deepEqual(wordsOf(first, 'data'), ['邮箱', '昵称'])
  assert.deepEqual(wordsOf(second, 'recipients'), ['〔收集〕'])
})

test('parts follow their wholes, and a part of itself ends', () => {
  const [statement] = policyOf('一\n<甲><乙><丙><丁>', [{ data: [0, 1, 2, 3], includes: [[0, 2], [2, 3], [3, 2]] }]).statements
  assert.deepEqual(statement?.data.map(({ member, depth }) => member.mark.words + depth), ['甲0', '丙1', '丁2', '乙0'])
})

test('a chain of ten thousand parts needs no stack', () => {
  const count = 10_000
  const ids = Array.from({ length: count }, (_, id) => id)
  const includes = ids.slice(1).map((id): [number, number] => [id - 1, id])
  const [statement] = policyOf(`一\n${'<甲>'.repeat(count)}`, [{ data: ids, includes }]).statements
  assert.equal(statement?.data.at(-1)?.depth, count - 1)
})

test('who shares: whoever hands over, and not the data subject', () => {
  const subject = { role: 'actor', party: 'subject', span: { start: 0, end: 3 } } as const
  const { statements } = policyOf('您\n(我们)[共享]<病历>给(医院)', [
    { actors: [0], actions: [1], data: [2] },
    { actors: [0], actions: [1], data: [2], recipients: [3] },
    { actions: [1], data: [2], recipients: [3], unmarked: [subject] },
  ])
  assert.deepEqual(statements.map(isSharing), [false, true, false])
})

test('words are found in sentences with and without brackets, and in members from elsewhere', () => {
  const policy = policyOf('收集\n(我们)会[收集]<邮箱 A>。', [{ actors: [0], data: [2] }])
  const index = new StatementIndex([policy])
  const count = (text: string) => index.find({ ...NO_CRITERIA, text }).length
  assert.deepEqual(['我们会收集', '(我们)会', ' 邮箱 a ', '昵称', ''].map(count), [1, 1, 1, 0, 1])
})

test('marks match if one of their statements does, or if nothing is looked for', () => {
  const policy = policyOf('一\n(我们)[收集]<邮箱>，(客服)', [{ actors: [0], actions: [1], data: [2] }])
  const { statements } = policy
  assert.deepEqual([...matchingMarks(policy, statements, NO_CRITERIA)], [1, 1, 1, 1])
  assert.deepEqual([...matchingMarks(policy, statements, { ...NO_CRITERIA, text: '邮' })], [1, 1, 1, 0])
  assert.deepEqual([...matchingMarks(policy, statements, { ...NO_CRITERIA, kind: 'actor' })], [1, 0, 0, 1])
})

test('the changes of a statement come together', () => {
  const old = policyOf('一\n<甲>', [{ data: [0] }])
  const now = policyOf('一\n<乙>', [{ data: [0] }])
  const place = { span: { start: 4, end: 9 }, text: '甲' }
  const pairs = pairsOf([
    { kind: 'member-removed', of_meaning: true, role: 'data', old: place, old_statement: 0, new_statement: 0 },
    { kind: 'heading-added', of_meaning: false, new: place },
    { kind: 'member-added', of_meaning: true, role: 'data', new: place, old_statement: 0, new_statement: 0 },
  ], [old, now])
  assert.deepEqual(pairs.map(({ changes }) => changes.length), [2, 1])
  assert.equal(pairs[0]?.old, old.statements[0])
  assert.equal(pairs[1]?.new, undefined)
})

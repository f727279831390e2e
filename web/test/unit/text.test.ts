import assert from 'node:assert/strict'
import { test } from 'node:test'
import { blockAt, blocksOf } from '../../src/model/blocks.ts'
import { type Spot, piecesOf } from '../../src/model/pieces.ts'
import type { Mark } from '../../src/model/types.ts'
import { policyOf } from './policy.ts'

/** The pieces of a line on one line: marks in brackets, spots between bars. */
function shown(text: string, marks: readonly [number, number][], spots: readonly [number, number][] = []): string {
  const all = marks.map(([start, end], id) => ({ start, end, id }) as Mark)
  const seen = spots.map(([start, end]): Spot => ({ start, end, name: 'slip' }))
  const pieces = piecesOf({ start: 0, end: text.length }, all, seen)
  return pieces.map((piece) => {
    if (piece.type !== 'text') return piece.type === 'open' ? '«' : '»'
    const words = text.slice(piece.start, piece.end)
    return piece.spots.reduce((inner) => `|${inner}|`, words)
  }).join('')
}

test('marks hold each other, and their brackets are no text', () => {
  assert.equal(shown('会[收集]<手机>。', [[1, 5], [5, 9]]), '会«收集»«手机»。')
  assert.equal(shown('<含<姓名>和<电话>>', [[0, 12], [2, 6], [7, 11]]), '«含«姓名»和«电话»»')
  assert.equal(shown('<含<姓名>>', [[0, 7], [2, 6]]), '«含«姓名»»')
  assert.equal(shown('<>', [[0, 2]]), '«»')
  assert.equal(shown('没有', []), '没有')
})

test('spots cut text across marks, and all of them are seen', () => {
  assert.equal(shown('您的<邮箱>和', [[2, 6]], [[0, 5]]), '|您的|«|邮箱|»和')
  assert.equal(shown('您的<邮箱>和', [[2, 6]], [[4, 7]]), '您的«邮|箱|»|和|')
  assert.equal(shown('一二三四', [], [[0, 2], [1, 3]]), '|一|||二|||三|四')
  assert.equal(shown('一二三四', [], [[0, 4], [1, 2], [1, 2]]), '|一||||二||||三四|')
})

test('lines have their marks and headings, blank ones are left out', () => {
  const policy = policyOf('一、收集\r\n\n \u3000\n(我们)\r尾')
  const blocks = blocksOf(policy)
  assert.deepEqual(blocks.map(({ start, end }) => policy.text.slice(start, end)), ['一、收集', '(我们)', '尾'])
  assert.equal(blocks[0]?.heading?.id, 0)
  assert.deepEqual(blocks[1]?.marks.map(({ words }) => words), ['我们'])
  assert.deepEqual([0, 3, 9, 10, 99].map((place) => blockAt(blocks, place)), [0, 0, 0, 1, 2])
})

test('a long blank line is looked at once', () => {
  const policy = { ...policyOf('一、收集'), text: `${' '.repeat(1 << 20)}\n尾`, marks: [], sections: [] }
  const start = performance.now()
  assert.equal(blocksOf(policy).length, 1)
  assert.ok(performance.now() - start < 500)
})

test('a long line is broken after sentences, or after marks, and no mark is cut', () => {
  const sentence = '(我们)会[收集]<邮箱>。'
  const text = sentence.repeat(1000)
  const policy = policyOf(text)
  const ends = Array.from({ length: 1000 }, (_, number) => ({ start: number * sentence.length, end: (number + 1) * sentence.length }))
  for (const sentences of [ends, policy.sentences]) {
    const blocks = blocksOf({ ...policy, sentences, sections: [] })
    assert.ok(blocks.length > 1 && blocks.every(({ start, end }) => end - start <= 8020), String(blocks.length))
    assert.equal(blocks.map(({ start, end }) => text.slice(start, end)).join(''), text)
    assert.equal(blocks.flatMap(({ marks }) => marks).length, policy.marks.length)
    for (const { start, end, marks } of blocks) assert.ok(marks.every((mark) => mark.start >= start && mark.end <= end))
  }
})

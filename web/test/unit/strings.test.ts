// Every text of the page is there in both languages, with the same holes, and is used.
import assert from 'node:assert/strict'
import { readFileSync, readdirSync } from 'node:fs'
import { test } from 'node:test'
import { CHOICES } from '../../src/filter/criteria.ts'
import table from '../../src/strings.json'

const rows = Object.entries(table) as [string, string[]][]
const holes = (text: string) => (text.match(/\{\d\}/g) ?? []).sort()

/** Groups whose keys are made of values of the data. */
const GROUPS = [
  'kind', 'party', 'category', 'ground', 'polarity', 'processing', 'role', 'verb', 'severity', 'change', 'disagreement', 'filter', 'badge',
  'party-short', 'noun', 'modality', 'n', 'one',
]

test('each row has an English and a Chinese text', () => {
  for (const [key, texts] of rows) {
    assert.equal(texts.length, 2, key)
    const [english = '', chinese = ''] = texts
    assert.ok(english !== '' && chinese !== '', key)
    assert.deepEqual(holes(english), holes(chinese), key)
  }
})

test('what is not a sign or a name is translated', () => {
  for (const [key, [english = '', chinese = '']] of rows) {
    if (key === 'language' || /^[^a-z]*$/i.test(english)) continue
    assert.match(chinese, /\p{Script=Han}/u, key)
    assert.doesNotMatch(english, /\p{Script=Han}(?!.*\))/u, key)
  }
})

test('each row is used', () => {
  const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'))
  const code = files.map((name) => readFileSync(`src/${name}`, 'utf8')).join('\n')
  const isMade = (key: string) => GROUPS.includes(key.split('.')[0] ?? '')
  assert.deepEqual(rows.map(([key]) => key).filter((key) => !isMade(key) && !code.includes(`'${key}'`)), [])
})

test('each value of the schema has a text', () => {
  const schema = readFileSync('../schema/document.schema.json', 'utf8')
  const definitions = (JSON.parse(schema) as { $defs: Record<string, { properties: Record<string, { enum?: (string | null)[] }> }> }).$defs
  const values = (definition: string, property: string) => definitions[definition]?.properties[property]?.enum ?? []
  const named: [string, (string | null)[]][] = [
    ['party', values('annotation', 'party')],
    ['ground', values('annotation', 'ground')],
    ['processing', values('annotation', 'processing')],
    ['category', values('class', 'category')],
    ['polarity', values('statement', 'polarity')],
    ['verb', values('statement', 'modality')],
    ['modality', values('statement', 'modality')],
    ['severity', values('diagnostic', 'severity')],
  ]
  for (const [group, all] of named) {
    assert.ok(all.length > 1, group)
    for (const value of all) if (value !== null) assert.ok(`${group}.${value}` in table, `${group}.${value}`)
  }
  assert.deepEqual([...CHOICES.category], values('class', 'category'))
  assert.deepEqual([...CHOICES.ground, null], values('annotation', 'ground'))
})

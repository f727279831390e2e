// What imports what: the view is built on texts and models that know nothing of the browser, and nothing goes in circles.
import assert from 'node:assert/strict'
import { readFileSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { test } from 'node:test'

const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'))

/** The files of `src/` that each of them imports. */
const imports = new Map(
  files.map((name) => {
    const code = readFileSync(join('src', name), 'utf8')
    const found = [...code.matchAll(/^import [^']*'(\.[^']*\.ts)'/gm)].map((match) => join(dirname(name), match[1] ?? ''))
    return [name, found]
  }),
)

/** From the bottom up: a folder imports what is named before it, and files beside it. */
const LAYERS = ['', 'text', 'model', 'filter', 'view', 'pages']

/** These describe the page, and do not make it. */
const layerOf = (name: string) => (name === 'main.ts' ? LAYERS.length : LAYERS.indexOf(dirname(name).replace('.', '')))

test('imports lead downwards', () => {
  assert.ok(imports.size > 30)
  for (const [name, found] of imports) {
    for (const other of found) assert.ok(layerOf(other) <= layerOf(name), `${name} imports ${other}`)
  }
})

test('no file imports itself through others', () => {
  const done = new Set<string>()
  const visit = (name: string, above: readonly string[]) => {
    assert.ok(!above.includes(name), [...above, name].join(' → '))
    if (done.has(name)) return
    for (const other of imports.get(name) ?? []) visit(other, [...above, name])
    done.add(name)
  }
  for (const name of imports.keys()) visit(name, [])
})

test('only the view touches the document, and never as markup', () => {
  for (const name of files) {
    const code = readFileSync(join('src', name), 'utf8')
    if (['text', 'model', 'filter'].includes(dirname(name))) assert.doesNotMatch(code, /\bdocument\.(?!\w*(text|annot|stat|sect|sent|dialect|escapes|diag))|\bwindow\b/, name)
    assert.doesNotMatch(code, /innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|new Function/, name)
  }
})

test('files and lines are short', () => {
  for (const name of files) {
    const lines = readFileSync(join('src', name), 'utf8').split('\n')
    assert.ok(lines.length <= 250, `${name}: ${lines.length} lines`)
    for (const line of lines) assert.ok(line.length <= 131, `${name}: ${line}`)
  }
})

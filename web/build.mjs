// Builds the view into the crate that embeds it; with --tests, builds the tests into out/ instead.
import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { build } from 'esbuild'

const common = { bundle: true, logLevel: 'warning', charset: 'utf8', legalComments: 'none' }

async function buildView(folder) {
  const options = { ...common, minify: true, target: ['es2022', 'chrome123', 'firefox128', 'safari17.5'] }
  await build({ ...options, entryPoints: ['src/main.ts'], format: 'iife', outfile: `${folder}/view.js` })
  await build({ ...options, entryPoints: ['src/style/view.css'], outfile: `${folder}/view.css` })
  const [script, style] = ['view.js', 'view.css'].map((name) => trimmed(`${folder}/${name}`))
  const hash = (text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`
  const policy = [
    "default-src 'none'",
    `script-src ${hash(script)}`,
    `style-src ${hash(style)}`,
    "base-uri 'none'",
    "form-action 'none'",
  ]
  writeFileSync(`${folder}/csp.txt`, policy.join('; '))
  console.log(`view: ${script.length + style.length} characters`)
}

/** Drops the line end that esbuild adds: the hash is that of what stands between the tags. */
function trimmed(path) {
  const text = readFileSync(path, 'utf8').trimEnd()
  writeFileSync(path, text)
  return text
}

async function buildTests() {
  rmSync('out', { recursive: true, force: true })
  for (const suite of readdirSync('test')) {
    const files = readdirSync(`test/${suite}`).filter((name) => name.endsWith('.test.ts'))
    await build({
      ...common,
      entryPoints: files.map((name) => `test/${suite}/${name}`),
      outdir: `out/${suite}`,
      outExtension: { '.js': '.mjs' },
      format: 'esm',
      platform: 'node',
      packages: 'external',
      sourcemap: 'inline',
    })
  }
}

if (process.argv.includes('--tests')) {
  await buildTests()
} else {
  const folder = process.argv[2] ?? '../crates/html/src/view'
  mkdirSync(folder, { recursive: true })
  await buildView(folder)
}

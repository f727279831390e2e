import { POLICY_TAG, type Key, say } from '../language.ts'
import type { Kind } from '../data.ts'
import { KINDS } from '../model/roles.ts'
import type { Keys } from '../keyboard.ts'
import { button, h } from './dom.ts'

/** What is shown of a shortcut, what it does, and the name by which the page has it. */
const SHORTCUTS: [string[], Key, string][] = [
  [['/'], 'key.search', '/'],
  [['j', 'k', '↓', '↑'], 'key.next', 'j'],
  [['→', '←'], 'key.mark', 'ArrowRight'],
  [['Enter'], 'key.enter', 'Enter'],
  [['Enter'], 'key.open', 'open'],
  [['Esc'], 'key.escape', 'Escape'],
  [['b'], 'key.brackets', 'b'],
  [['?'], 'key.help', '?'],
]

const EXAMPLES: Record<Kind, string> = { actor: '我们', action: '收集', data: '手机号码', purpose: '验证您的身份' }

/** The dialog that says what the marks mean and which keys the page has. */
export function helpDialog(keys: Keys): HTMLDialogElement {
  const dialog = h('dialog', { 'aria-label': say('help') })
  const shortcuts = SHORTCUTS.filter(([, , name]) => keys.has(name))
  const single = h('input', { type: 'checkbox' })
  single.checked = keys.areOn
  single.addEventListener('change', () => (keys.areOn = single.checked))
  dialog.append(
    h('h2', {}, say('legend')),
    h('ul', { class: 'legend' }, ...KINDS.map((kind) => legend(kind))),
    h('h2', {}, say('shortcuts')),
    h('dl', { class: 'keys' }, ...shortcuts.flatMap(([names, key]) => shortcut(names, key))),
    h('label', {}, single, say('single-keys')),
    button({ class: 'close' }, () => dialog.close(), say('close')),
  )
  return dialog
}

function legend(kind: Kind): HTMLElement {
  return h('li', {}, h('mark', { class: kind, lang: POLICY_TAG }, EXAMPLES[kind]), ` ${say(`kind.${kind}`)}`)
}

function shortcut(names: readonly string[], key: Key): HTMLElement[] {
  return [h('dt', {}, ...names.map((name) => h('kbd', {}, name))), h('dd', {}, say(key))]
}

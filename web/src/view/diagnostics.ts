import { POLICY_TAG, language, say } from '../language.ts'
import type { Diagnostic, Policy } from '../model/types.ts'
import { lineNumbers } from '../text/lines.ts'
import { type Child, button, h } from './dom.ts'

/** How many characters of the line are shown on both sides of a fix. */
const AROUND = 24

/** What an annotator should look at, with what to do about it. */
export class DiagnosticList {
  readonly element: HTMLElement
  onChoose: (diagnostic: Diagnostic) => void = () => {}

  readonly #diagnostics: readonly Diagnostic[]
  readonly #items: HTMLElement[]
  #number = -1

  constructor(policy: Policy) {
    const lineOf = lineNumbers(policy.text)
    this.#diagnostics = policy.diagnostics
    this.#items = policy.diagnostics.map((one) => h('li', {}, ...this.#item(policy, one, lineOf(one.start))))
    const none = h('p', { class: 'empty' }, say('no-diagnostics'))
    const list = this.#items.length > 0 ? h('ol', { class: 'diagnostics' }, ...this.#items) : none
    this.element = h('div', { class: 'list', tabindex: 0, role: 'region', 'aria-label': say('diagnostics') }, list)
  }

  /** The number of the chosen one, or -1. */
  get number(): number {
    return this.#number
  }

  /** Marks a diagnostic as the chosen one and makes it seen. */
  choose(diagnostic: Diagnostic | undefined): void {
    this.#items[this.#number]?.removeAttribute('aria-current')
    this.#number = diagnostic ? this.#diagnostics.indexOf(diagnostic) : -1
    this.#items[this.#number]?.setAttribute('aria-current', 'true')
    this.#items[this.#number]?.scrollIntoView({ block: 'nearest' })
  }

  #item(policy: Policy, diagnostic: Diagnostic, line: number): Child[] {
    const said = diagnostic.advice?.[language()]
    const title = button(
      { class: 'message' },
      () => this.onChoose(diagnostic),
      h('span', { class: `severity ${diagnostic.severity}` }, say(`severity.${diagnostic.severity}`)),
      h('span', {}, said?.message ?? diagnostic.message),
    )
    const place = h('small', {}, say('line', line), ' · ', h('code', {}, diagnostic.code))
    const fix = said?.fix && h('p', { class: 'fix' }, say('fix', said.fix))
    return [title, place, said && h('p', {}, said.help), fix, ...changes(policy, diagnostic)]
  }
}

/** The text around each edit, with what goes and what comes. */
function changes(policy: Policy, { advice }: Diagnostic): Child[] {
  return (advice?.fix?.edits ?? []).map((edit) => {
    const { start, end } = policy.toSpan(edit.span)
    const before = policy.text.slice(Math.max(0, start - AROUND), start)
    const after = policy.text.slice(end, end + AROUND)
    return h(
      'p',
      { class: 'edit', lang: POLICY_TAG },
      before.slice(before.lastIndexOf('\n') + 1),
      end > start && h('del', {}, policy.text.slice(start, end)),
      edit.replacement !== '' && h('ins', {}, edit.replacement),
      after.split('\n', 1)[0] ?? '',
    )
  })
}

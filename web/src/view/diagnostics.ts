import { POLICY_TAG, language, say } from '../language.ts'
import type { Diagnostic, Policy } from '../model/policy.ts'
import { type Child, button, h } from './dom.ts'

/** How many characters of the line are shown on both sides of a fix. */
const AROUND = 24

/** What an annotator should look at, with what to do about it. */
export class DiagnosticList {
  readonly element: HTMLElement
  onChoose: (diagnostic: Diagnostic) => void = () => {}

  constructor(policy: Policy) {
    const items = policy.diagnostics.map((diagnostic) => h('li', {}, ...this.#item(policy, diagnostic)))
    const list = items.length > 0 ? h('ol', { class: 'diagnostics' }, ...items) : h('p', { class: 'empty' }, say('no-diagnostics'))
    this.element = h('div', { class: 'list', tabindex: 0, role: 'region', 'aria-label': say('diagnostics') }, list)
  }

  #item(policy: Policy, diagnostic: Diagnostic): Child[] {
    const said = diagnostic.advice?.[language()]
    const title = button(
      { class: 'message' },
      () => this.onChoose(diagnostic),
      h('span', { class: `severity ${diagnostic.severity}` }, say(`severity.${diagnostic.severity}`)),
      h('span', {}, said?.message ?? diagnostic.message),
    )
    const place = h('small', {}, say('line', lineOf(policy, diagnostic.start)), ' · ', h('code', {}, diagnostic.code))
    const fix = said?.fix && h('p', { class: 'fix' }, say('fix', said.fix))
    return [title, place, said && h('p', {}, said.help), fix, ...changes(policy, diagnostic)]
  }
}

function lineOf({ text }: Policy, place: number): number {
  return text.slice(0, place).split('\n').length
}

/** The text around each edit, with what goes and what comes. */
function changes(policy: Policy, { advice }: Diagnostic): Child[] {
  return (advice?.fix?.edits ?? []).map((edit) => {
    const { start, end } = policy.toSpan(edit.span)
    const line = policy.text.slice(0, start).lastIndexOf('\n') + 1
    const lineEnd = (policy.text.indexOf('\n', end) + policy.text.length + 1) % (policy.text.length + 1)
    return h(
      'p',
      { class: 'edit', lang: POLICY_TAG },
      policy.text.slice(Math.max(line, start - AROUND), start),
      end > start && h('del', {}, policy.text.slice(start, end)),
      edit.replacement !== '' && h('ins', {}, edit.replacement),
      policy.text.slice(end, Math.min(lineEnd, end + AROUND)),
    )
  })
}

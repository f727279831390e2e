import type { Diagnostic, Mark, Policy } from '../model/types.ts'
import type { Signal } from '../signal.ts'
import { DiagnosticList } from '../view/diagnostics.ts'
import { idAfter } from '../view/spots.ts'
import type { TextView } from '../view/text.ts'

/** The diagnostics of a policy, which are tied to their words in its text. */
export class Slips {
  readonly list: DiagnosticList
  /** Called when one is chosen: first, and with it if its place is to be seen. */
  onChoose: (toSee: Diagnostic | undefined) => void = () => {}

  readonly #policy: Policy
  readonly #text: TextView
  readonly #panel: Signal<string>

  constructor(policy: Policy, text: TextView, panel: Signal<string>) {
    this.list = new DiagnosticList(policy)
    this.#policy = policy
    this.#text = text
    this.#panel = panel
    this.list.onChoose = (diagnostic) => this.#choose(diagnostic, diagnostic)
    text.onSpots = (ids, mark) => this.#chooseInText(ids, mark)
  }

  #choose(diagnostic: Diagnostic, toSee: Diagnostic | undefined): void {
    this.onChoose(toSee)
    this.list.choose(diagnostic)
    this.#text.highlight([], [diagnostic])
  }

  /** A slip in a mark is chosen only while the diagnostics are seen: else the mark is. */
  #chooseInText(ids: readonly string[], mark: Mark | undefined): boolean {
    if (mark && this.#panel.value !== 'diagnostics') return false
    const next = this.#policy.diagnostics[Number(idAfter(ids, String(this.list.number)))]
    if (!next) return false
    this.#panel.set('diagnostics')
    this.#choose(next, undefined)
    return true
  }
}

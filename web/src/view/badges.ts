import { pageTag, say } from '../language.ts'
import type { Statement } from '../model/types.ts'
import { type Child, h } from './dom.ts'

type Badge = 'denied' | 'supposed' | 'exempt' | 'likely' | 'doubtful'

/** How far a statement can be taken at its word; without those that `said` names: they are said beside it. */
export function badges({ json }: Statement, ...said: Badge[]): Child[] {
  const found: Record<Badge, boolean> = {
    denied: json.polarity === 'denied',
    supposed: !json.asserted,
    exempt: json.consent_exempt,
    likely: json.certainty === 'likely',
    doubtful: json.certainty === 'doubtful',
  }
  const held = (Object.keys(found) as Badge[]).filter((name) => found[name] && !said.includes(name))
  return held.map((name) => h('span', { class: `badge ${name}`, lang: pageTag() }, say(`badge.${name}`)))
}

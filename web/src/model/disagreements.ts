import type { DisagreementJson } from '../data.ts'
import type { Spot } from './pieces.ts'
import type { Policy, Span } from './types.ts'

/** An annotation that two annotators do not have alike, with its places in both texts. */
export interface Disagreement {
  number: number
  json: DisagreementJson
  places: readonly [Span, Span]
}

export function readDisagreements(list: readonly DisagreementJson[], [first, second]: readonly [Policy, Policy]): Disagreement[] {
  return list.map((json, number) => {
    const places = [first.toSpan(json.first.span), second.toSpan(json.second.span)] as const
    return { number, json, places }
  })
}

/** Where the disagreements are in one of the texts. */
export function spotsOfSide(disagreements: readonly Disagreement[], side: 0 | 1): Spot[] {
  return disagreements.map(({ number, json, places }) => {
    const marked = side === 0 ? json.first.kind : json.second.kind
    const name = `differs ${json.kind}${marked ? '' : ' missing'}`
    return { ...places[side], name, id: String(number) }
  })
}

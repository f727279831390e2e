import type { RuleJson } from './data.ts'
import { language } from './language.ts'

let titles: Record<string, RuleJson> = {}

/** Takes the titles of the rules of grammar.md. */
export function setRules(rules: typeof titles = {}): void {
  titles = rules
}

/** Whether a rule brings a member from another clause or sentence. */
export function isCarried(rule: string | undefined): boolean {
  return titles[rule ?? '']?.carried === true
}

/** The rule and its title, if it is known: `S9 object`. */
export function nameOfRule(rule: string): string {
  return [rule, titles[rule]?.[language()]].filter(Boolean).join(' ')
}

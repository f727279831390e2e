import type { Language } from './data.ts'
import { language } from './language.ts'

let titles: Record<string, Record<Language, string>> = {}

/** Takes the titles of the rules of grammar.md. */
export function setRules(rules: typeof titles = {}): void {
  titles = rules
}

/** The rule and its title, if it is known: `S9 object`. */
export function nameOfRule(rule: string): string {
  return [rule, titles[rule]?.[language()]].filter(Boolean).join(' ')
}

import type { Language } from './data.ts'
import table from './strings.json'

export type Key = keyof typeof table

let current: Language = 'en'

export function language(): Language {
  return current
}

export function setLanguage(language: Language): void {
  current = language
}

/** A text of the page in its language, with its holes `{0}` filled. */
export function say(key: Key, ...holes: (string | number)[]): string {
  const [english, chinese] = table[key] as [string, string]
  const template = current === 'zh' ? chinese : english
  return template.replace(/\{(\d)\}/g, (_, number: string) => String(holes[Number(number)] ?? ''))
}

/** How many there are: `1 mark`, `2 marks`. */
export function sayCount(what: 'policies' | 'statements' | 'marks' | 'diagnostics', count: number): string {
  return say(count === 1 ? `one.${what}` : `n.${what}`, count)
}

/** The text for a value of the data, such as `party.first`; the value itself if it is newer than this page. */
export function sayValue(group: string, value: string, ...holes: (string | number)[]): string {
  const key = `${group}.${value}`
  return key in table ? say(key as Key, ...holes) : value
}

/** The tag of the language of the page; that of policies is always {@link POLICY_TAG}. */
export function pageTag(): string {
  return current === 'zh' ? 'zh-CN' : 'en'
}

export const POLICY_TAG = 'zh-CN'

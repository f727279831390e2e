import { onOneLine, withoutBrackets } from '../text/plain.ts'
import type { Policy, Section } from './types.ts'

/** What a section is called in a list: its title, or its number and first words. */
export function nameOf(policy: Policy, section: Section): string {
  if (section.title) return onOneLine(policy.text.slice(section.title.start, section.title.end))
  const line = policy.text.slice(section.start, section.end).split(/[\r\n]/, 1)[0] ?? ''
  return withoutBrackets(line).trim()
}

/** The title of a policy: the heading that everything else stands under; else the name of its file. */
export function titleOf(policy: Policy): string {
  const section = titleSection(policy)
  return section ? nameOf(policy, section) : policy.name
}

/** The section whose heading is the title: the only one that no other holds, without a number, with nothing above it. */
function titleSection({ sections, text }: Policy): Section | undefined {
  const [first, ...others] = sections
  if (!first?.title || first.label || others.some(({ parent }) => !parent)) return undefined
  return text.slice(0, first.start).trim() === '' ? first : undefined
}

/** The headings above a statement, without the title of the policy: `二、共享 › （一）委托处理`. */
export function pathBelowTitle(policy: Policy, section: Section | undefined): string {
  const title = titleSection(policy)
  const names: string[] = []
  for (let at = section; at && at !== title; at = at.parent) if (at.title) names.unshift(nameOf(policy, at))
  return names.join(' › ')
}

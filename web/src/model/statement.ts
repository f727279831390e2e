import type { DocumentJson, MemberRole, StatementJson, UnmarkedJson } from '../data.ts'
import { isCarried } from '../rules.ts'
import { LIST_OF_UNMARKED, ROLES } from './roles.ts'
import type { Datum, Mark, Member, Policy, Span, Statement, Unmarked } from './types.ts'

export function readStatements(policy: Policy, document: DocumentJson): Statement[] {
  return document.statements.map((json) => {
    const statement = readStatement(policy, json)
    for (const mark of statement.marks) mark.statements.push(statement)
    return statement
  })
}

function readStatement(policy: Policy, json: StatementJson): Statement {
  const sentence = policy.sentences[json.sentence] ?? { start: 0, end: 0 }
  const members = new Map<MemberRole, Member[]>()
  for (const role of ROLES) {
    const found = readMembers(policy, json, role, sentence)
    if (found.length > 0) members.set(role, found)
  }
  return {
    policy,
    id: json.id,
    json,
    sentence,
    section: policy.sections[json.section ?? -1],
    members,
    marks: marksOf(members),
    unmarked: (json.unmarked ?? []).map((word) => readUnmarked(policy, word)),
    announces: (json.announces ?? []).flatMap((id) => policy.sections[id] ?? []),
    data: wholesAndParts(members.get('data') ?? [], json),
  }
}

function readMembers(policy: Policy, json: StatementJson, role: MemberRole, sentence: Span): Member[] {
  const rules = json.rules?.[role]
  return (json[role] ?? []).flatMap((id, number) => {
    const mark = policy.marks[id]
    if (!mark) return []
    const rule = rules?.[number]
    const isElsewhere = isCarried(rule) || mark.end <= sentence.start || mark.start >= sentence.end
    return [{ mark, rule, isElsewhere }]
  })
}

function readUnmarked(policy: Policy, word: UnmarkedJson): Unmarked {
  const span = policy.toSpan(word.span)
  const words = policy.text.slice(span.start, span.end)
  return { ...span, role: LIST_OF_UNMARKED[word.role], words, party: word.party }
}

/** Data in the order of the text, but each part after its whole. Nothing recurs: a chain of parts has any length. */
function wholesAndParts(data: Member[], { includes = [], rules }: StatementJson): Datum[] {
  const byId = new Map(data.map((member) => [member.mark.id, member]))
  const parts = new Map<number, { id: number; partRule: string | undefined }[]>()
  includes.forEach(([whole, id], number) => {
    parts.set(whole, [...(parts.get(whole) ?? []), { id, partRule: rules?.includes?.[number] }])
  })
  const isPart = new Set(includes.map(([, part]) => part))
  const ordered: Datum[] = []
  const wholes = data.filter((member) => !isPart.has(member.mark.id))
  const waiting = wholes.map((member): Datum => ({ member, depth: 0, partRule: undefined }))
  waiting.reverse()
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    ordered.push(next)
    byId.delete(next.member.mark.id)
    for (const { id, partRule } of (parts.get(next.member.mark.id) ?? []).reverse()) {
      const member = byId.get(id)
      if (member) waiting.push({ member, depth: next.depth + 1, partRule })
    }
  }
  return ordered
}

function marksOf(members: Statement['members']): Mark[] {
  const marks = new Set([...members.values()].flat().map(({ mark }) => mark))
  return [...marks].sort((one, other) => one.start - other.start)
}

/** Where a statement is in the text: its first mark in its own sentence. */
export function placeOf(statement: Statement): Span {
  const own = statement.marks.find((mark) => mark.start >= statement.sentence.start)
  return own ?? statement.sentence
}

/** The words of the members in a role, those without a mark in 〔 〕. */
export function wordsOf(statement: Statement, role: MemberRole): string[] {
  const marked = (statement.members.get(role) ?? []).map(({ mark }) => mark.words)
  const unmarked = statement.unmarked.filter((word) => word.role === role).map(({ words }) => `〔${words}〕`)
  return [...new Set([...marked, ...unmarked])]
}

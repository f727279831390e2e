import type { AdviceJson, AnnotationJson, Kind, MemberRole, SpanJson, StatementJson, UnmarkedJson } from '../data.ts'

/** A half-open range of a text in units of UTF-16. */
export interface Span {
  start: number
  end: number
}

/** An annotation: `<手机号码>`, brackets included. */
export interface Mark extends Span {
  id: number
  kind: Kind
  /** The marked words. */
  words: string
  json: AnnotationJson
  /** The statements that it is a member of. */
  statements: Statement[]
}

/** A heading with what stands under it, or a numbered item. */
export interface Section extends Span {
  id: number
  parent: Section | undefined
  title: Span | undefined
  label: Span | undefined
  /** The titles down to this one: `二、共享 › （一）委托处理`. */
  path: string
  depth: number
}

export interface Diagnostic extends Span {
  code: string
  severity: 'hint' | 'warning' | 'error'
  message: string
  advice: AdviceJson | undefined
}

/** A policy as the page shows it. Its offsets count units of UTF-16. */
export interface Policy {
  name: string
  /** The file of its page, in an index. */
  file: string | undefined
  text: string
  /** Which brackets mark a kind. */
  brackets: Map<Kind, readonly [string, string]>
  marks: Mark[]
  sections: Section[]
  sentences: Span[]
  statements: Statement[]
  diagnostics: Diagnostic[]
  escapes: Span[]
  /** How many diagnostics it has; an index has the number alone. */
  diagnosticCount: number
  toSpan: (span: SpanJson) => Span
}

/** One member of a statement in one role. */
export interface Member {
  mark: Mark
  /** The rule of grammar.md that put it there: `S9`. */
  rule: string | undefined
  /** Whether it is inherited from another clause or sentence. */
  isElsewhere: boolean
}

/** One piece of data of a statement. */
export interface Datum {
  member: Member
  /** How deep it is inside of others. */
  depth: number
  /** The rule that made it a part of another one: `S20`. */
  partRule: string | undefined
}

/** What a sentence names without a mark. */
export interface Unmarked extends Span {
  role: MemberRole
  words: string
  party: UnmarkedJson['party']
}

/** Who does what with which data. */
export interface Statement {
  policy: Policy
  id: number
  json: StatementJson
  sentence: Span
  section: Section | undefined
  members: Map<MemberRole, Member[]>
  /** All its marks, each once, in the order of the text. */
  marks: Mark[]
  unmarked: Unmarked[]
  /** The items of the list that it announces. */
  announces: Section[]
  /** Wholes before their parts. */
  data: Datum[]
}

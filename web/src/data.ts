// The data of a page: documents as `policymark dump --output-format json` writes them, and what stands beside them.
// schema/document.schema.json describes each key of a document. Every offset counts bytes of UTF-8. In the documents of
// an index, statements, annotations and sections have no key whose value is null or an empty list.

/** The version of the JSON form that this view reads. */
export const VERSION = 2

export type Kind = 'purpose' | 'action' | 'data' | 'actor'
export type Party = 'first' | 'third' | 'subject'
export type Ground = 'consent' | 'law' | 'contract' | 'period' | 'occasion' | 'other'
export type Polarity = 'affirmed' | 'denied'
export type Category =
  | 'basic' | 'identity' | 'biometric' | 'network-identity' | 'health' | 'education-work' | 'property'
  | 'communication' | 'contacts' | 'online-record' | 'device' | 'location' | 'other'

/** The lists of members of a statement. */
export type MemberRole =
  | 'actors' | 'recipients' | 'sources' | 'subjects' | 'places' | 'actions' | 'data' | 'excluded'
  | 'purposes' | 'conditions' | 'exceptions' | 'without'

export interface SpanJson {
  start: number
  end: number
}

export interface AnnotationJson {
  id: number
  kind: Kind
  span: SpanJson
  text?: string
  role?: 'purpose' | 'condition' | 'collect' | 'share' | 'place' | null
  ground?: Ground | null
  processing?: 'collect' | 'store' | 'use' | 'process' | 'transmit' | 'provide' | 'disclose' | 'delete' | null
  party?: Party | null
  class?: { category: Category; sensitive_by_standard: boolean; sensitive_by_law: boolean } | null
  refers_to?: number | null
}

export interface UnmarkedJson {
  role: 'actor' | 'recipient' | 'source' | 'action'
  party?: Party
  span: SpanJson
}

export type StatementJson = Partial<Record<MemberRole, number[]>> & {
  id: number
  sentence: number
  section?: number | null
  polarity: Polarity
  consent_exempt: boolean
  asserted: boolean
  modality?: 'will' | 'may' | 'must' | null
  certainty: 'doubtful' | 'likely' | 'certain'
  includes?: [number, number][]
  announces?: number[]
  unmarked?: UnmarkedJson[]
  rules?: Partial<Record<MemberRole | 'includes', string[]>>
}

export interface SectionJson {
  id: number
  parent?: number | null
  title?: SpanJson | null
  label?: SpanJson | null
  span: SpanJson
}

export interface SentenceJson {
  id: number
  section?: number | null
  span: SpanJson
}

export interface DiagnosticJson {
  code: string
  severity?: 'hint' | 'warning' | 'error'
  span: SpanJson
  related?: SpanJson | null
  message: string
}

export interface DocumentJson {
  version: typeof VERSION
  text: string
  dialect: Record<'brace' | 'bracket' | 'angle' | 'paren', Kind | null>
  annotations: AnnotationJson[]
  statements: StatementJson[]
  sections: SectionJson[]
  sentences: SentenceJson[]
  escapes: SpanJson[]
  diagnostics: DiagnosticJson[]
}

/** What a diagnostic says in a language. */
export interface SaidJson {
  message: string
  help: string
  fix?: string
}

/** What to do about the diagnostic of the same number. */
export interface AdviceJson {
  en: SaidJson
  zh: SaidJson
  fix: { applicability: string; edits: { span: SpanJson; replacement: string }[] } | null
}

export interface PolicyJson {
  name: string
  document: DocumentJson
  advice?: AdviceJson[]
  /** In an index: the file of its page, and how many diagnostics it has. */
  file?: string
  diagnostics?: number
}

/** A place in one of two texts. */
export interface PlaceJson {
  span: SpanJson
  text: string
}

export interface ChangeJson {
  kind: string
  of_meaning: boolean
  role?: string
  old?: PlaceJson
  new?: PlaceJson
  old_statement?: number
  new_statement?: number
}

export interface SideJson {
  span: SpanJson
  annotation: number | null
  kind: Kind | null
  text: string | null
}

export interface DisagreementJson {
  kind: string
  is_ordinary_in_other: boolean
  first: SideJson
  second: SideJson
}

export interface MatchesJson {
  matched: number
  only_first: number
  only_second: number
  f1: number | null
}

export interface OfKindJson {
  exact: MatchesJson
  overlapping: MatchesJson
  kappa: number | null
  alpha: number | null
}

export interface AgreementJson {
  figures: { statements: MatchesJson; all: OfKindJson; kinds: Record<Kind, OfKindJson> }
  disagreements: DisagreementJson[]
}

export type Language = 'en' | 'zh'

/** A rule of grammar.md: its title in each language, and whether it brings members from elsewhere. */
export type RuleJson = Record<Language, string> & { carried?: boolean }

export type PageJson = { language: Language; rules?: Record<string, RuleJson> } & (
  | { page: 'policy'; policies: [PolicyJson]; index?: string }
  | { page: 'index'; policies: PolicyJson[]; title: string }
  | { page: 'diff'; policies: [PolicyJson, PolicyJson]; comparison: { changes: ChangeJson[] } }
  | { page: 'agreement'; policies: [PolicyJson, PolicyJson]; agreement: AgreementJson }
)

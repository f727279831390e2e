// Documents as the library writes them, of texts with one heading in the first line and marks without others in them.
import type { DocumentJson, Kind, PolicyJson, StatementJson } from '../../src/data.ts'
import { readPolicy } from '../../src/model/policy.ts'
import type { Policy } from '../../src/model/types.ts'

const KINDS: Record<string, Kind> = { '(': 'actor', '[': 'action', '<': 'data', '{': 'purpose' }

export function documentOf(text: string, statements: Partial<StatementJson>[] = []): DocumentJson {
  const byte = (unit: number) => Buffer.byteLength(text.slice(0, unit))
  const span = (start: number, end: number) => ({ start: byte(start), end: byte(end) })
  const whole = span(0, text.length)
  const annotations = [...text.matchAll(/\([^)]*\)|\[[^\]]*\]|<[^>]*>|\{[^}]*\}/g)].map((match, id) => ({
    id,
    kind: KINDS[match[0][0] ?? ''] ?? 'data',
    span: span(match.index, match.index + match[0].length),
    text: match[0].slice(1, -1),
  }))
  const title = span(0, text.search(/[\r\n]|$/))
  return {
    version: 2,
    text,
    dialect: { brace: 'purpose', bracket: 'action', angle: 'data', paren: 'actor' },
    annotations,
    statements: statements.map((statement, id) => ({ ...EMPTY, id, ...statement })),
    sections: [{ id: 0, parent: null, title, label: null, span: whole }],
    sentences: [{ id: 0, section: 0, span: whole }],
    escapes: [],
    diagnostics: [],
  }
}

const EMPTY: StatementJson = {
  id: 0,
  sentence: 0,
  section: 0,
  polarity: 'affirmed',
  consent_exempt: false,
  asserted: true,
  modality: null,
  certainty: 'certain',
  includes: [],
  rules: {},
}

export function policyOf(text: string, statements: Partial<StatementJson>[] = [], rest: Partial<PolicyJson> = {}): Policy {
  return readPolicy({ name: 'policy.txt', document: documentOf(text, statements), ...rest })
}

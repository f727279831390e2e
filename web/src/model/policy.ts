import type { AdviceJson, AnnotationJson, DiagnosticJson, Kind, PolicyJson, SectionJson, SpanJson } from '../data.ts'
import { unitsOfBytes } from '../text/offsets.ts'
import { onOneLine } from '../text/plain.ts'
import { readStatements } from './statement.ts'
import type { Diagnostic, Mark, Policy, Section, Span } from './types.ts'

export function readPolicy(json: PolicyJson): Policy {
  const { document } = json
  const unit = unitsOfBytes(document.text)
  const toSpan = ({ start, end }: SpanJson): Span => ({ start: unit(start), end: unit(end) })
  const policy: Policy = {
    name: json.name,
    file: json.file,
    text: document.text,
    brackets: bracketsOf(document.dialect),
    marks: document.annotations.map((annotation) => readMark(annotation, toSpan(annotation.span), document.text)),
    sections: readSections(document.sections, document.text, toSpan),
    sentences: document.sentences.map((sentence) => toSpan(sentence.span)),
    statements: [],
    diagnostics: document.diagnostics.map((diagnostic, number) => ({
      ...readDiagnostic(diagnostic, json.advice?.[number]),
      ...toSpan(diagnostic.span),
    })),
    escapes: document.escapes.map(toSpan),
    diagnosticCount: json.diagnostics ?? document.diagnostics.length,
    toSpan,
  }
  policy.statements = readStatements(policy, document)
  return policy
}

function readMark(json: AnnotationJson, span: Span, text: string): Mark {
  const words = json.text ?? text.slice(span.start + 1, span.end - 1)
  return { ...span, id: json.id, kind: json.kind, words, json, statements: [] }
}

function readDiagnostic(json: DiagnosticJson, advice: AdviceJson | undefined): Omit<Diagnostic, keyof Span> {
  return { code: json.code, severity: json.severity ?? 'warning', message: json.message, advice }
}

const PAIRS = { brace: ['{', '}'], bracket: ['[', ']'], angle: ['<', '>'], paren: ['(', ')'] } as const

function bracketsOf(dialect: Record<keyof typeof PAIRS, Kind | null>): Policy['brackets'] {
  const brackets: Policy['brackets'] = new Map()
  for (const shape of ['brace', 'bracket', 'angle', 'paren'] as const) {
    const kind = dialect[shape]
    if (kind) brackets.set(kind, PAIRS[shape])
  }
  return brackets
}

/** A section stands before those that it holds. */
function readSections(list: SectionJson[], text: string, toSpan: Policy['toSpan']): Section[] {
  const sections: Section[] = []
  for (const json of list) {
    const parent = sections[json.parent ?? -1]
    const title = json.title ? toSpan(json.title) : undefined
    const path = [parent?.path, title && onOneLine(text.slice(title.start, title.end))].filter(Boolean).join(' › ')
    sections.push({
      ...toSpan(json.span),
      id: json.id,
      parent,
      title,
      label: json.label ? toSpan(json.label) : undefined,
      path,
      depth: parent ? parent.depth + 1 : 0,
    })
  }
  return sections
}

"""spaCy's documents, by the script of the format's documentation, written to a DocBin and read again."""

import json

import spacy
from spacy.tokens import Doc, DocBin, Span

from expected import Check

check = Check("spacy")
docs, vocab, names = DocBin(store_user_data=True), spacy.blank("zh").vocab, []
for line in open(check.export("spacy") / "spacy.jsonl", encoding="utf-8"):
    policy = json.loads(line)
    words = policy["words"]
    doc = Doc(vocab, words=words, spaces=[False] * len(words), ents=policy["ents"])
    doc.spans["sc"] = [Span(doc, start, end, label) for start, end, label in policy["spans"]]
    docs.add(doc)
    names.append(policy["name"])
docs.to_disk(check.cache / "policies.spacy")
for name, doc in zip(names, DocBin().from_disk(check.cache / "policies.spacy").get_docs(vocab), strict=True):
    spans = [(span.start_char, span.end_char, span.label_, span.text) for span in doc.spans["sc"]]
    check.policy(name, doc.text, spans)
    wanted = [mark for mark in check.policies[name].outermost()]
    check.same(name, "entities", [(e.start_char, e.end_char, e.label_.lower()) for e in doc.ents], wanted)
check.done()

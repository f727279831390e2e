"""brat's standoff, by bioc."""

import re

from bioc import brat

from expected import Check


def same_text(text):
    return text.replace("\r\n", " \n").replace("\r", "\n")


check = Check("bioc (brat)")
for file in sorted(check.export("brat").glob("*.ann")):
    with open(file.with_suffix(".txt"), encoding="utf-8", newline="") as text, open(file, encoding="utf-8") as ann:
        document = brat.load(text, ann)
    marks, spans = {}, []
    for entity in document.entities:
        start, end = entity.total_span
        words = document.text[start:end]
        assert entity.text == " ".join(filter(None, words.split("\n"))).rstrip(), entity
        marks[entity.id] = (start, end, entity.type.lower())
        if entity.type != "Statement":
            spans.append((start, end, entity.type, words))
    polarity = {a.refid: next(iter(a.attributes)) for a in document.attributes if a.type == "Polarity"}
    statements = []
    for event in document.events:
        members = {(re.sub(r"\d", "", role).lower(), marks[id_]) for role, id_ in event.arguments.items()}
        statements.append((polarity[event.id], frozenset(members)))
    check.policy(file.stem, document.text, spans, statements, same_text=same_text)
check.done()

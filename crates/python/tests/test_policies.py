"""Whole policies: the objects say what the JSON of the library says."""

from __future__ import annotations

import json
import pickle
from typing import Any

from policymark import Annotation, Document, Section, Statement, parse

ROLES = {
    "actors": Statement.actors,
    "recipients": Statement.recipients,
    "sources": Statement.sources,
    "subjects": Statement.subjects,
    "places": Statement.places,
    "actions": Statement.actions,
    "data": Statement.data,
    "excluded": Statement.excluded,
    "purposes": Statement.purposes,
    "conditions": Statement.conditions,
    "exceptions": Statement.exceptions,
    "without": Statement.absences,
}


def span(of: dict[str, Any]) -> tuple[int, int]:
    return of["span"]["start"], of["span"]["end"]


def annotation_says(annotation: Annotation, said: dict[str, Any]) -> None:
    assert annotation.id == said["id"]
    assert annotation.span == span(said)
    for key in ("kind", "text", "reason"):
        assert getattr(annotation, key) == said[key]
    for key in ("role", "ground", "processing", "party"):
        assert getattr(annotation, key) == said.get(key)
    classified: dict[str, Any] = said.get("class") or {}
    assert annotation.category == classified.get("category")
    sensitive = classified.get("sensitive_by_law") or classified.get("sensitive_by_standard")
    assert annotation.is_sensitive == bool(sensitive)


def statement_says(statement: Statement, said: dict[str, Any]) -> None:
    assert statement.id == said["id"]
    for key, role in ROLES.items():
        assert [a.id for a in role.__get__(statement)] == said.get(key, [])
    assert statement.sentence.id == said["sentence"]
    section = statement.section
    assert (section.id if section else None) == said.get("section")
    for key in ("polarity", "certainty"):
        assert getattr(statement, key) == said[key]
    assert statement.modality == said.get("modality")
    assert statement.is_asserted == said["asserted"]
    assert statement.is_consent_exempt == said["consent_exempt"]
    assert [[i.whole.id, i.part.id] for i in statement.inclusions] == said["includes"]
    assert [s.id for s in statement.announces] == said.get("announces", [])
    unmarked = [(u.role, u.party, u.start, u.end) for u in statement.unmarked]
    expected = said.get("unmarked", [])
    assert unmarked == [(u["role"], u.get("party"), *span(u)) for u in expected]


def section_says(section: Section, said: dict[str, Any]) -> None:
    assert (section.id, section.span) == (said["id"], span(said))
    parent = section.parent
    assert (parent.id if parent else None) == said.get("parent")


def test_objects_say_what_json_says(policy: str) -> None:
    document = parse(policy, offsets="bytes")
    said = json.loads(document.to_json())
    assert said["text"] == policy == document.text
    for annotation, expected in zip(document.annotations, said["annotations"], strict=True):
        annotation_says(annotation, expected)
    for statement, expected in zip(document.statements, said["statements"], strict=True):
        statement_says(statement, expected)
    for section, expected in zip(document.sections, said["sections"], strict=True):
        section_says(section, expected)
    spans = [sentence.span for sentence in document.sentences]
    assert spans == [span(sentence) for sentence in said["sentences"]]
    found = [(d.code, d.severity, d.message, d.span) for d in document.diagnostics]
    expected = said["diagnostics"]
    assert found == [(d["code"], d["severity"], d["message"], span(d)) for d in expected]


def test_characters_are_indices(policy: str) -> None:
    document = parse(policy)
    for annotation in document.annotations:
        assert policy[annotation.start : annotation.end] == annotation.source
    for statement in document.statements:
        assert policy[statement.start : statement.end] == statement.source


def test_documents_come_back(policy: str) -> None:
    document = parse(policy)
    assert Document.from_json(document.to_json()) == document
    assert pickle.loads(pickle.dumps(document)) == document
    assert document.diff(document) == []


def test_formatting_changes_no_statement(policy: str) -> None:
    document = parse(policy)
    formatted = parse(document.formatted())
    assert formatted.formatted() == formatted.text
    assert document.diff(formatted) == []
    assert "".join(formatted.plain_text.text.split()) == "".join(document.plain_text.text.split())


def test_inventories_agree_with_statements(policy: str) -> None:
    document = parse(policy)
    for item in document.inventory():
        for statement in item.statements:
            # A text is compared without its case and width, so by the mention.
            assert {*statement.data, *statement.excluded} & {*item.mentions}
    assert document.find() == document.statements

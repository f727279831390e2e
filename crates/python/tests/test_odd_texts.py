"""Texts that nobody writes: nothing fails."""

from __future__ import annotations

import re
from typing import Literal

from conftest import TEXTS_OF_MARKUP
from hypothesis import given, settings
from hypothesis import strategies as st
from policymark import AnnotateError, Document, Parser, parse

UNITS = st.sampled_from(["characters", "bytes", "utf16"])


def show_everything(document: Document) -> None:
    """Every property of every handle, and every text form."""
    handles = [*document.annotations, *document.statements, *document.sections]
    others = [*document.sentences, *document.diagnostics, *document.fixes(), *document.inventory()]
    for handle in [document, document.plain_text, *handles, *others]:
        assert re.fullmatch(rf"(?s)<{type(handle).__name__} .*>", repr(handle))
        assert isinstance(str(handle), str)
        for name in dir(handle):
            if not name.startswith("_"):
                getattr(handle, name)
    html = document._repr_html_()  # pyright: ignore[reportPrivateUsage]
    assert html.count("<mark") == html.count("</mark>")


@settings(max_examples=200, deadline=None)
@given(text=TEXTS_OF_MARKUP, unit=UNITS)
def test_every_function_takes_any_text(
    text: str, unit: Literal["characters", "bytes", "utf16"]
) -> None:
    document = parse(text, offsets=unit)
    assert document.text == text
    show_everything(document)
    assert Document.from_json(document.to_json(), unit) == document
    formatted = parse(document.formatted(), offsets=unit)
    assert document.diff(formatted) == [] and formatted.formatted() == formatted.text
    document.fixed(unsure=True)
    for offset in range(len(text.encode()) + 2):
        document.annotation_at(offset)
        document.section_at(offset)
        document.sentence_at(offset)
    if unit == "characters":
        for annotation in document.annotations:
            assert text[annotation.start : annotation.end] == annotation.source


@settings(max_examples=200, deadline=None)
@given(text=TEXTS_OF_MARKUP)
def test_plain_text_can_be_annotated_again(text: str) -> None:
    document = parse(text)
    plain = document.plain_text
    marks = [
        (a.kind, plain.to_plain(a.start), plain.to_plain(a.end))
        for a in document.annotations
        if a.text and "\n" not in a.source
    ]
    refused = set[int]()
    while True:
        kept = [mark for number, mark in enumerate(marks) if number not in refused]
        try:
            written = Parser().annotate(plain.text, kept)
            break
        except AnnotateError as error:
            # Without its context, a mark can be read as an ordinary bracket.
            assert (error.start, error.end) == kept[error.index][1:]
            refused.add(marks.index(kept[error.index]))
    again = parse(written)
    assert again.plain_text.text == plain.text
    places = again.plain_text.to_plain
    assert [(a.kind, places(a.start), places(a.end)) for a in again.annotations] == kept

"""What can be copied and sent to other processes: objects of every class, but for those that say why not."""

from __future__ import annotations

import copy
import inspect
import multiprocessing
import pickle
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from json import dumps

import policymark
import polars as pl
import pytest
from policymark import Document, Lexicon, Parser, parse

POLICY = (
    "一、我们如何收集信息\n"
    "(我们)会[收集]您的<设备信息>，如<型号>。您需要[提供]<昵称、头像>。\n"
    "(我们)不会向(云杉广告)[提供]<手机号码。📱< 邮箱>\n"
)
COLUMN = pl.Series([POLICY])

Objects = Callable[[Document, Document], Iterable[object]]
# What a document has; the second one is by another annotator.
OBJECTS: dict[type, Objects] = {
    policymark.Agreement: lambda d, other: [d.agreement(other), d.agreement(d)],
    policymark.Annotation: lambda d, _: d.annotations,
    policymark.Change: lambda d, other: [*d.diff(other), *d.agreement(other).statements],
    policymark.Diagnostic: lambda d, _: [*d.diagnostics, *(fix.diagnostic for fix in d.fixes())],
    policymark.Disagreement: lambda d, other: d.agreement(other).disagreements,
    policymark.Document: lambda d, other: [d, other, Document.from_json(d.to_json())],
    policymark.Edit: lambda d, _: [edit for fix in d.fixes() for edit in fix.edits],
    policymark.Figures: lambda d, other: [d.agreement(other).figures],
    policymark.Fix: lambda d, _: d.fixes(),
    policymark.Inclusion: lambda d, _: [i for statement in d.statements for i in statement.inclusions],
    policymark.Inventory: lambda d, _: [d.inventory(), d.inventory("actors")],
    policymark.InventoryItem: lambda d, _: [*d.inventory("items"), *d.inventory("parties")],
    policymark.Item: lambda d, _: [item for annotation in d.annotations for item in annotation.items],
    policymark.Lexicon: lambda d, _: [Lexicon(), Lexicon().extended("items", "外加\tseparates\n")],
    policymark.Member: lambda d, _: [m for statement in d.statements for m in statement.members],
    policymark.Parser: lambda d, _: [Parser(), Parser(strict=True, offsets="bytes")],
    policymark.PlainText: lambda d, _: [d.plain_text],
    policymark.Practices: lambda d, _: [p for i in d.inventory() for p in (i.affirmed, i.denied, i.supposed)],
    policymark.Section: lambda d, _: d.sections,
    policymark.Sentence: lambda d, _: d.sentences,
    policymark.Statement: lambda d, _: d.statements,
    policymark.Statistics: lambda d, _: [d.statistics()],
    policymark.Unmarked: lambda d, _: [u for statement in d.statements for u in statement.unmarked],
    type(parse("").statements): lambda d, _: [d.statements, d.annotations, d.sections, d.sentences],
    policymark.AnnotateError: lambda d, _: [policymark.AnnotateError("mark 1", index=1, start=2, end=3)],
    policymark.Error: lambda d, _: [policymark.Error("document 3", document=3)],
    policymark.JsonError: lambda d, _: [policymark.JsonError("no", line=1, column=2)],
    policymark.LexiconError: lambda d, _: [policymark.LexiconError("no", line=2)],
    policymark.ParseError: lambda d, _: [policymark.ParseError("no", code="bracket-unclosed", line=3)],
    policymark.TextsDifferError: lambda d, _: [policymark.TextsDifferError("no", first=(1, 2))],
    policymark.TooLongError: lambda d, _: [policymark.TooLongError("no", length=3, limit=2)],
}
# Arrow has forms of its own for what is stored and sent.
OF_ARROW: dict[type, object] = {
    policymark.ArrowColumn: policymark.statements(COLUMN),
    policymark.ArrowSchema: policymark.statements_schema(),
    policymark.ArrowTable: policymark.statements(COLUMN, flat=True),
}
# Of all others, a copy is the object itself.
MADE_AGAIN = {policymark.Figures, policymark.Lexicon, policymark.Parser, policymark.Statistics}


def documents() -> tuple[Document, Document]:
    return parse(POLICY), parse(POLICY.replace("<型号>", "型号"))


def shown(thing: object) -> list[str]:
    """All that an object says."""
    names = [name for name in dir(thing) if name[0] != "_" and not callable(getattr(thing, name))]
    return [str(thing), repr(thing), *(f"{name} {getattr(thing, name)!r}" for name in names)]


def test_every_class_is_listed() -> None:
    public = {thing for thing in vars(policymark).values() if inspect.isclass(thing)}
    public = {class_ for class_ in public if class_.__module__.startswith("policymark")}
    assert public <= {*OBJECTS, *OF_ARROW} and not {*OBJECTS} & {*OF_ARROW}
    for class_, objects in OBJECTS.items():
        found = [*objects(*documents())]
        assert found and {*map(type, found)} == {class_}


@pytest.mark.parametrize("protocol", range(2, pickle.HIGHEST_PROTOCOL + 1))
@pytest.mark.parametrize("class_", OBJECTS)
def test_objects_come_back(class_: type, protocol: int) -> None:
    before = documents()
    objects = [*OBJECTS[class_](*before)]
    after, again = pickle.loads(pickle.dumps((before, objects), protocol))
    assert after == before and [*map(shown, again)] == [*map(shown, objects)]
    if "__eq__" in vars(class_):
        # They are what the documents that came with them have.
        assert again == [*OBJECTS[class_](*after)]
        equal = [[one == other for other in objects] for one in objects]
        assert [[one == other for other in again] for one in again] == equal
    if vars(class_).get("__hash__") is not None:
        assert [*map(hash, again)] == [*map(hash, OBJECTS[class_](*after))]
        assert len({*again}) == len({*objects})


@pytest.mark.parametrize("class_", OBJECTS)
def test_objects_of_one_document_share_it(class_: type) -> None:
    objects = [*OBJECTS[class_](*documents())]
    again = pickle.loads(pickle.dumps(objects))
    found = [getattr(one, "document", None) for one in again]
    assert all(document is found[0] for document in found)
    one = pickle.loads(pickle.dumps(objects[0]))
    assert shown(one) == shown(objects[0])


@pytest.mark.parametrize("class_", OBJECTS)
def test_copies_say_the_same(class_: type) -> None:
    for one in OBJECTS[class_](*documents()):
        for again in (copy.copy(one), copy.deepcopy(one)):
            is_made_again = class_ in MADE_AGAIN or issubclass(class_, Exception)
            assert shown(again) == shown(one) and (again is not one) == is_made_again


def test_what_arrow_has_is_no_pickle() -> None:
    for class_, one in OF_ARROW.items():
        with pytest.raises(TypeError, match=f"cannot pickle {class_.__name__}: .* pyarrow"):
            pickle.dumps(one)
        assert copy.copy(one) is one and copy.deepcopy([one])[0] is one


def test_results_come_from_other_processes() -> None:
    texts = [POLICY, "(我们)会[收集]<手机号码。"]
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        found = [*pool.map(policymark.check, texts), *pool.map(policymark.diff, texts, texts[::-1])]
    expected = [*map(policymark.check, texts), *map(policymark.diff, texts, texts[::-1])]
    assert all(found) and repr(found) == repr(expected)


def test_places_outside_of_the_text_are_its_end() -> None:
    document = parse("📱")
    make = getattr(policymark.Diagnostic, "_made")
    json = {"code": "bracket-unclosed", "span": {"start": 1, "end": 9000}, "message": "", "related": None}
    odd = make(document, dumps(json))
    assert odd.span == (1, 1) and str(odd).startswith("1:1: error")
    with pytest.raises(policymark.JsonError):
        make(document, "{}")

"""What is equal, what is not, and what can be in a set."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable, Sequence

import pytest
from policymark import Document, Figures, Lexicon, Parser, parse

POLICY = (
    "一、我们如何收集信息\n"
    "(我们)会[收集]您的<设备信息>，如<型号>。您需要[提供]<昵称、头像>。\n"
    "(我们)不会向(云杉广告)[提供]<手机号码。\n"
)
NEW = parse(POLICY.replace("型号", "系统"))
SECOND = parse(POLICY.replace("<型号>", "型号"))
OTHER = "(我们)会[收集]<邮箱>。"

Parts = Sequence[object]
PARTS: dict[str, Callable[[Document], Parts]] = {
    "annotation": lambda d: d.annotations,
    "statement": lambda d: d.statements,
    "section": lambda d: d.sections,
    "sentence": lambda d: d.sentences,
    "member": lambda d: [member for statement in d.statements for member in statement.members],
    "inclusion": lambda d: d.statements[0].inclusions,
    "diagnostic": lambda d: d.diagnostics,
    "fix": lambda d: d.fixes(),
    "inventory item": lambda d: d.inventory().items,
    "change": lambda d: d.diff(NEW),
    "disagreement": lambda d: d.agreement(SECOND).disagreements,
}
VALUES: dict[str, Callable[[Document], Parts]] = {
    "item": lambda d: d.annotations[-3].items,
    "unmarked word": lambda d: d.statements[1].unmarked,
    "edit": lambda d: [edit for fix in d.fixes() for edit in fix.edits],
}


@pytest.mark.parametrize("parts", PARTS.values(), ids=PARTS.keys())
def test_parts_are_equal_within_one_document(parts: Callable[[Document], Parts]) -> None:
    document = parse(POLICY)
    first, again = parts(document), parts(document)
    assert len(first) > 0
    for number, part in enumerate(first):
        assert part == again[number] and hash(part) == hash(again[number])
        assert [part == other for other in first].count(True) == 1
    assert len({*first, *again}) == len(first)
    assert all(part == other for part, other in zip(first, parts(document.with_offsets("bytes")), strict=True))
    # The same words of another document are something else.
    assert not any(part == other for part, other in zip(first, parts(parse(POLICY)), strict=True))


@pytest.mark.parametrize("parts", VALUES.values(), ids=VALUES.keys())
def test_values_are_equal_by_what_they_say(parts: Callable[[Document], Parts]) -> None:
    first, again = parts(parse(POLICY)), parts(parse(POLICY))
    assert len(first) > 0 and first == again and {*first} == {*again}
    assert [hash(part) for part in first] == [hash(part) for part in again]


class Anything:
    """As ``unittest.mock.ANY``: equal to everything."""

    def __eq__(self, other: object) -> bool:
        return True

    __hash__ = None  # type: ignore[assignment]


@pytest.mark.parametrize("parts", (PARTS | VALUES).values(), ids=(PARTS | VALUES).keys())
def test_foreign_objects_decide_for_themselves(parts: Callable[[Document], Parts]) -> None:
    document = parse(POLICY)
    others: list[object] = [document, document.plain_text, document.statistics(), Parser(), Lexicon()]
    others += [document.statements, document.agreement(SECOND).figures]
    for part in [*parts(document), *others]:
        assert part == Anything() and Anything() == part
        assert part != 3 and part != "x" and part is not None
        assert type(part).__eq__(part, 3) is NotImplemented


def test_inventory_items_of_other_inventories_differ() -> None:
    document = parse(POLICY)
    data, items = document.inventory(), document.inventory("items")
    assert data["型号"] == document.inventory()["型号"] != items["型号"]


def test_sequences_are_lists_that_cannot_be_changed() -> None:
    document = parse(POLICY)
    for sequence in (document.statements, document.annotations, document.sections, document.sentences):
        every = list(sequence)
        assert isinstance(sequence, Sequence) and len(sequence) == len(every) > 0
        assert sequence == every and every == sequence and sequence != every[1:]
        assert [sequence[number] for number in range(len(every))] == every
        assert [sequence[-1 - number] for number in range(len(every))] == every[::-1]
        assert [*reversed(sequence)] == every[::-1]
        assert sequence[1:] == every[1:] and sequence[::-2] == every[::-2] and sequence[9:2] == []
        assert every[0] in sequence and OTHER not in sequence
        assert (sequence.index(every[-1]), sequence.count(every[0])) == (len(every) - 1, 1)
        assert repr(sequence) == repr(every)
        for index in (len(every), -len(every) - 1, 1 << 80):
            with pytest.raises(IndexError):
                sequence[index]
        with pytest.raises(TypeError, match="not str"):
            sequence["0"]  # type: ignore[call-overload]  # pyright: ignore
        with pytest.raises(TypeError):
            hash(sequence)
        assert not hasattr(sequence, "__setitem__")
        with pytest.raises(ValueError):
            sequence.index(OTHER)
    assert document.statements != parse(POLICY).statements
    assert list[object](document.statements) != document.annotations
    assert parse("").statements == parse(" ").statements == []
    match document.statements:
        case [first, *_]:
            assert first == document.statements[0]
        case _:
            raise AssertionError("it is no sequence for match")


def test_one_statement_of_a_long_document_takes_no_longer() -> None:
    document = parse(OTHER * 50_000)
    # With a list of all for each, this would take minutes.
    ids = [document.statements[number].id for number in range(50_000)]
    assert ids == list(range(50_000))


def test_documents_share_their_parser_when_they_are_pickled() -> None:
    lexicon = Lexicon().extended("items", "外加\tseparates\n")
    parsers = [Parser(lexicon=lexicon), Parser(lexicon=lexicon, offsets="utf16")]
    documents = [parser.parse(OTHER).with_offsets("bytes") for parser in parsers for _ in range(100)]
    pickled = pickle.dumps(documents)
    assert len(pickled) < len(lexicon.source("items").encode()) + 100 * len(documents)
    again = pickle.loads(pickled)
    assert again == documents and {document.offsets for document in again} == {"bytes"}
    assert pickle.loads(pickle.dumps(again[-1])) == documents[-1]


def test_plain_text_is_made_once() -> None:
    document = parse(POLICY)
    assert document.plain_text.text is document.with_offsets("bytes").plain_text.text
    at = document.plain_text.to_plain(POLICY.index("型号"))
    assert document.plain_text.text[at:].startswith("型号")
    in_bytes = document.with_offsets("bytes").plain_text.to_plain(len(POLICY[: POLICY.index("型号")].encode()))
    assert document.plain_text.text.encode()[in_bytes:].startswith("型号".encode())


@pytest.mark.parametrize("name", ["annotations", "statements", "sections", "sentences"])
def test_what_a_document_has_is_pickled_with_it(name: str) -> None:
    sequence = getattr(parse(POLICY), name)
    again = pickle.loads(pickle.dumps([sequence, *sequence]))
    assert again[0] == again[1:] and len(again) == len(sequence) + 1 > 1
    assert all(one.document is again[1].document for one in again[1:])
    assert [repr(one) for one in again[1:]] == [repr(one) for one in sequence]
    # They never change, so that a copy is the object itself.
    assert copy.deepcopy({"all": [*sequence, sequence]}) == {"all": [*sequence, sequence]}
    first = sequence[0]
    assert copy.copy(first) is first and copy.deepcopy(first) is first


def test_figures_are_pickled_with_what_they_count() -> None:
    figures = NEW.agreement(NEW).figures + parse(POLICY).agreement(SECOND).figures
    again = pickle.loads(pickle.dumps(figures))
    assert again == figures and again.alpha("data") == figures.alpha("data") and again.texts == 2
    assert again + figures == figures + again == sum([figures, again])
    with pytest.raises(TypeError):
        _ = 1 + figures
    with pytest.raises(ValueError, match="missing field"):
        Figures("{}")

"""Documents and the handles into them."""

from __future__ import annotations

import pickle
import re
from typing import Literal

import policymark
import pytest
from policymark import Document, Parser, parse

POLICY = (
    "一、我们如何收集信息\n"
    "当{您注册账户}时，(我们)会[收集]您的<手机号码>，以便{验证您的身份}。\n"
    "未经{您同意}，(我们)不会向(云杉广告)[提供]<精确位置>。\n"
    "若您不[提供]<邮箱>，(我们)可能[使用]<昵称、头像>。\n"
)


@pytest.fixture
def document() -> Document:
    return parse(POLICY)


def test_statements(document: Document) -> None:
    first, second = document.statements[:2]
    assert [a.text for a in first.actors] == ["我们"]
    assert [a.text for a in first.actions] == ["收集"]
    assert [a.text for a in first.data] == ["手机号码"]
    assert [a.text for a in first.conditions] == ["您注册账户"]
    assert [a.text for a in first.purposes] == ["验证您的身份"]
    assert (first.polarity, first.modality, first.certainty) == ("affirmed", "will", "certain")
    assert first.is_asserted and not first.is_consent_exempt
    assert first.heading is not None and first.heading.title == "一、我们如何收集信息"
    assert second.polarity == "denied"
    assert [a.text for a in second.recipients] == ["云杉广告"]
    assert [a.text for a in second.exceptions] == ["您同意"]
    assert second.sentence.source.startswith("未经{您同意}")


def test_members_have_their_roles_and_rules(document: Document) -> None:
    members = document.statements[0].members
    assert [(m.role, m.annotation.text, m.rule) for m in members] == [
        ("actor", "我们", "S2"),
        ("action", "收集", "S1"),
        ("data", "手机号码", "S9"),
        ("purpose", "验证您的身份", "S16"),
        ("condition", "您注册账户", "S13"),
    ]


def test_annotations(document: Document) -> None:
    phone = next(a for a in document.annotations if a.text == "手机号码")
    assert (phone.kind, phone.category, phone.source) == ("data", "basic", "<手机号码>")
    assert phone.statements == [document.statements[0]]
    assert phone.document is document
    assert document.annotation_at(phone.start + 2) == phone
    names = next(a for a in document.annotations if a.text == "昵称、头像")
    assert [item.text for item in names.items] == ["昵称", "头像"]
    assert document.text[names.items[1].start : names.items[1].end] == "头像"


def test_means_gives_what_a_reference_refers_to() -> None:
    document = parse("(您)[填写]<昵称>。(我们)会[保存]<上述信息>。")
    assert [a.text for a in document.annotations[-1].means] == ["昵称"]
    assert document.annotations[0].means == []


def test_sections(document: Document) -> None:
    (section,) = document.sections
    assert (section.title, section.label, section.level) == ("一、我们如何收集信息", "一、", 1)
    assert len(section.statements) == len(document.statements)
    assert section.parent is None and section.children == [] and not section.is_item
    assert document.section_at(0) == section


def test_unmarked_words() -> None:
    (statement,) = parse("您需要向我们[提供]<邮箱>。").statements
    assert [(u.text, u.role, u.start) for u in statement.unmarked] == [
        ("您", "actor", 0),
        ("我们", "recipient", 4),
    ]


def test_inclusions_and_announced_items() -> None:
    (statement,) = parse("(我们)会[收集]<设备信息>，如<型号>。").statements
    assert [(i.whole.text, i.part.text) for i in statement.inclusions] == [("设备信息", "型号")]
    (statement,) = parse("(我们)会[收集]以下信息：\n1、昵称；\n2、头像。\n").statements
    assert [item.text for item in statement.announces] == ["昵称；", "头像。"]


# An emoji with joiners, outside the basic plane; a byte order mark; line ends of Windows.
ODD = "\ufeff👩‍👩‍👧您好📱，\r\n(我们)会[收集]您的<手机📱号码>。\r\n"


@pytest.mark.parametrize("unit", ["characters", "bytes", "utf16"])
def test_offsets_cut_the_text_in_their_unit(unit: Literal["characters", "bytes", "utf16"]) -> None:
    encoding, width = {"characters": ("utf-32-le", 4), "bytes": ("utf-8", 1), "utf16": ("utf-16-le", 2)}[
        unit
    ]
    document = parse(ODD, offsets=unit)
    assert document.offsets == unit
    encoded = ODD.encode(encoding)

    def cut(start: int, end: int) -> str:
        return encoded[start * width : end * width].decode(encoding)

    assert [a.source for a in document.annotations] == ["(我们)", "[收集]", "<手机📱号码>"]
    for annotation in document.annotations:
        assert cut(*annotation.span) == annotation.source
        assert document.annotation_at(annotation.start) == annotation
        assert document.annotation_at(annotation.end) != annotation
    handles: list[policymark.Statement | policymark.Sentence]
    handles = [*document.statements, *document.sentences]
    for handle in handles:
        assert cut(*handle.span) == handle.source
    (item,) = document.annotations[-1].items
    assert cut(item.start, item.end) == "手机📱号码"
    again = parse(ODD).with_offsets(unit)
    assert [a.span for a in again.annotations] == [a.span for a in document.annotations]


def test_characters_index_the_string() -> None:
    document = parse(ODD)
    for annotation in document.annotations:
        assert document.text[annotation.start : annotation.end] == annotation.source
    assert document.text == ODD
    # The mark takes no column; the emoji with joiners is one.
    assert document.position(ODD.index("您好")) == (1, 2)
    assert document.position(ODD.index("[")) == (2, 6)


def test_every_offset_of_a_long_text() -> None:
    text = "您📱的e\u0301<号码>，\n" * 40
    document = parse(text)
    plain = document.plain_text
    for offset in range(len(text) + 1):
        position = document.position(offset)
        assert position[0] == text[:offset].count("\n") + 1
        assert 0 <= plain.to_plain(offset) <= len(plain.text)
    with pytest.raises(IndexError):
        document.position(len(text) + 1)
    assert document.with_offsets("utf16").annotation_at(2) is None


def test_positions_of_a_long_text_take_no_longer() -> None:
    text = "(我们)会[收集]<手机号码>。\n" * 60_000
    document = parse(text)
    # With a pass over the text for each, this would take an hour.
    lines = [document.position(statement.start)[0] for statement in document.statements]
    assert lines == list(range(1, 60_001))


def test_find(document: Document) -> None:
    def found(statements: list[policymark.Statement]) -> list[int]:
        return [statement.id for statement in statements]

    everything = [s.id for s in document.statements]
    assert found(document.find()) == everything
    assert found(document.find(data="手机号码")) == [0]
    assert found(document.find(data="手机")) == []
    assert found(document.find(data="~手机")) == [0]
    assert found(document.find(data=re.compile("手机|位置"))) == [0, 1]
    assert found(document.find(data=["手机号码", re.compile("位置$")])) == [0, 1]
    assert found(document.find(polarity="denied", recipient="~广告")) == [1]
    assert found(document.find(category="location")) == [1]
    assert found(document.find(ground="consent")) == [1]
    assert found(document.find(asserted=False)) == [2]
    assert found(document.find(asserted=True)) == [i for i in everything if i != 2]
    assert found(document.find(item="头像")) == [everything[-1]]
    assert found(document.find(heading="~收集", modality="may")) == [everything[-1]]
    assert found(document.find(actor="您")) == [2], "words without a mark count"
    assert found(document.find(at=POLICY.index("手机"))) == [0]
    assert found(document.find(at=len(POLICY) + 9)) == []


def test_find_says_what_is_wrong(document: Document) -> None:
    with pytest.raises(TypeError, match="no filter"):
        document.find(datum="x")  # type: ignore[call-arg]  # pyright: ignore
    with pytest.raises(ValueError, match="unknown polarity"):
        document.find(polarity="maybe")  # type: ignore[arg-type]  # pyright: ignore
    with pytest.raises(TypeError, match="pattern of re"):
        document.find(data=3)  # type: ignore[arg-type]  # pyright: ignore
    with pytest.raises(TypeError):
        document.find(data=re.compile(b"x"))  # type: ignore[arg-type]  # pyright: ignore


def test_inventory() -> None:
    text = "(我们)会[收集]<手机号码>，并向(合作伙伴)[提供]<手机号码>。(我们)不会[公开]<手机号码>。"
    document = parse(text)
    inventory = document.inventory()
    assert len(inventory) == 1 and "手机号码" in inventory and "邮箱" not in inventory
    (item,) = inventory
    assert (item.text, item.category, len(item.mentions), len(item.statements)) == (
        "手机号码",
        "basic",
        3,
        3,
    )
    assert item.affirmed.actions == ["收集", "提供"]
    assert item.affirmed.recipients == ["合作伙伴"]
    assert item.denied.actions == ["公开"]
    assert not item.supposed
    assert inventory["手机号码"].text == "手机号码"
    with pytest.raises(KeyError):
        inventory["邮箱"]
    parties = document.inventory("parties")
    assert parties["合作伙伴"].party == "third"
    with pytest.raises(ValueError, match="expected one of"):
        document.inventory("x")  # type: ignore[arg-type]  # pyright: ignore


def test_an_inventory_keeps_its_document() -> None:
    item = parse(POLICY).inventory()["手机号码"]
    assert item.mentions[0].document.text == POLICY


def test_plain_text(document: Document) -> None:
    plain = document.plain_text
    assert str(plain) == plain.text == re.sub(r"[][{}<>()]", "", POLICY)
    at = plain.text.index("手机")
    assert POLICY[plain.to_markup(at) :].startswith("手机")
    assert plain.to_plain(POLICY.index("手机")) == at


def test_json_round_trip(document: Document) -> None:
    again = Document.from_json(document.to_json())
    assert again == document and hash(again) == hash(document)
    assert Document.from_json(document.to_json(indent=True)) == document
    assert document.to_json(indent=True).count("\n") > 100


@pytest.mark.parametrize("bad", ["", "{", "[]", '{"version": 2}', "null"])
def test_bad_json(bad: str) -> None:
    with pytest.raises(policymark.JsonError) as caught:
        Document.from_json(bad)
    assert caught.value.line <= 1


def test_json_of_another_text_is_refused(document: Document) -> None:
    with pytest.raises(policymark.JsonError):
        Document.from_json(document.to_json().replace("手机号码", "手机"))


def test_pickling() -> None:
    lexicon = policymark.Lexicon().extended("items", "外加\tseparates\n")
    parser = Parser(
        lexicon=lexicon,
        offsets="utf16",
        dialect={"<>": "purpose", "{}": "data", "()": None},
        allow=["action-without-data"],
        max_depth=5,
    )
    document = parser.parse("(我们)会[收集]{昵称外加头像📱}、{位置}。")
    again = pickle.loads(pickle.dumps(document))
    assert again == document and again.offsets == "utf16"
    assert [i.text for i in again.annotations[1].items] == ["昵称", "头像📱"]
    assert [a.span for a in again.annotations] == [a.span for a in document.annotations]
    assert pickle.loads(pickle.dumps(parser)) == parser
    assert pickle.loads(pickle.dumps(lexicon)) == lexicon
    read = Document.from_json(document.to_json(), "bytes")
    assert pickle.loads(pickle.dumps(read)) == read
    statistics = document.statistics()
    assert pickle.loads(pickle.dumps(statistics)) == statistics


def test_equality_and_hashing(document: Document) -> None:
    other = parse(POLICY)
    assert document == other and document is not other and hash(document) == hash(other)
    assert document != parse(POLICY + " ") and document != POLICY
    # Handles are those of one document.
    assert document.annotations[0] == document.annotations[0]
    assert document.annotations[0] != other.annotations[0]
    assert document.annotations[0] == document.with_offsets("bytes").annotations[0]
    assert len({*document.annotations, *document.annotations}) == len(document.annotations)
    assert len({*document.statements, *document.sections, *document.sentences}) >= 3


def test_reprs(document: Document) -> None:
    assert repr(document) == (
        f'<Document "一、我们如何收集信息" statements={len(document.statements)}'
        f" annotations={len(document.annotations)} sections=1 diagnostics=0>"
    )
    assert repr(document.annotations[0]) == "<Annotation #0 purpose 您注册账户>"
    assert repr(document.statements[0]).startswith("<Statement #0 我们 收集 手机号码 for")
    assert repr(document.sections[0]) == "<Section #0 heading 一、我们如何收集信息>"
    assert str(document).startswith("#0  2:")
    assert repr(Parser()) == "Parser()"
    assert repr(Parser(strict=True, offsets="bytes")) == "Parser(offsets='bytes', strict=True)"


def test_to_dict(document: Document) -> None:
    row = document.statements[0].to_dict()
    assert row["actors"] == ["我们"] and row["data"] == ["手机号码"]
    assert row["headings"] == ["一、我们如何收集信息"]
    assert document.text[row["start"] : row["end"]] == document.statements[0].source


def test_html_escapes_everything() -> None:
    text = "<script>alert('x')</script>\n(我们)会[收集]<手机&\"号码>\u202e。"
    html = parse(text)._repr_html_()  # pyright: ignore[reportPrivateUsage]
    assert "<script" not in html and "\u202e" not in html
    assert html.count("<mark") == html.count("</mark>") == 3
    assert "手机&amp;&quot;号码" in html and "&#39;x&#39;" in html
    assert re.sub(r"<[^>]*>", "", html).count("&lt;") == text.count("<")


def test_html_of_a_long_text_is_cut_and_balanced() -> None:
    text = "{很长" + "，(我们)会[收集]<手机>" * 5000 + "}"
    html = parse(text)._repr_html_()  # pyright: ignore[reportPrivateUsage]
    assert len(html) < 2_000_000 and "more characters" in html
    assert html.count("<mark") == html.count("</mark>")
    assert html.count("<div") == html.count("</div>") == 1


def test_the_text_is_made_once() -> None:
    document = policymark.parse("(我们)会[收集]<邮箱>。")
    assert document.text is document.text

"""Read privacy policies that are annotated with inline brackets.

An annotator marks in the text who does what with which data, what for and when::

    当{您注册账户}时，(我们)会[收集]您的<手机号码>，以便{验证您的身份}。

``parse`` turns such a text into a ``Document`` with its annotations, its outline, and its collection
statements:

>>> import policymark
>>> document = policymark.parse("当{您注册账户}时，(我们)会[收集]您的<手机号码>，以便{验证您的身份}。")
>>> print(document.statements[0])
我们 收集 手机号码 for 验证您的身份 when 您注册账户

For many policies at a time, ``statements(column)`` and ``annotations(column)`` take a column of Arrow and
give one back, without an object for each.

Offsets count characters, as the indices of a Python string do; ``offsets="bytes"`` and ``"utf16"`` are
for other programs. Unless a parser is strict, it reads every text of up to 4 GiB. Other threads run meanwhile.
"""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Literal

from policymark._errors import (
    AnnotateError,
    Error,
    JsonError,
    LexiconError,
    ParseError,
    TextsDifferError,
    TooLongError,
)
from policymark._policymark import (
    Agreement,
    Annotation,
    ArrowColumn,
    ArrowSchema,
    ArrowTable,
    Change,
    Diagnostic,
    Disagreement,
    Document,
    Edit,
    Figures,
    Fix,
    Inclusion,
    Inventory,
    InventoryItem,
    Item,
    Lexicon,
    Member,
    Parser,
    PlainText,
    Practices,
    Section,
    Sentence,
    Statement,
    Statistics,
    Unmarked,
    annotations,
    annotations_schema,
    statements,
    statements_schema,
)
from policymark._policymark import __version__ as __version__

__all__ = [
    "Agreement",
    "AnnotateError",
    "Annotation",
    "ArrowColumn",
    "ArrowSchema",
    "ArrowTable",
    "Change",
    "Diagnostic",
    "Disagreement",
    "Document",
    "Edit",
    "Error",
    "Figures",
    "Fix",
    "Inclusion",
    "Inventory",
    "InventoryItem",
    "Item",
    "JsonError",
    "Lexicon",
    "LexiconError",
    "Member",
    "ParseError",
    "Parser",
    "PlainText",
    "Practices",
    "Section",
    "Sentence",
    "Statement",
    "Statistics",
    "TextsDifferError",
    "TooLongError",
    "Unmarked",
    "agree",
    "annotate",
    "annotations",
    "annotations_schema",
    "check",
    "diff",
    "fix",
    "fmt",
    "parse",
    "read",
    "statements",
    "statements_schema",
    "stats",
]

_PARSERS: dict[str, Parser] = {
    "characters": Parser(),
    "bytes": Parser(offsets="bytes"),
    "utf16": Parser(offsets="utf16"),
}


def _parser(offsets: str) -> Parser:
    parser = _PARSERS.get(offsets)
    # The constructor says which units there are.
    return Parser(offsets=offsets) if parser is None else parser  # type: ignore[arg-type]


def _document(policy: str | Document) -> Document:
    return policy if isinstance(policy, Document) else parse(policy)


def parse(
    text: str, *, offsets: Literal["characters", "bytes", "utf16"] = "characters"
) -> Document:
    """Parse an annotated policy with the default options. ``Parser`` has others.

    >>> parse("(我们)会[收集]<手机号码>。").annotations[2].text
    '手机号码'
    """
    return _parser(offsets).parse(text)


def read(path: str | os.PathLike[str], *, parser: Parser | None = None) -> Document:
    """Parse a file of UTF-8.

    Its text is taken as it is, with ``\\r\\n`` and a byte order mark, so that offsets are those of the
    file; ``open(path).read()`` changes line ends.
    """
    text = Path(path).read_bytes().decode("utf-8")
    return (parser or _PARSERS["characters"]).parse(text)


def check(policy: str | Document) -> list[Diagnostic]:
    """List what an annotator should look at in a policy.

    >>> [diagnostic.code for diagnostic in check("(我们)会[收集]<手机号码。")]
    ['bracket-unclosed']
    """
    return _document(policy).diagnostics


def fix(policy: str | Document, *, unsure: bool = False) -> str:
    """Mend the slips that can be mended safely, and return the text; with ``unsure``, all.

    >>> fix("(我们)会[收集]< 手机号码>。")
    '(我们)会[收集] <手机号码>。'
    """
    return _document(policy).fixed(unsure=unsure)


def fmt(policy: str | Document) -> str:
    """Tidy the markup of a policy, and return the text.

    >>> fmt("(我们)会[收集]< 手机号码>。")
    '(我们)会[收集] <手机号码>。'
    """
    return _document(policy).formatted()


def diff(old: str | Document, new: str | Document) -> list[Change]:
    """List what a new version of a policy changes, statement by statement.

    >>> diff("(我们)会[收集]<邮箱>。", "(我们)会[收集]<邮箱>、<昵称>。")[0].new_text
    '昵称'
    """
    return _document(old).diff(_document(new))


def agree(first: str | Document, second: str | Document) -> Agreement:
    """Say how far two annotators of one text agree, and where they differ.

    >>> agreement = agree("(我们)会[收集]<邮箱>。", "我们会[收集]<邮箱>。")
    >>> agreement.figures.f1(), agreement.disagreements
    (0.8, [<Disagreement only-first 我们>])
    """
    return _document(first).agreement(_document(second))


def stats(policies: str | Document | Iterable[str | Document]) -> Statistics:
    """Count what is in one policy, or in many.

    >>> stats(["(我们)会[收集]<邮箱>。", "(我们)会[收集]<邮箱>、<昵称>。"]).data
    {'昵称': 1, '邮箱': 2}
    """
    each = [policies] if isinstance(policies, (str, Document)) else policies
    return Statistics.merged(_document(policy).statistics() for policy in each)


def annotate(
    text: str,
    marks: Iterable[tuple[str, int, int]],
    *,
    offsets: Literal["characters", "bytes", "utf16"] = "characters",
) -> str:
    """Write marks into plain text: each a kind, where it starts and where it ends.

    >>> annotate("我们会收集邮箱。", [("actor", 0, 2), ("action", 3, 5), ("data", 5, 7)])
    '(我们)会[收集]<邮箱>。'
    """
    return _parser(offsets).annotate(text, marks)

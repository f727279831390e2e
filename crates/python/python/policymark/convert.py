"""Annotated policies in the formats of other tools, and theirs as markup.

``policymark convert`` does the same with files and folders, and its ``--list`` says what each format carries.

>>> import policymark
>>> from policymark import convert
>>> document = policymark.parse("(我们)会[收集]<手机号码>。")
>>> export = convert.write({"app": document}, "doccano")
>>> export.files["doccano.jsonl"]
'{"name":"app","text":"我们会收集手机号码。","label":[[0,2,"Actor"],[3,5,"Action"],[5,9,"Data"]]}\\n'
>>> export.losses
{'claims of statements': 3, 'classes of marks': 4, 'statements': 1}
>>> [policy] = convert.read(export.files["doccano.jsonl"], "doccano").policies
>>> policy.markup
'(我们)会[收集]<手机号码>。'
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from policymark import _policymark
from policymark._errors import Error
from policymark._policymark import Document, Parser

__all__ = ["Export", "Policy", "Reading", "Labels", "read", "readable", "writable", "write"]

Labels = Mapping[Literal["purpose", "action", "data", "actor"], Sequence[str]]
"""What another tool calls each kind: the first is written, all are read, in capitals or not."""


@dataclass(frozen=True)
class Export:
    """Policies in the format of another tool."""

    files: dict[str, str]
    """The content of each file by its name: ``app.txt``, ``app.ann`` and ``annotation.conf`` for brat."""

    losses: dict[str, int]
    """What the policies say and the format does not carry, with how often they say it."""


@dataclass(frozen=True)
class Policy:
    """A policy from another tool."""

    name: str
    markup: str
    """The text with marks; brackets of the text itself have backslashes."""

    faults: list[str]
    """The spans that could not be marked, with the place and the reason of each."""

    ignored: dict[str, int]
    """What the file has and markup has no place for, with how often: ``{"notes": 2}``."""


@dataclass(frozen=True)
class Reading:
    """What a file of another tool has."""

    policies: list[Policy]
    faults: list[str]
    """What of the file could not be read. The rest was."""


def writable() -> list[str]:
    """The names of the formats that ``write`` knows.

    >>> writable()[:3]
    ['bio', 'bioes', 'brat']
    """
    return _policymark.formats(True)


def readable() -> list[str]:
    """The names of the formats that ``read`` knows.

    >>> "csv" in readable(), "stam" in readable()
    (False, True)
    """
    return _policymark.formats(False)


def write(
    policies: Mapping[str, Document],
    format: str,
    *,
    labels: Labels | None = None,
    offsets: bool = False,
) -> Export:
    """Write policies, each with its name, in a format.

    ``offsets`` adds the offset of each token, in characters, to BIO and Hugging Face JSONL.

    >>> write({"app": policymark.parse("[收集]<邮箱>")}, "bio").files["app.bio"].split("\\n")[2]
    '邮\\tB-Data'
    """
    return Export(*_policymark.export(list(policies.items()), format, _names(labels), offsets))


def read(
    content: str,
    format: str,
    *,
    name: str = "policy",
    text: str | None = None,
    labels: Labels | None = None,
    parser: Parser | None = None,
    strict: bool = False,
) -> Reading:
    """Read a file of another tool, and make markup of its policies.

    ``text`` is the content of the file beside it, for formats that have the text there, as brat. ``name`` is that of
    the policy, unless the file names it. The markup reads back to the same marks with ``parser``. Nothing is
    lost in silence: see ``faults`` and ``ignored``. With ``strict``, the first fault raises ``Error``.

    >>> read("T1\\tData 5 7\\t邮箱\\n", "brat", text="我们会收集邮箱。").policies[0].markup
    '我们会收集<邮箱>。'
    >>> read("T1\\tData 5 7\\t昵称\\n", "brat", text="我们会收集邮箱。").policies[0].faults
    ['line 1, T1: the text has “邮箱” there, not “昵称”']
    """
    policies, faults = _policymark.import_(content, format, name, text, _names(labels), parser)
    reading = Reading([Policy(*policy) for policy in policies], faults)
    if strict:
        for fault in [*faults, *(fault for policy in reading.policies for fault in policy.faults)]:
            raise Error(fault)
    return reading


def _names(labels: Labels | None) -> dict[str, list[str]]:
    return {kind: list(names) for kind, names in (labels or {}).items()}

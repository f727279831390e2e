"""The exceptions of policymark. Each keeps the place of what went wrong."""

from __future__ import annotations


class Error(ValueError):
    """What is wrong with a text, a column, marks, a table of words or JSON. All exceptions below are one.

    Wrong arguments, such as an unknown unit of offsets, raise the ``ValueError`` or ``TypeError`` of Python.

    ``document`` is the place of the document in a column of Arrow, from 0, and ``None`` for any other text.
    """

    def __init__(self, message: str, *, document: int | None = None) -> None:
        super().__init__(message)
        self.document = document


class ParseError(Error):
    """A strict parser found an error, such as ``<手机号码`` without its ``>``.

    ``code`` is that of the diagnostic; ``start`` and ``end`` are offsets in the unit of the parser;
    ``line`` and ``column`` count from 1.
    """

    def __init__(
        self,
        message: str,
        *,
        code: str = "",
        start: int = 0,
        end: int = 0,
        line: int = 0,
        column: int = 0,
        document: int | None = None,
    ) -> None:
        super().__init__(message, document=document)
        self.code = code
        self.start = start
        self.end = end
        self.line = line
        self.column = column


class TooLongError(Error):
    """A text is longer than ``max_length``. Both figures are bytes of UTF-8."""

    def __init__(
        self, message: str, *, length: int = 0, limit: int = 0, document: int | None = None
    ) -> None:
        super().__init__(message, document=document)
        self.length = length
        self.limit = limit


class AnnotateError(Error):
    """A mark cannot be written: it overlaps another one, or would be read as an ordinary bracket.

    ``index`` is its place in the list of marks, from 0.
    """

    def __init__(self, message: str, *, index: int = 0, start: int = 0, end: int = 0) -> None:
        super().__init__(message)
        self.index = index
        self.start = start
        self.end = end


class LexiconError(Error):
    """A table of a lexicon has a fault in ``line``, counted from 1."""

    def __init__(self, message: str, *, line: int = 0) -> None:
        super().__init__(message)
        self.line = line


class JsonError(Error):
    """JSON is not a document, at ``line`` and ``column`` of the JSON."""

    def __init__(self, message: str, *, line: int = 0, column: int = 0) -> None:
        super().__init__(message)
        self.line = line
        self.column = column


class TextsDifferError(Error):
    """Two texts differ in more than their marks.

    ``first`` and ``second`` are where that starts and ends in each.
    """

    def __init__(
        self,
        message: str,
        *,
        first: tuple[int, int] = (0, 0),
        second: tuple[int, int] = (0, 0),
    ) -> None:
        super().__init__(message)
        self.first = first
        self.second = second


_CLASSES = (AnnotateError, Error, JsonError, LexiconError, ParseError, TextsDifferError, TooLongError)
for _class in _CLASSES:
    _class.__module__ = "policymark"

"""What ``help()`` shows: every public name is documented, and its examples are right."""

from __future__ import annotations

import doctest
import inspect
import pkgutil
from typing import Any

import policymark
import pytest


def names() -> list[tuple[str, Any]]:
    """The package, its public names, and the public attributes of its classes."""
    found: list[tuple[str, Any]] = [("policymark", policymark)]
    for name in policymark.__all__:
        thing = getattr(policymark, name)
        found.append((name, thing))
        if inspect.isclass(thing) and not issubclass(thing, Exception):
            keys = [key for key in vars(thing) if key[0] != "_"]
            found.extend((f"{name}.{key}", getattr(thing, key)) for key in keys)
    return found


@pytest.mark.parametrize(("name", "thing"), names(), ids=lambda value: str(value)[:40])
def test_names_are_documented_with_examples_that_run(name: str, thing: Any) -> None:
    text = inspect.getdoc(thing)
    assert text is not None and (text[0].isupper() or text.startswith("``")), name
    shown = {**vars(policymark), "policymark": policymark}
    example = doctest.DocTestParser().get_doctest(text, shown, name, None, None)
    assert doctest.DocTestRunner().run(example).failed == 0


def test_no_public_module_but_the_package() -> None:
    modules = {module.name for module in pkgutil.iter_modules(policymark.__path__)}
    assert modules == {"__main__", "_command", "_errors", "_policymark"}


def test_classes_say_that_they_are_of_the_package() -> None:
    for name in policymark.__all__:
        assert getattr(policymark, name).__module__.startswith("policymark")

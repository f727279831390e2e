"""What ``help()`` shows: every public name is documented, and its examples are right."""

from __future__ import annotations

import doctest
import inspect
import pkgutil
import re
import subprocess
import sys
import typing
from importlib import metadata
from pathlib import Path
from typing import Any

import policymark
import pytest
from conftest import ROOT
from policymark import convert


def names() -> list[tuple[str, Any]]:
    """The modules, their public names, and the public attributes of their classes."""
    found: list[tuple[str, Any]] = [("policymark", policymark), ("convert", convert)]
    things = [(name, getattr(policymark, name)) for name in policymark.__all__]
    things += [(f"convert.{name}", getattr(convert, name)) for name in convert.__all__]
    for name, thing in things:
        found.append((name, thing))
        if inspect.isclass(thing) and not issubclass(thing, Exception):
            keys = [key for key in vars(thing) if key[0] != "_"]
            found.extend((f"{name}.{key}", getattr(thing, key)) for key in keys)
    return found


@pytest.mark.parametrize(("name", "thing"), names(), ids=lambda value: str(value)[:40])
def test_names_are_documented_with_examples_that_run(name: str, thing: Any) -> None:
    text = inspect.getdoc(thing)
    assert text is not None and (text[0].isupper() or text.startswith("``")), name
    module = convert if name.startswith("convert") else policymark
    shown = {**vars(module), "policymark": policymark}
    example = doctest.DocTestParser().get_doctest(text, shown, name, None, None)
    assert doctest.DocTestRunner().run(example).failed == 0


@pytest.mark.parametrize(
    "page", ["README.md", "README.zh-CN.md", "docs/python.md", "docs/python.zh-CN.md"]
)
def test_pages_show_what_happens(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    blocks = re.findall(r"(?ms)^```pycon\n(.*?)^```$", text)
    assert blocks
    example = doctest.DocTestParser().get_doctest("".join(blocks), {}, page, None, None)
    assert doctest.DocTestRunner().run(example).failed == 0


def test_the_example_shows_statements(tmp_path: Path) -> None:
    path = tmp_path / "app.txt"
    path.write_text("您好。\n(我们)会[收集]<邮箱>。\n", encoding="utf-8")
    command = [sys.executable, str(ROOT / "examples/statements.py"), str(path)]
    shown = subprocess.run(command, capture_output=True, text=True, check=True)
    assert shown.stdout == "2: 我们 收集 邮箱\n"


def test_types_are_known_when_the_program_runs() -> None:
    functions = [thing for _, thing in names() if inspect.isfunction(thing)]
    assert {"parse", "read", "annotate"} <= {function.__name__ for function in functions}
    for function in functions:
        assert "return" in typing.get_type_hints(function)


def test_versions_agree() -> None:
    said = {"the package": policymark.__version__, "its metadata": metadata.version("policymark")}
    for manifest in ("Cargo.toml", "crates/cli/Cargo.toml", "crates/python/Cargo.toml"):
        text = (ROOT / manifest).read_text(encoding="utf-8")
        said[manifest] = re.findall(r'(?m)^version = "(.*)"$', text)[0]
    command = subprocess.run(
        [sys.executable, "-m", "policymark", "--version"], capture_output=True, text=True, check=True
    )
    said["the command"] = command.stdout.split()[1]
    assert len({*said.values()}) == 1, said


def test_no_other_public_modules() -> None:
    modules = {module.name for module in pkgutil.iter_modules(policymark.__path__)}
    assert modules == {"__main__", "_command", "_errors", "_policymark", "convert", "spark"}


def test_classes_say_that_they_are_of_the_package() -> None:
    for name in policymark.__all__:
        assert getattr(policymark, name).__module__.startswith("policymark")

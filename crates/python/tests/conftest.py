"""The policies that tests read."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
# The second folder is not part of the repository.
FOLDERS = [ROOT / "tests/policies", ROOT.parent / "shared/eval/dev"]
POLICIES = [path for folder in FOLDERS for path in sorted(folder.glob("*.txt"))]


@pytest.fixture(params=POLICIES, ids=lambda path: path.name)
def policy(request: pytest.FixtureRequest) -> str:
    path: Path = request.param
    return path.read_bytes().decode("utf-8")

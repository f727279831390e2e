"""The command that comes with the package."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

SCRIPT = Path(sys.executable).with_name("policymark")


def run(*arguments: str, text: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(arguments, input=text, capture_output=True, text=True, check=False)


def test_the_script_checks(tmp_path: Path) -> None:
    path = tmp_path / "app.txt"
    path.write_text("(我们)会[收集]<手机号码。\n", encoding="utf-8")
    result = run(str(SCRIPT), "check", str(path))
    assert result.returncode == 1
    assert "bracket-unclosed" in result.stdout + result.stderr
    path.write_text("(我们)会[收集]<手机号码>。\n", encoding="utf-8")
    assert run(str(SCRIPT), "check", str(path)).returncode == 0


def test_the_module_is_the_same_command() -> None:
    wrong = run(sys.executable, "-m", "policymark", "chekc")
    assert wrong.returncode == 2 and "check" in wrong.stderr
    shown = run(sys.executable, "-m", "policymark", "plain", "-", text="(我们)会[收集]<邮箱>。")
    assert (shown.returncode, shown.stdout) == (0, "我们会收集邮箱。")
    help_text = run(str(SCRIPT), "--help").stdout
    assert help_text == run(sys.executable, "-m", "policymark", "--help").stdout
    assert "policymark" in help_text

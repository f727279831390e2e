"""The command ``policymark``."""

from __future__ import annotations

import signal
import sys

from policymark._policymark import run


def main() -> int:
    """Run the command with the arguments of the process, and return its exit status."""
    # Python would only notice Ctrl-C after the command has ended.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    return run(["policymark", *sys.argv[1:]])

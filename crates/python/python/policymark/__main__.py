"""``python -m policymark`` is the command ``policymark``."""

import sys

from policymark._command import main

if __name__ == "__main__":
    sys.exit(main())

"""Shows the statements of a policy.

usage: python examples/statements.py FILE
"""

import sys

import policymark

document = policymark.read(sys.argv[1])
for statement in document.statements:
    line, _ = document.position(statement.start)
    print(f"{line}: {statement}")

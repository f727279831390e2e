"""A session with a server on 127.0.0.1, and the way of its export back to markup."""

import json
import subprocess
import sys
import time

import requests

from expected import Check, Policy

PORT, PASSWORD, COMMAND = sys.argv[3:6]


class Session:
    """Requests to the server, each with a limit of time, each of which must succeed."""

    def __init__(self):
        self.session = requests.Session()
        self.session.trust_env = False
        self.base = f"http://127.0.0.1:{PORT}"

    def send(self, method, path, **arguments):
        response = self.session.request(method, self.base + path, timeout=180, **arguments)
        if not response.ok:
            sys.exit(f"{method} {path}: {response.status_code} {response.text[:500]}")
        return response

    def get(self, path, **arguments):
        return self.send("GET", path, **arguments).json()

    def post(self, path, body):
        return self.send("POST", path, json=body).json()

    def until(self, path, is_ready, seconds=180):
        """Asks again until the answer is what is waited for."""
        for _ in range(seconds * 2):
            response = self.send("GET", path)
            if is_ready(response):
                return response
            time.sleep(0.5)
        sys.exit(f"GET {path}: not ready after {seconds} s: {response.text[:500]}")


def compare_back(client, format_, exported, suffix):
    """Converts an export of the server back to markup, and compares the marks and statements with the policies."""
    check = Check(client)
    folder = check.cache / "back" / client.replace(" ", "-")
    folder.mkdir(parents=True)
    file = folder / f"export.{suffix}"
    file.write_bytes(exported)
    convert = [COMMAND, "convert", "--isolated", "--from", format_, str(file), "--to", "markup", "--out", str(folder / "markup")]
    convert = subprocess.run(convert, capture_output=True, text=True, timeout=300)
    if convert.returncode:
        check.differs(file, "exit status", convert.returncode, convert.stderr)
    for markup in sorted((folder / "markup").glob("*.txt")):
        dump = [COMMAND, "dump", "--isolated", "--output-format", "json", str(markup)]
        policy = Policy(json.loads(subprocess.run(dump, capture_output=True, check=True, timeout=60).stdout), {})
        spans = [(start, end, kind, policy.text[start:end]) for start, end, kind in policy.marks]
        check.policy(markup.stem, policy.text, spans, statements=policy.statements)
    return check.report()

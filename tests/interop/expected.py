"""What the policies say, and how a client compares what it has loaded with that.

Texts and spans are those of the gold files where a policy has one; statements are those of the JSON of the document.
All offsets count characters of the plain text.
"""

import collections
import json
import pathlib
import sys
import time

ROLES = {
    "actors": "actor", "recipients": "recipient", "sources": "source", "subjects": "subject", "places": "place",
    "actions": "action", "data": "data", "excluded": "excluded", "purposes": "purpose", "conditions": "condition",
    "exceptions": "exception", "without": "absence",
}


class Policy:
    """A policy: its plain text, spans as (start, end, kind), and statements as (polarity, {(role, span)})."""

    def __init__(self, document, gold):
        markup = document["text"].encode()
        spans = [(mark["span"]["start"], mark["span"]["end"]) for mark in document["annotations"]]
        cut = {byte for start, end in spans for byte in (start, end - 1)}
        cut |= {escape["start"] for escape in document["escapes"]}
        kept = [byte not in cut and markup[byte] & 0xC0 != 0x80 for byte in range(len(markup))]
        before = [0]
        for is_kept in kept:
            before.append(before[-1] + is_kept)
        self.text = bytes(byte for at, byte in enumerate(markup) if at not in cut).decode()
        found = {(start, end): (before[start], before[end]) for start, end in spans}
        self.from_gold, self.misread = "plain" in gold, 0
        if self.from_gold:
            assert self.text == gold["plain"], "the plain text is not that of the gold file"
            self.text = gold["plain"]
            of_gold = {tuple(mark["span"]): (mark["start"], mark["end"]) for mark in gold["annotations"]}
            self.misread = len(set(of_gold) ^ set(found))
            found = {bytes_: of_gold.get(bytes_, chars) for bytes_, chars in found.items()}
        self.marks = [(*found[bytes_], mark["kind"]) for bytes_, mark in zip(spans, document["annotations"])]
        self.nested = [any(a <= start and end <= b and other != number for other, (a, b) in enumerate(spans))
                       for number, (start, end) in enumerate(spans)]
        self.statements, self.links = [], set()
        for statement in document["statements"]:
            members = {(role, self.marks[mark]) for key, role in ROLES.items() for mark in statement.get(key, [])}
            self.statements.append((statement["polarity"], frozenset(members)))
            includes = [(self.marks[whole], self.marks[part]) for whole, part in statement["includes"]]
            self.links |= {("includes", whole, part) for whole, part in includes}
            everything = [mark for key in ROLES for mark in statement.get(key, [])]
            if everything:
                anchor = self.marks[(statement["actions"] or everything)[0]]
                self.links |= {(role, anchor, mark) for role, mark in members if mark != anchor}

    def outermost(self):
        return [mark for mark, nested in zip(self.marks, self.nested) if not nested]


class Check:
    """What a client compares. `report` prints it, `done` also ends the program."""

    def __init__(self, client):
        self.client, self.started = client, time.monotonic()
        self.cache, gold = map(pathlib.Path, sys.argv[1:3])
        self.policies, self.counts, self.differences = {}, collections.Counter(), []
        for file in sorted((self.cache / "json").glob("*.json")):
            known = gold / f"{file.stem}.gold.json"
            known = json.loads(known.read_text("utf-8")) if known.exists() else {}
            self.policies[file.stem] = Policy(json.loads(file.read_text("utf-8")), known)
        self.left = set(self.policies)

    def export(self, format_):
        return self.cache / "export" / format_

    def policy(self, name, text, spans, statements=None, links=None, outermost=False, same_text=lambda text: text):
        """Compares a policy. `spans` are (start, end, label, words), as the client says."""
        policy = self.policies[name]
        self.left.discard(name)
        self.counts["policies"] += 1
        self.counts["texts of gold files"] += policy.from_gold
        self.counts["marks read otherwise than the gold file"] += policy.misread
        plain = same_text(policy.text)
        if text != plain:
            self.differs(name, "text", text, plain)
        at = [len(same_text(policy.text[:at])) for at in range(len(policy.text) + 1)] if plain != policy.text else None
        wanted = policy.outermost() if outermost else policy.marks
        wanted = [(at[start], at[end], kind) if at else (start, end, kind) for start, end, kind in wanted]
        wanted = [(start, end, kind, plain[start:end]) for start, end, kind in wanted]
        spans = [(start, end, label.lower(), words) for start, end, label, words in spans]
        self.same(name, "spans", spans, wanted)
        if statements is not None:
            self.same(name, "statements", statements, policy.statements)
        if links is not None:
            # What refers to something is not in the lists of a statement.
            self.same(name, "relations", {link for link in links if link[0] != "means"}, policy.links)

    def same(self, name, what, found, wanted):
        found, wanted = collections.Counter(found), collections.Counter(wanted)
        self.counts[what] += wanted.total()
        for difference, kind in ((found - wanted, "too many"), (wanted - found, "missing")):
            for one in difference.elements():
                self.differs(name, f"{what} {kind}", one, "")

    def differs(self, name, what, found, wanted):
        self.differences.append(f"{name}: {what}: {str(found)[:300]!r} {str(wanted)[:300]!r}")

    def report(self, note=""):
        """True if there are no differences."""
        for name in sorted(self.left):
            self.differences.append(f"{name}: not loaded")
        counts = ", ".join(f"{count} {what}" for what, count in self.counts.items() if count)
        seconds = time.monotonic() - self.started
        print(f"{self.client}: {counts}{note}; {len(self.differences)} differences; {seconds:.1f} s", flush=True)
        print("\n".join(self.differences[:10]), end="\n" if self.differences else "", flush=True)
        return not self.differences

    def done(self, note=""):
        sys.exit(0 if self.report(note) else 1)


def entities(tags, starts, ends, text):
    """The spans of BIO or BIOES tags, by seqeval: the end that it gives is the last token."""
    from seqeval.metrics.sequence_labeling import get_entities

    for label, first, last in get_entities(list(tags)):
        yield starts[first], ends[last], label, text[starts[first]:ends[last]]

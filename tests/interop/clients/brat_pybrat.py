"""brat's standoff, by pybrat."""

from pybrat.parser import BratParser

from expected import Check


def same_text(text):
    return text.replace("\r\n", " \n").replace("\r", "\n")


def place(entity):
    return min(span.start for span in entity.spans), max(span.end for span in entity.spans), entity.type.lower()


check = Check("pybrat")
# It refuses two marks at one place, as the trigger of an event and its action are.
for example in BratParser(error="ignore").parse(str(check.export("brat"))):
    text = (check.export("brat") / f"{example.id}.txt").read_bytes().decode()
    spans = [(*place(entity), text[place(entity)[0]:place(entity)[1]])
             for entity in example.entities if entity.type != "Statement"]
    check.policy(example.id, text, spans, same_text=same_text)
    # It keeps neither the roles of members nor attributes.
    found = [frozenset(place(member) for member in event.arguments) for event in example.events]
    wanted = [frozenset(mark for _, mark in members) for _, members in check.policies[example.id].statements]
    check.same(example.id, "members of statements", found, wanted)
check.done()

"""STAM, by stam-python."""

import stam

from expected import Check

check = Check("stam")
for file in sorted(check.export("stam").glob("*.stam.json")):
    store = stam.AnnotationStore(file=str(file))
    name = file.name.removesuffix(".stam.json")
    marks, spans, statements, links = {}, [], [], set()
    for annotation in store.annotations():
        data = {item.key().id(): item.value().get() for item in annotation}
        if "label" in data:
            [selection] = annotation.textselections()
            start, end = selection.begin(), selection.end()
            marks[annotation.id()] = (start, end, data["label"].lower())
            spans.append((start, end, data["label"], selection.text()))
            continue
        targets = [target.id() for target in annotation.annotations_in_targets()]
        if "roles" in data:
            statements.append((data, targets))
        else:
            links.add((data["relation"], *targets))
    statements = [(data["polarity"], frozenset(zip(data["roles"], (marks[id_] for id_ in targets))))
                  for data, targets in statements]
    wanted = {link for link in check.policies[name].links if link[0] == "includes"}
    links = {(link, marks[whole], marks[part]) for link, whole, part in links if link == "includes"}
    check.same(name, "inclusions", links, wanted)
    check.policy(name, store.resource(name).text(), spans, statements)
check.done()

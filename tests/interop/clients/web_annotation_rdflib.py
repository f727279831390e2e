"""W3C's annotations as RDF, by rdflib, without a network."""

import collections

from rdflib import Graph, Namespace, RDF

from expected import Check

OA, OURS = Namespace("http://www.w3.org/ns/oa#"), Namespace("urn:policymark:")
check = Check("rdflib (web-annotation)")
for file in sorted(check.export("web-annotation").glob("*.jsonld")):
    text = file.with_suffix(".txt").read_bytes().decode()
    graph = Graph().parse(file, format="json-ld")
    marks, spans, statements, links = {}, [], [], set()
    for annotation in graph.subjects(OA.motivatedBy, OA.classifying):
        label = str(graph.value(graph.value(annotation, OA.hasBody), RDF.value))
        target = graph.value(annotation, OA.hasTarget)
        assert str(graph.value(target, OA.hasSource)).endswith(".txt")
        for selector in graph.objects(target, OA.hasSelector):
            if (selector, RDF.type, OA.TextPositionSelector) in graph:
                start, end = (graph.value(selector, end).toPython() for end in (OA.start, OA.end))
            else:
                exact, prefix, suffix = (str(graph.value(selector, of)) for of in (OA.exact, OA.prefix, OA.suffix))
        assert text[max(start - 16, 0):start] == prefix and text[end:end + 16] == suffix, annotation
        marks[annotation] = (start, end, label.lower())
        spans.append((start, end, label, exact))
    for annotation in graph.subjects(OA.motivatedBy, OA.linking):
        relation = graph.value(annotation, OURS.relation)
        if relation is not None:
            ends = (graph.value(annotation, of) for of in (OA.hasTarget, OA.hasBody))
            links.add((str(relation), *(marks[end] for end in ends)))
            continue
        members = {(str(graph.value(member, OURS.role)), marks[graph.value(member, OA.hasSource)])
                   for member in graph.objects(annotation, OA.hasTarget)}
        statements.append((str(graph.value(annotation, OURS.polarity)), frozenset(members)))
    check.policy(file.stem, text, spans, statements)
    wanted = {link for link in check.policies[file.stem].links if link[0] == "includes"}
    check.same(file.stem, "inclusions", {link for link in links if link[0] == "includes"}, wanted)
check.done()

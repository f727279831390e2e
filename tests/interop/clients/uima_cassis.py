"""UIMA's CAS, by dkpro-cassis, which counts characters once it has loaded the file."""

from cassis import load_cas_from_xmi, load_typesystem

from expected import Check


def same_text(text):
    return "".join("\ufffd" if c < " " and c not in "\t\n\r" else c for c in text)


check = Check("dkpro-cassis (uima)")
types = load_typesystem((check.export("uima") / "TypeSystem.xml").read_text("utf-8"))
for file in sorted(check.export("uima").glob("*.xmi")):
    cas = load_cas_from_xmi(file, typesystem=types)
    marks = {mark.xmiID: (mark.begin, mark.end, mark.label.lower()) for mark in cas.select("policymark.Mark")}
    spans = [(mark.begin, mark.end, mark.label, mark.get_covered_text()) for mark in cas.select("policymark.Mark")]
    statements = [(statement.polarity, frozenset((member.role, marks[member.mark.xmiID])
                                                 for member in statement.members.elements))
                  for statement in cas.select("policymark.Statement")]
    wanted = {link for link in check.policies[file.stem].links if link[0] == "includes"}
    links = {("includes", marks[link.source.xmiID], marks[link.target.xmiID])
             for link in cas.select("policymark.Relation") if link.name == "includes"}
    check.same(file.stem, "inclusions", links, wanted)
    check.policy(file.stem, cas.sofa_string, spans, statements, same_text=same_text)
check.done()

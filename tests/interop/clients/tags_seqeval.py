"""BIO and BIOES, by seqeval."""

from expected import Check, entities


def same_text(text):
    return text.replace("\r\n", "\n").replace("\r", " ").replace("\t", " ")


check = Check("seqeval (bio, bioes)")
for scheme in ("bio", "bioes"):
    for file in sorted(check.export(scheme).glob(f"*.{scheme}")):
        text, tags, starts, ends = "", [], [], []
        for line in file.read_bytes().decode().split("\n")[:-1]:
            token, _, tag = line.rpartition("\t")
            starts.append(len(text))
            text += token if line else "\n"
            ends.append(len(text))
            tags.append(tag or "O")
        check.policy(file.stem, text, entities(tags, starts, ends, text), outermost=True, same_text=same_text)
check.done()

"""The Python of docs/convert/*.md, run as its readers would, on an export of the policy that the pages show."""

import contextlib
import io
import os
import pathlib
import re
import shutil
import subprocess
import sys
import traceback

BLOCK = re.compile(r"(?ms)^```([^\n]*)\n(.*?)^```$")
POLICY, OUTPUT = "text policies/app.txt", "text output"
folder = pathlib.Path(sys.argv[1]).absolute() / "docs"
shutil.rmtree(folder, ignore_errors=True)
(folder / "policies").mkdir(parents=True)
pages = {page.stem: BLOCK.findall(page.read_text("utf-8"))
         for page in sorted(pathlib.Path("docs/convert").glob("*.md")) if not page.stem.endswith(".zh-CN")}
policy = folder / "policies" / "app.txt"
policy.write_text(next(dict(blocks)[POLICY] for blocks in pages.values()), "utf-8")
subprocess.run(["target/debug/examples/export", "all", str(folder), str(policy)], check=True, stderr=subprocess.DEVNULL)
os.chdir(folder)
# It tells folders apart by their names alone, and those of the pages are those of other clients.
os.environ["HF_HOME"] = str(folder / "cache")
count, different = 0, 0
for page, blocks in pages.items():
    # What is printed is shown in the block after it.
    for (language, program), (info, text) in zip(blocks, [*blocks[1:], ("", "")]):
        if language != "python":
            continue
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            try:
                exec(compile(program, f"{page}.md", "exec"), {"__name__": "__main__"})
            except Exception:
                traceback.print_exc(file=printed)
        count += 1
        if printed.getvalue() != (text if info == OUTPUT else ""):
            different += 1
            print(f"{page}.md: {program.splitlines()[0]}: {printed.getvalue()}")
assert count
print(f"docs/convert: {count} programs of {len(pages)} pages; {different} differences")
sys.exit(different > 0)

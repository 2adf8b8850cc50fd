#!/usr/bin/env bash
# Makes the seed corpora out of the fixtures, which stay the only copies: fuzz/corpus/TARGET/*.
set -euo pipefail
cd "$(dirname "$0")/.."
python3 - <<'PYTHON'
"""A seed is what its target expects (fuzz/src/lib.rs): a byte for the ending, or the parts of a package."""
import pathlib
import re
import zipfile

fixtures = pathlib.Path("tests/formats")
corpus = pathlib.Path("fuzz/corpus")
lib = pathlib.Path("fuzz/src/lib.rs").read_text()

# Target: the folders of its fixtures. A folder that is not there yet gives no seeds.
PLAIN = {"mail": "eml mail", "mbox": "mbox", "rtf": "rtf", "pdf": "pdf"}
CHOSEN = {
    "texts": "text markdown webvtt srt sbv transcript ssa ass org rst adoc stl broken",
    "json": "json",
    "csv": "csv",
    "html": "html",
    "xml": "ttml xml",
    "ics": "ics vcf calendar",
    "cfb": "msg doc xls ppt",
    "archive": "zip tar gzip",
}
PACKAGES = {"DOCX": "docx word", "XLSX": "xlsx", "PPTX": "pptx", "ODF": "odf odt ods odp odg", "EPUB": "epub"}


def files(folders):
    for folder in folders.split():
        for path in sorted((fixtures / folder).glob("*")):
            if path.is_file() and path.suffix != ".expected":
                yield path


def seed(target, name, data):
    folder = corpus / target
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(data)


def endings(target):
    """The endings that the first byte chooses from, as the target lists them."""
    source = pathlib.Path(f"fuzz/targets/{target}.rs").read_text()
    listed = re.search(r"one_of\(&\[(.*?)\]", source) or re.search(r"TEXTS: .*?= \[(.*?)\]", lib, re.S)
    return re.findall(r'"(\w+)"', listed[1])


for target, folders in PLAIN.items():
    for path in files(folders):
        seed(target, path.name, path.read_bytes())
for target, folders in CHOSEN.items():
    known = endings(target)
    for path in files(folders):
        ending = path.suffix.lstrip(".")
        at = known.index(ending) if ending in known else len(known) - 1
        seed(target, path.name, bytes([at]) + path.read_bytes())
for number, (kind, folders) in enumerate(PACKAGES.items()):
    body = re.search(rf"pub const {kind}: Kind.*?parts: &\[(.*?)\]", lib.replace("PROPERTIES[", "<"), re.S)[1]
    properties = re.findall(r'"([^"]+)"', re.search(r"PROPERTIES: .*?= \[(.*?)\]", lib, re.S)[1])
    names = [name or properties[int(at)] for name, at in re.findall(r'"([^"]+)"|<(\d)', body)]
    for path in files(folders):
        if not zipfile.is_zipfile(path):
            continue
        with zipfile.ZipFile(path) as package:
            held = set(package.namelist())
            parts = [package.read(name) if name in held else b"" for name in names]
        clean = [part.replace(b"\0", b" ") for part in parts]
        seed(kind.lower(), path.name, b"\0".join(clean).rstrip(b"\0"))
        # A piece that begins with a zero would be cut, so names are counted from one round further.
        told = b"\0".join(bytes([at or len(names)]) + part for at, part in enumerate(clean) if part)
        seed("structured", path.name, bytes([number]) + told)
for path in sorted(pathlib.Path("rulesets").rglob("*.yaml")):
    text = path.read_bytes()
    seed("rules", path.name, text[:8192])
    seed("policy", path.name, text[:8192])
for path in sorted(pathlib.Path(".").glob("examples/**/*.yaml")) + sorted(pathlib.Path("tests").glob("**/*.yaml")):
    for target in ("rules", "policy", "plan"):
        seed(target, path.name, path.read_bytes()[:16384])
for path in sorted(pathlib.Path(".").glob("examples/**/*.md")) + sorted(pathlib.Path("tests").glob("**/*.md")):
    front = re.match(r"---\n(.*?)\n---\n", path.read_text(errors="replace"), re.S)
    if front:
        seed("plan", f"{path.parent.name}-{path.name}", front[1].encode())
for folder in sorted(corpus.iterdir()):
    print(f"{folder.name}: {len(list(folder.iterdir()))} seeds and finds")
PYTHON

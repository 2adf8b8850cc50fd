"""The bill of materials: a CycloneDX document of exactly what is linked into the program for one target.

Not in it: what only builds or tests (build scripts, procedural macros, dev-dependencies), and what other targets or
features that are off would bring. `cargo tree` knows that, so its word is taken; hashes are those of Cargo.lock.
The same commit and compiler give the same bytes: no clock, no random number, no path.

    python3 packages/sbom.py TARGET > clearedfor.cdx.json
"""

import json
import os
import re
import subprocess
import sys
import tomllib
import uuid
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LINE = re.compile(r"^(\d+)\|([^ ]+) v([^ |]+)[^|]*\|([^|]*)\|(.*?)(?: \(\*\))?$")


def run(*command):
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8")
    if done.returncode != 0:
        sys.exit(f"{' '.join(command)}: {done.stderr.strip()}")
    return done.stdout


def tree(target):
    """Every crate that is linked, as (name, version) -> (licence, repository), and who needs whom."""
    lines = run("cargo", "tree", "--locked", "--target", target, "--edges", "normal,no-proc-macro",
                "--prefix", "depth", "--format", "|{p}|{l}|{r}").splitlines()
    crates, needs, above = {}, {}, []
    for line in filter(None, lines):
        match = LINE.match(line)
        if not match:
            sys.exit(f"not a line of cargo tree: {line}")
        depth, name, version, licence, repository = match.groups()
        crate = (name, version)
        # Older manifests write a slash for "or".
        crates[crate] = (re.sub(r"\s*/\s*", " OR ", licence), repository)
        needs.setdefault(crate, set())
        del above[int(depth):]
        if above:
            needs[above[-1]].add(crate)
        above.append(crate)
    return crates, needs


def purl(crate):
    name, version = crate
    return f"pkg:cargo/{name}@{version.replace('+', '%2B')}"


def component(crate, facts, checksums):
    licence, repository = facts
    found = {"type": "library", "bom-ref": purl(crate), "name": crate[0], "version": crate[1],
             "scope": "required"}
    if crate in checksums:
        found["hashes"] = [{"alg": "SHA-256", "content": checksums[crate]}]
    found["licenses"] = [{"expression": licence}]
    found["purl"] = purl(crate)
    if repository:
        found["externalReferences"] = [{"type": "vcs", "url": repository}]
    return found


def standard_library():
    """What comes with the compiler is linked too, and no lock file names it."""
    told = dict(line.split(": ", 1) for line in run(os.environ.get("RUSTC", "rustc"), "-vV").splitlines() if ": " in line)
    return {"type": "library", "bom-ref": "rust-std", "name": "std", "version": told["release"],
            "description": f"The standard library of Rust, commit {told['commit-hash']}",
            "scope": "required", "licenses": [{"expression": "MIT OR Apache-2.0"}]}


def bill(target):
    if target not in run(os.environ.get("RUSTC", "rustc"), "--print", "target-list").split():
        sys.exit(f"unknown target `{target}`; `rustc --print target-list` has them")
    crates, needs = tree(target)
    lock = tomllib.loads((ROOT / "Cargo.lock").read_text(encoding="utf-8"))
    checksums = {(package["name"], package["version"]): package["checksum"]
                 for package in lock["package"] if "checksum" in package}
    own = next(iter(crates))
    subject = component(own, crates[own], checksums) | {"type": "application"}
    parts = [component(crate, crates[crate], checksums) for crate in sorted(crates) if crate != own]
    unhashed = [part["name"] for part in parts if "hashes" not in part]
    if unhashed:
        sys.exit(f"no checksum in Cargo.lock: {', '.join(unhashed)}")
    dependencies = [{"ref": purl(crate), "dependsOn": sorted(map(purl, needs[crate]))}
                    for crate in sorted(crates)]
    dependencies.append({"ref": "rust-std"})
    for entry in dependencies:
        if entry["ref"] == purl(own):
            entry["dependsOn"].append("rust-std")
    body = {"metadata": {"component": subject,
                         "properties": [{"name": "cdx:rustc:sbom:target:triple", "value": target}]},
            "components": parts + [standard_library()], "dependencies": dependencies}
    serial = uuid.uuid5(uuid.NAMESPACE_URL, json.dumps(body, sort_keys=True))
    head = {"bomFormat": "CycloneDX", "specVersion": "1.6", "serialNumber": f"urn:uuid:{serial}",
            "version": 1}
    return json.dumps(head | body, indent=1, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    sys.stdout.buffer.write(bill(sys.argv[1]).encode())

"""Is a bill of materials valid, whole and exact? By the schema of CycloneDX, and by the program that it is of.

    python3 tests/packages_bill.py BILL PROGRAM WHEEL
"""

import json
import re
import sys
import zipfile
from pathlib import Path

from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator


def main(path, program, wheel):
    text = Path(path).read_text(encoding="utf-8")
    error = JsonStrictValidator(SchemaVersion.V1_6).validate_str(text)
    if error:
        sys.exit(f"{path} is not valid: {error}")
    bill = json.loads(text)
    components = {(part["name"], part["version"]) for part in bill["components"]}
    references = {part["bom-ref"] for part in bill["components"]} | {bill["metadata"]["component"]["bom-ref"]}
    named = {reference for entry in bill["dependencies"]
             for reference in [entry["ref"], *entry.get("dependsOn", [])]}
    if named != references:
        sys.exit(f"told in one place only: {sorted(named ^ references)}")

    # The program says where an internal error was; crates whose code can fail are named there.
    found = set(re.findall(rb"/crates/([A-Za-z0-9_-]+?)-(\d+\.\d+\.\d+[A-Za-z0-9.+-]*)/",
                           Path(program).read_bytes()))
    linked = {(name.decode(), version.decode()) for name, version in found}
    if len(linked) < 20:
        sys.exit(f"only {len(linked)} crates are named in the program")
    if not linked <= components:
        sys.exit(f"linked and not in the bill: {sorted(linked - components)}")

    with zipfile.ZipFile(wheel) as archive:
        bills = [name for name in archive.namelist() if "/sboms/" in name]
        if [archive.read(name).decode() for name in bills] != [text]:
            sys.exit(f"the wheel has another bill: {bills}")
    print(f"{len(components)} components, valid; {len(linked)} of them are named in the program")


main(*sys.argv[1:])

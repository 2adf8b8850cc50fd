"""The archive of a release for one target: program, completions, manual, documents, licences, bill of materials.

A ZIP for Windows, a tar.gz for everybody else. The same input gives the same bytes: names are sorted, times are
SOURCE_DATE_EPOCH, owners are nobody. The program itself is asked for completions and manual, so it must run here;
RUNNER names what runs it where the system alone cannot (`RUNNER=wine`).

    python3 packages/archive.py TARGET PROGRAM BILL FOLDER
"""

import gzip
import io
import os
import shlex
import subprocess
import sys
import tarfile
import tempfile
import time
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SHELLS = {"bash": "clearedfor.bash", "zsh": "_clearedfor", "fish": "clearedfor.fish",
          "powershell": "_clearedfor.ps1", "elvish": "clearedfor.elv"}
DOCUMENTS = ["README.md", "CHANGELOG.md", "SECURITY.md", "LICENSE-APACHE", "LICENSE-MIT"]


def ask(program, *arguments):
    runner = shlex.split(os.environ.get("RUNNER", ""))
    # Nothing of the machine that packs: no locale, no width of a terminal.
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "SYSTEMROOT", "WINEPREFIX", "WINEDEBUG",
                                                "DISPLAY") if name in os.environ}
    done = subprocess.run([*runner, program, *arguments], capture_output=True, env=kept | {"LC_ALL": "C"})
    if done.returncode != 0:
        sys.exit(f"{program} {' '.join(arguments)}: status {done.returncode}: {done.stderr.decode()}")
    return done.stdout


def content(program, bill):
    """Every file of the archive: name -> (bytes, executable)."""
    files = {f"{program.name}": (program.read_bytes(), True),
             "clearedfor.cdx.json": (bill.read_bytes(), False)}
    for shell, name in SHELLS.items():
        files[f"completions/{name}"] = (ask(program, "completions", shell), False)
    for lang, into in [("en", "man"), ("de", "man/de")]:
        with tempfile.TemporaryDirectory() as folder:
            ask(program, "man", "--out", folder, "--lang", lang)
            for page in Path(folder).iterdir():
                files[f"{into}/{page.name}"] = (page.read_bytes(), False)
    for name in DOCUMENTS:
        files[name] = ((ROOT / name).read_bytes(), False)
    for page in (ROOT / "docs").glob("*.md"):
        files[f"docs/{page.name}"] = (page.read_bytes(), False)
    return dict(sorted(files.items()))


def tar(folder, files, when):
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w", format=tarfile.USTAR_FORMAT) as archive:
        for name, (data, executable) in files.items():
            entry = tarfile.TarInfo(f"{folder}/{name}")
            entry.size, entry.mtime, entry.mode = len(data), when, 0o755 if executable else 0o644
            archive.addfile(entry, io.BytesIO(data))
    return gzip.compress(packed.getvalue(), compresslevel=9, mtime=0)


def zipped(folder, files, when):
    packed = io.BytesIO()
    # A ZIP knows no time before 1980.
    at = time.gmtime(max(when, 315532800))[:6]
    with zipfile.ZipFile(packed, "w") as archive:
        for name, (data, _) in files.items():
            entry = zipfile.ZipInfo(f"{folder}/{name}", at)
            entry.create_system, entry.external_attr = 0, 0
            archive.writestr(entry, data, zipfile.ZIP_DEFLATED, 9)
    return packed.getvalue()


def main(target, program, bill, out):
    program = Path(program).resolve()
    version = ask(program, "--version").decode().split()[1]
    folder = f"clearedfor-{version}-{target}"
    when = int(os.environ.get("SOURCE_DATE_EPOCH", "315532800"))
    pack, ending = (zipped, "zip") if "-windows-" in target else (tar, "tar.gz")
    path = Path(out) / f"{folder}.{ending}"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(pack(folder, content(program, Path(bill)), when))
    print(path)


if __name__ == "__main__":
    if len(sys.argv) != 5:
        sys.exit(__doc__)
    main(*sys.argv[1:])

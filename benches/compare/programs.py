"""What is compared, as commands: clearedfor, the limit, and each peer that is there, with the rules in its own form. A peer that
is not there, or that refuses the rules, is named as skipped."""

import os
import shutil
import subprocess
from pathlib import Path

import forms

HERE = Path(__file__).parent
FOUND = (0, 1)  # nothing found, found
ALL = (0, 1, 2, 3, 200, 205)  # what a peer says of its findings


class Workshop:
    """The folder where programs, rules and corpora lie."""

    def __init__(self, work, rules):
        self.work, self.rules, self.own = Path(work), rules, rules == "benches/rules.yaml"
        self.name = "own" if self.own else "shared"
        self.bench, self.program = str(self.work / "bench"), str(self.work / "clearedfor")
        peers = self.work / "peers" / "bin"
        self.python = str(peers / "python")
        self.ripgrep = str(peers / "rg") if (peers / "rg").exists() else shutil.which("rg")
        self.vectorscan = str(peers / "vectorscan") if (peers / "vectorscan").exists() else None
        self.kingfisher = str(peers / "kingfisher") if (peers / "kingfisher").exists() else None
        self.environment = os.environ | {"KF_RULE_CACHE_DIR": str(self.work / "kingfisher-cache"), "LC_ALL": "C.UTF-8"}
        self.skipped = {}

    def make(self, *words):
        subprocess.run([self.bench, *map(str, words), "--rules", self.rules], check=True, stdout=subprocess.DEVNULL)

    def corpus(self, megabytes, files=None):
        """A folder with so many megabytes; it is made once."""
        files = files or max(megabytes * 20, 1)
        folder = self.work / f"{self.name}-{megabytes}mb-{files}"
        done = folder.with_suffix(".done")
        if not done.exists():
            if self.own:
                self.make("make", folder, "--mb", megabytes, "--files", files)
            else:
                script = Path(self.rules).with_name("corpus.py")
                call = [self.python, script, self.rules, folder, "--files", str(files), "--mb", str(megabytes)]
                subprocess.run(call, check=True, stdout=subprocess.DEVNULL)
            done.touch()
        return str(folder)

    def agenda(self):
        path = self.work / f"{self.name}-agenda.md"
        if self.own:
            self.make("agenda", path)
        elif not path.exists():
            script = Path(self.rules).with_name("corpus.py")
            subprocess.run([self.python, script, self.rules, path, "--agenda"], check=True)
        return str(path)

    def forms(self, terms=0):
        """A folder with the rules in every form."""
        folder = self.work / f"{self.name}-rules-{terms}"
        folder.mkdir(exist_ok=True)
        self.make("ruleset", folder / "bench.yaml", "--terms", terms)
        self.make("list", folder / "list.tsv", "--terms", terms)
        forms.write(forms.read(folder / "list.tsv"), folder)
        return folder

    def check(self, what, rules, report="report.jsonl", threads=1):
        """clearedfor over something with the benchmark's rules, or with its own where there are none."""
        call = [self.program, "check", what, "--no-config", "--threads", str(threads), "--format", "jsonl"]
        call += ["--output", str(self.work / report)]
        return call + (["--no-builtin-rules", "--ruleset", str(rules / "bench.yaml")] if rules else []), (0, 1, 3)

    def grep(self, corpus, file, *options):
        common = ["--no-config", "--no-ignore", "--hidden", "--threads", "1", "--ignore-case"]
        return [self.ripgrep, *common, *options, "--file", str(file), corpus], FOUND

    def compiled(self, name, command, out):
        """Compiles a peer's rules once, before anything is measured: whether that went well."""
        if out.exists():
            return True
        said = subprocess.run(command, capture_output=True, check=False)
        if said.returncode:
            out.unlink(missing_ok=True)
            self.skipped[name] = (said.stderr or said.stdout).decode("utf-8", "replace").strip().splitlines()[-1][:300]
        return not said.returncode

    def peers(self, corpus, rules):
        """Name -> command and the statuses that are no error, of each peer that is there."""
        found = {}
        if self.ripgrep:
            found["ripgrep tuned, -on"] = self.grep(corpus, rules / "tuned.txt", "-on", "--no-heading")
            found["ripgrep tuned, -c"] = self.grep(corpus, rules / "tuned.txt", "-c")
            found["ripgrep -F, phrases only"] = self.grep(corpus, rules / "phrases.txt", "-c", "-F")
        else:
            self.skipped["ripgrep"] = "no rg here"
        if not self.vectorscan:
            self.skipped["Vectorscan"] = "not built"
        else:
            database = rules / "vectorscan.db"
            if self.compiled("Vectorscan", [self.vectorscan, "compile", rules / "vectorscan.txt", database], database):
                found["Vectorscan raw, compiled before"] = [self.vectorscan, "scan", str(database), corpus], (0,)
        if self.kingfisher:
            call = [self.kingfisher, "scan", corpus, "--rules-path", str(rules / "kingfisher.yml"), "--load-builtins", "false"]
            call += ["--no-validate", "--no-update-check", "--no-dedup", "--turbo", "--jobs", "1", "--format", "jsonl"]
            found["Kingfisher turbo, rules cached"] = call + ["--output", str(self.work / "kingfisher.jsonl")], ALL
        else:
            self.skipped["Kingfisher"] = "not installed"
        script, compiled = str(HERE / "yarax.py"), rules / "rules.yarc"
        if self.compiled("YARA-X", [self.python, script, "compile", rules / "rules.yar", compiled], compiled):
            found["YARA-X, compiled before"] = [self.python, script, "scan", str(compiled), corpus], (0,)
        return found

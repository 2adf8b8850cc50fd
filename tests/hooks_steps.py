"""Runs the steps of action.yml and the lines of the GitLab template as their runners would, in throw-away repositories.

Called by tests/hooks.sh with a folder to work in; `clearedfor` is the first on the PATH. Not a runner: expressions are
looked up in a table, and one that is not there is an error.
"""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parent.parent
WORK = Path(sys.argv[1])
HARMLESS = "# Agenda\n\n1. Opening\n2. Cake\n"
GEHEIM = "# Agenda\n\nGEHEIM - amtlich geheim gehalten\n\n1. Silberkiesel\n"
ZERO = "0" * 40
# A single rule, because the program is started often.
RULES = """\
ruleset: test
version: "1"
title: {en: Test, de: Test}
defaults: {source: [D], strength: strong}
rules:
  - id: test-mark
    title: {en: A mark, de: Ein Vermerk}
    why: {en: For tests., de: Für Tests.}
    kind: substance
    raises: 3
    keywords: [amtlich geheim gehalten]
    examples:
      hit: [amtlich geheim gehalten, Das ist amtlich geheim gehalten., ist Amtlich Geheim gehalten]
      miss: [amtlich, geheim, gehalten]
"""
OPTIONS = ["--no-builtin-rules", "--ruleset=.git/rules.yaml"]
EXPRESSION = re.compile(r"\$\{\{\s*(.*?)\s*\}\}")
failed = 0


def git(*arguments):
    done = subprocess.run(["git", *arguments], cwd=WORK / "repo", check=True, capture_output=True, text=True)
    return done.stdout.strip()


def write(name, text):
    path = WORK / "repo" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def commit(message):
    git("add", "-A")
    git("commit", "-qm", message)
    return git("rev-parse", "HEAD")


def repository():
    """A harmless first commit, and a second one with more than any open channel carries."""
    repo = WORK / "repo"
    subprocess.run(["rm", "-rf", str(repo)], check=True)
    repo.mkdir(parents=True)
    git("init", "-q")
    write(".git/rules.yaml", RULES)
    write("README.md", HARMLESS)
    first = commit("first")
    write("minutes/mit Leerzeichen.md", GEHEIM)
    return first, commit("second")


def told(what, problems):
    global failed
    if problems:
        failed += 1
        print(f"FAILED: {what}")
        for problem in problems:
            print("    " + str(problem).replace("\n", "\n    "))
    else:
        print(f"ok: {what}")


class Action:
    """The action with some inputs and an event."""

    def __init__(self, inputs, event):
        self.action = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
        known = self.action["inputs"]
        assert set(inputs) <= set(known), inputs
        self.inputs = {name: inputs.get(name, about["default"]) for name, about in known.items()}
        self.event = event
        self.files = {}
        for name in ["GITHUB_ENV", "GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY"]:
            path = WORK / name
            path.write_text("")
            self.files[name] = path
        self.environment = {}

    def value(self, expression):
        """An expression as GitHub has it: names, and the first that is not empty of several."""
        for name in expression.split("||"):
            kind, _, rest = name.strip().partition(".")
            table = {"inputs": self.inputs, "github": {"action_path": str(ROOT), **self.event}}[kind]
            found = table[rest] if kind == "inputs" else table.get(rest, "")
            if found:
                return found
        return ""

    def run(self):
        temp = WORK / "runner-temp"
        subprocess.run(["rm", "-rf", str(temp)], check=True)
        temp.mkdir()
        said, status = "", 0
        for step in self.action["runs"]["steps"]:
            assert not EXPRESSION.search(step["run"]), "an expression inside a script"
            given = {name: EXPRESSION.sub(lambda m: self.value(m[1]), text) for name, text in step["env"].items()}
            before = dict(line.split("=", 1) for line in self.files["GITHUB_ENV"].read_text().splitlines())
            files = {name: str(path) for name, path in self.files.items()}
            environment = {**os.environ, "RUNNER_TEMP": str(temp), **files, **before, **given}
            script = WORK / "step.sh"
            script.write_text(step["run"], encoding="utf-8")
            # As GitHub calls `shell: bash`.
            call = ["bash", "--noprofile", "--norc", "-eo", "pipefail", str(script)]
            done = subprocess.run(call, cwd=WORK / "repo", env=environment, capture_output=True, text=True)
            said += done.stdout + done.stderr
            status = done.returncode
            if status:
                break
        outputs = dict(line.split("=", 1) for line in self.files["GITHUB_OUTPUT"].read_text().splitlines())
        return status, outputs, said


def action(what, inputs, event, status, verdict, *words):
    usual = {"program": "clearedfor", "channel": "webex", "args": "\n".join(OPTIONS)}
    runs = Action({**usual, **inputs}, event)
    got, outputs, said = runs.run()
    problems = []
    if got != status:
        problems.append(f"status {got}, expected {status}")
    if outputs.get("verdict") != verdict:
        problems.append(f"outputs {outputs}, expected {verdict}")
    problems += [f"does not say {word!r}" for word in words if word not in said]
    if verdict and not runs.files["GITHUB_STEP_SUMMARY"].read_text().strip():
        problems.append("no summary")
    if verdict and inputs.get("sarif"):
        report = json.loads((WORK / "repo" / outputs["sarif"]).read_text(encoding="utf-8"))
        if report.get("version") != "2.1.0":
            problems.append("no SARIF")
    if "Silberkiesel" in said + runs.files["GITHUB_STEP_SUMMARY"].read_text():
        problems.append("the report quotes the document")
    if (WORK / "repo" / "pwned").exists():
        problems.append("an input is run as a script")
    told(f"action: {what}", problems and [*problems, said])


def actions():
    first, second = repository()
    pull = {"event.pull_request.base.sha": first}
    minutes = "minutes/mit Leerzeichen.md"
    action("a pull request that exceeds", {"sarif": "report.sarif"}, pull, 1, "exceeds", "::error", minutes)
    action("a queue likewise", {}, {"event.merge_group.base_sha": first}, 1, "exceeds")
    action("a push that exceeds", {}, {"event.before": first}, 1, "exceeds")
    action("a push of nothing", {}, {"event.before": second}, 0, "within")
    action("a new branch: everything", {}, {"event.before": ZERO}, 1, "exceeds")
    action("another event: everything", {}, {}, 1, "exceeds")
    action("one path of it", {"paths": "README.md\n"}, {}, 0, "within")
    action("paths with blanks", {"paths": f"README.md\n{minutes}"}, {}, 1, "exceeds")
    action("a path that is not there", {"paths": "minutez"}, {}, 2, "", "minutez")
    action("everything, asked for", {"since": ""}, {"event.before": second}, 1, "exceeds")
    action("a revision that is not there", {"since": "nowhere"}, {}, 2, "", "nowhere")
    action("an unknown channel", {"channel": "webx"}, pull, 2, "", "did you mean")
    write(minutes, GEHEIM + "2. Cake\n")
    third = commit("third")
    lines = {"changed-lines": "true"}
    action("an old finding", lines, {"event.before": second}, 0, "within")
    action("a new finding", lines, {"event.before": first}, 1, "exceeds")
    write("minutes/empty.md", "")
    commit("fourth")
    part = {"event.before": third}
    action("what is not read", {}, part, 3, "undetermined")
    action("and accepted as such", {"accept-undetermined": "true"}, part, 0, "undetermined")
    told("action: no output of an input's own", outputs_of_its_own())
    for evil in ['"; touch pwned; "', "$(touch pwned)", "`touch pwned`", "a'\ntouch pwned\n'"]:
        for name in ["program", "channel", "paths", "since", "policy", "args", "sarif"]:
            got, _, said = Action({"program": "clearedfor", "args": "\n".join(OPTIONS), name: evil}, {}).run()
            ran = (WORK / "repo" / "pwned").exists()
            told(f"action: {name} is no script", [said] if ran or got == 0 else [])


def outputs_of_its_own():
    inputs = {"program": "clearedfor", "sarif": "report.sarif\nverdict=within", "args": "\n".join(OPTIONS)}
    status, outputs, said = Action(inputs, {}).run()
    return [] if status == 2 and not outputs else [status, outputs, said]


def gitlab(what, variables, status, *words):
    template = yaml.safe_load((ROOT / "templates" / "clearedfor.gitlab-ci.yml").read_text(encoding="utf-8"))
    values = {name: about["value"] for name, about in template["variables"].items()}
    job = template["clearedfor"]
    values.update({name: str(value) for name, value in job["variables"].items()})
    values.update({"CLEAREDFOR_CHANNEL": "webex", "CLEAREDFOR_ARGS": " ".join(OPTIONS), **variables})
    script = "\n".join(["set -e", *job["before_script"], *job["script"]])
    done = subprocess.run(["sh", "-c", script], cwd=WORK / "repo", env={**os.environ, **values}, capture_output=True, text=True)
    said = done.stdout + done.stderr
    problems = [] if done.returncode == status else [f"status {done.returncode}, expected {status}"]
    problems += [f"does not say {word!r}" for word in words if word not in said]
    reports = job["artifacts"]["reports"]
    if status != 2:
        for name in reports.values():
            path = WORK / "repo" / name
            if not path.exists():
                problems.append(f"no {name}")
                continue
            if name.endswith(".json") and not isinstance(json.loads(path.read_text(encoding="utf-8")), list):
                problems.append(f"{name} is no list")
            path.unlink()
    told(f"gitlab: {what}", problems and [*problems, said])


def gitlabs():
    first, second = repository()
    gitlab("a merge request", {"CI_MERGE_REQUEST_DIFF_BASE_SHA": first}, 1, "EXCEEDS")
    gitlab("a push of nothing", {"CI_COMMIT_BEFORE_SHA": second}, 0, "nothing changed")
    gitlab("a new branch: everything", {"CI_COMMIT_BEFORE_SHA": ZERO}, 1)
    gitlab("some paths of it", {"CLEAREDFOR_PATHS": "README.md"}, 0)
    gitlab("options of its own", {"CLEAREDFOR_ARGS": " ".join([*OPTIONS, "--line browser --place home"])}, 1)
    gitlab("no shell in options", {"CLEAREDFOR_ARGS": "$(touch pwned) *"}, 2)
    gitlab("an unknown channel", {"CLEAREDFOR_CHANNEL": "webx"}, 2, "did you mean")
    told("gitlab: nothing of a variable ran", ["pwned"] if (WORK / "repo" / "pwned").exists() else [])


def missing():
    """Formats that this build of the program does not have."""
    help_text = subprocess.run(["clearedfor", "check", "--help"], capture_output=True, text=True, check=True).stdout
    return [name for name in ["github", "markdown", "sarif", "gitlab", "junit"] if name not in help_text]


lacking = missing()
if lacking:
    sys.exit(f"FAILED: no format {', '.join(lacking)}")
actions()
gitlabs()
sys.exit(1 if failed else 0)

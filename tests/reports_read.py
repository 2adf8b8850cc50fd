"""Reads reports with programs that are not ours. reports_read.py PROGRAM SCRATCH

Runs PROGRAM over the examples and over files with hostile names and words, in every format, masked and shown, in both
languages, and reads what comes out as its readers do; then the expected reports beside the code. Prints a line for
each format and fails where a reader does.
"""

import collections
import csv
import io
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import urllib.parse
import xml.etree.ElementTree

import jsonschema
import junitparser
import lxml.etree
from markdown_it import MarkdownIt
from sarif import loader

FORMATS = ("sarif", "junit", "gitlab", "github", "checkstyle", "csv", "markdown")
GOLDEN = pathlib.Path("src/render/golden")
# Words of the input that must never act.
HOSTILE = """Agenda

1. =cmd|' /C calc'!A0 GEHEIM <script>alert(1)</script> ]]> & "x" 'y'
2. [click](http://evil.example) @everyone #1 `code` | pipe ::error::injected %0A::warning::x GEHEIM
3. Reichweite des Flugkörpers 900 Kilometer \u202e\u2066 {0} --> <img src=x onerror=alert(1)> http://evil.example
"""
NAMES = (
    "a,b;=1+1.md", "per%cent%0A::error::x.md", "<b>&\"'.md", "ümlaut und leer.md", "[x](y) @all #1 `z`|.md",
    "=cmd.md", "zeile\nzwei.md", "bidi\u202etxt.md",
)
STEERS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\xad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")


class Wrong(Exception):
    """A report that a reader does not take as it should."""


def check(fact, what):
    if not fact:
        raise Wrong(what)


def runs(program, scratch):
    """Real runs: name, and the report in every format beside the JSON that says what must be in it."""
    hostile = scratch / "hostile"
    hostile.mkdir()
    for name in NAMES:
        (hostile / name).write_text(HOSTILE, encoding="utf-8")
    (hostile / "bild.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(64))
    (hostile / "leer.md").write_text("", encoding="utf-8")
    jobs = {
        "examples": ["examples", "--channel", "zoom"],
        "hostile": [str(hostile), "--channel", "zoom"],
        "within": ["examples/01-agenda-stays/agenda.md"],
        "allowed": [str(hostile), "--allow-gap", "unsupported,empty,picture"],
    }
    found = {}
    manual = subprocess.run([program, "check", "--help"], capture_output=True, text=True, check=True).stdout
    languages = ("en", "de") if "--lang" in manual else ("",)
    for name, arguments in jobs.items():
        for text in ("always", "never"):
            for lang in languages:
                folder = scratch / f"{name}-{text}-{lang}"
                folder.mkdir()
                command = [program, "check", *arguments, "--show-text", text, "--today", "2026-11-26"]
                command += ["--lang", lang] if lang else []
                command += ["--format", "json", "--output", str(folder / "report.json")]
                for form in FORMATS:
                    command += ["--report", f"{form}={folder / ('report.' + form)}"]
                done = subprocess.run(command, capture_output=True, check=False)
                check(done.returncode in (0, 1, 2, 3), f"{name}: {done.stderr.decode()}")
                check((folder / "report.json").exists(), f"{name}: {done.stderr.decode()}")
                reports = {form: (folder / f"report.{form}").read_bytes().decode("utf-8") for form in FORMATS}
                found[f"{name}, text {text}, {lang}"] = (reports, json.loads((folder / "report.json").read_text("utf-8")))
    return found


def golden():
    """The expected reports beside the code."""
    found = {}
    for path in sorted(GOLDEN.glob("*.json")):
        texts = {form: path.with_suffix(f".{form}").read_bytes().decode("utf-8") for form in FORMATS}
        found[path.stem] = (texts, json.loads(path.read_text("utf-8")))
    return found


def findings(report):
    return [(document, finding) for document in report["documents"] for finding in document["findings"]]


def gaps(report):
    return [(document, gap) for document in report["documents"] for gap in document["gaps"]]


def above(document, finding):
    raises = finding["raises"]
    counts = finding["strength"] != "weak" and finding["kind"] not in ("mention", "good-catch")
    return bool(raises and counts and raises["level"] > document["ceiling"]["level"])


def sarif(text, report, scratch):
    log = json.loads(text)
    if schema := os.environ.get("CLEAREDFOR_SCHEMA"):
        rules = json.loads(pathlib.Path(schema).read_text("utf-8-sig"))
        jsonschema.validators.validator_for(rules)(rules).validate(log)
    path = scratch / "log.sarif"
    path.write_text(text, encoding="utf-8")
    if validator := os.environ.get("CLEAREDFOR_VALIDATOR"):
        command = [validator, "validate", str(path), "--log", "ForceOverwrite", "--output", str(scratch / "said.sarif")]
        environment = dict(os.environ, DOTNET_SYSTEM_GLOBALIZATION_INVARIANT="1", DOTNET_BUNDLE_EXTRACT_BASE_DIR=str(scratch))
        done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
        complaints = [line for line in done.stdout.splitlines() if re.search(r"\berror\b", line)]
        check(done.returncode == 0 and not complaints, f"the validator says: {complaints or done.stdout}")
    read = loader.load_sarif_file(str(path))
    run = log["runs"][0]
    check(read.get_result_count() == len(run["results"]), "sarif-tools counts other results")
    errors = sum(above(*one) for one in findings(report)) + sum(d["verdict"] == "exceeds" for d in report["documents"])
    levels = collections.Counter(result["level"] for result in run["results"])
    check(levels["error"] == errors, f"{levels['error']} errors, not {errors}")
    told = run["invocations"][0]["toolExecutionNotifications"]
    check(sum(one["descriptor"]["id"].startswith("gap/") for one in told) == len(gaps(report)), "gaps are missing")
    unread = any(not gap["allowed"] for _, gap in gaps(report)) or report["verdict"] == "undetermined"
    check(run["invocations"][0]["executionSuccessful"] is not unread, "executionSuccessful")
    for artifact, document in zip(run["artifacts"], report["documents"], strict=True):
        uri = artifact["location"]["uri"]
        check(urllib.parse.unquote(uri).removeprefix("file://") == document["source"], f"{uri} is another file")
        check(re.fullmatch(r"[A-Za-z0-9/._~%:-]*", uri), f"{uri} is no URI")
    prints = [result["partialFingerprints"]["clearedforPlace/v1"] for result in run["results"]]
    check(len(set(prints)) == len(prints), "fingerprints collide")
    for result in run["results"]:
        check(not re.search(r"(?<!\\)\[", result["message"]["text"]), "a message may be read as a link")


def junit(text, report, scratch):
    path = scratch / "junit.xml"
    path.write_text(text, encoding="utf-8")
    suites = list(junitparser.JUnitXml.fromfile(str(path)))
    check(len(suites) == 1, "one suite")
    said = (suites[0].tests, suites[0].failures, suites[0].errors)
    root = lxml.etree.fromstring(text.encode())
    check(said == tuple(int(root.get(one)) for one in ("tests", "failures", "errors")), "the whole is not its suite")
    suites[0].update_statistics()
    check(said == (suites[0].tests, suites[0].failures, suites[0].errors), f"{said} is counted wrong")
    documents = report["documents"]
    unread = sum(any(not gap["allowed"] for gap in d["gaps"]) or d["verdict"] == "undetermined" for d in documents)
    exceeds = sum(d["verdict"] == "exceeds" for d in documents)
    wanted = (len(documents), exceeds, unread) if documents else (1, 0, int(report["verdict"] != "within"))
    check(said == wanted, f"{said}, not {wanted}")
    # Jenkins' schema: an error stands before a failure, and nothing stands behind what was said.
    for case in root.iter("testcase"):
        tags = [child.tag for child in case]
        check(tags == sorted(tags, key=("error", "failure", "system-out").index), f"order {tags}")


def gitlab(text, report, scratch):
    issues = json.loads(text)
    check(isinstance(issues, list), "no array")
    for issue in issues:
        check(set(issue) == {"description", "check_name", "fingerprint", "severity", "location"}, f"fields {set(issue)}")
        check(issue["severity"] in ("info", "minor", "major", "critical", "blocker"), issue["severity"])
        check(isinstance(issue["location"]["path"], str), "path")
        check(isinstance(issue["location"]["lines"]["begin"], int) and issue["location"]["lines"]["begin"] >= 1, "begin")
        check(issue["description"].strip() and issue["check_name"].strip(), "empty")
    prints = [issue["fingerprint"] for issue in issues]
    check(len(set(prints)) == len(prints), "fingerprints collide")
    check(sum(i["check_name"].startswith("gap/") for i in issues) == len(gaps(report)), "gaps are missing")
    rules = {finding["rule"] for _, finding in findings(report)}
    check(sum(i["check_name"] in rules for i in issues) == len(findings(report)), "findings are missing")


def github(text, report, scratch):
    """As GitHub documents its workflow commands: `::NAME KEY=VALUE,KEY=VALUE::DATA`."""
    counts = collections.Counter()
    lines = text.split("\n")
    check(lines.pop() == "", "the last line does not end")
    for line in lines:
        match = re.fullmatch(r"::(error|warning|notice) (.*?)::(.*)", line)
        check(match, f"no command: {line!r}")
        counts[match[1]] += 1
        properties = {}
        for pair in match[2].split(","):
            key, value = pair.split("=", 1)
            check(key in ("file", "line", "endLine", "col", "endColumn", "title"), f"unknown property {key}")
            check(key not in properties, f"{key} twice")
            check(not re.search(r"[:,\r\n]", value), f"{value!r} is not escaped")
            check(not re.search(r"%(?!25|0A|0D|3A|2C)", value), f"{value!r} is not escaped")
            properties[key] = value
        check(not re.search(r"%(?!25|0A|0D)", match[3]), f"{match[3]!r} is not escaped")
        check(properties.get("line", "1").isdigit(), "line")
        if "file" in properties:
            name = properties["file"]
            for code, character in (("%0A", "\n"), ("%0D", "\r"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
                name = name.replace(code, character)
            visible = {shown(document["source"]) for document in report["documents"]} | {"."}
            loosened = {one["from"].rsplit(":", 1)[0] for one in report["loosened"]}
            check(name in visible | loosened, f"{name!r} is another file")
    check(all(count <= 10 for count in counts.values()), f"more than GitHub shows: {counts}")
    check(re.match(r"::(error|notice) title=clearedfor%3A ", lines[-1]), "no summary")
    check(lines[-1].startswith("::notice") == (report["verdict"] == "within"), "the summary is of another kind")


def checkstyle(text, report, scratch):
    root = xml.etree.ElementTree.fromstring(text)
    check(root.tag == "checkstyle" and root.get("version"), "no checkstyle")
    names = [file.get("name") for file in root]
    check({shown(document["source"]) for document in report["documents"]} <= set(names), "a document is missing")
    check(len(set(names)) == len(names), "a file stands twice")
    errors = list(root.iter("error"))
    for error in errors:
        check(error.get("severity") in ("error", "warning", "info"), "severity")
        check(int(error.get("line")) >= 1 and int(error.get("column")) >= 1, "line")
        check(error.get("message") and error.get("source").startswith("clearedfor."), "message")
    check(sum(e.get("source").startswith("clearedfor.gap.") for e in errors) == len(gaps(report)), "gaps are missing")


def table(text, report, scratch):
    check(text.startswith("\ufeff"), "no byte order mark")
    check("\n" not in text.replace("\r\n", ""), "a line end of its own")
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True))
    for row in rows:
        check(None not in row and None not in row.values(), "a row of another length")
        for cell in row.values():
            check(not re.match(r"\s*[=+\-@\t\r＝＋－＠]", cell), f"a formula: {cell!r}")
    kinds = collections.Counter(row["row"] for row in rows)
    check(kinds["finding"] == len(findings(report)), "findings are missing")
    check(kinds["gap"] == len(gaps(report)), "gaps are missing")
    told = {row["source"].replace("'", "") for row in rows}
    sources = {shown(document["source"]).replace("'", "") for document in report["documents"]}
    check(sources <= told, "a document is missing")
    # What a German Excel makes of it, whose separator is the semicolon.
    for row in csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=";"):
        check(not any(re.match(r"[\s\"]*[=+@]", cell) for cell in row), f"a formula behind a semicolon: {row}")
    return rows


def office(text, scratch):
    """LibreOffice reads as many rows as Python and finds no formula."""
    path = scratch / "table.csv"
    path.write_bytes(text.encode("utf-8"))
    profile = f"-env:UserInstallation=file://{scratch}/office"
    command = ["soffice", profile, "--headless", "--norestore", "--infilter=CSV:44,34,76,1,,0,false,true,true"]
    command += ["--convert-to", "fods", "--outdir", str(scratch), str(path)]
    subprocess.run(command, capture_output=True, timeout=180, check=False)
    sheet = scratch / "table.fods"
    check(sheet.exists(), "LibreOffice does not open it")
    tree = lxml.etree.parse(str(sheet))
    names = {"table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0"}
    formulas = tree.xpath("//table:table-cell[@table:formula]", namespaces=names)
    check(not formulas, f"{len(formulas)} formulas")
    filled = [row for row in tree.xpath("//table:table-row", namespaces=names) if "".join(row.itertext()).strip()]
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
    check(len(filled) == len(rows), f"{len(filled)} rows, not {len(rows)}")


def markdown(text, report, scratch):
    check(len(text.encode()) < 1 << 20, "too long for GitHub")
    reader = MarkdownIt("gfm-like", {"html": True})
    cells = collections.Counter()
    for token in reader.parse(text):
        check(token.type != "html_block", f"HTML: {token.content!r}")
        cells[token.type] += 1
        for child in token.children or ():
            check(child.type != "html_inline", f"HTML: {child.content!r}")
            check(child.type not in ("link_open", "image"), f"a link: {token.content!r}")
            # Mentions and numbers of issues are looked for in text outside of code.
            if child.type == "text":
                check(not re.search(r"(^|\W)[@#]\w", child.content), f"a mention: {child.content!r}")
    check(cells["td_open"] == 4 * (cells["tr_open"] - cells["thead_open"]), "a row of another length")
    told = [document for document in report["documents"] if document["verdict"] != "within"]
    rows = sum(min(len(document["findings"]), 200) for document in told)
    check(cells["td_open"] >= 4 * rows, "findings are missing")


READERS = {
    "sarif": sarif, "junit": junit, "gitlab": gitlab, "github": github, "checkstyle": checkstyle, "csv": table,
    "markdown": markdown,
}


def shown(name):
    """A name as a reader of plain text sees it."""
    name = re.sub("[\t\n\r\x0b\x0c\x85\u2028\u2029]", " ", name)
    return STEERS.sub(lambda found: f"\\u{{{ord(found[0]):x}}}", name)


def everywhere(form, text, report):
    """What holds in every format."""
    framed = text.removeprefix("\ufeff").replace("\r\n", "\n") if form == "csv" else text
    found = STEERS.search(framed)
    check(not found, f"U+{ord(found[0]):04X} stands in it" if found else "")
    if report["excerpts"]:
        check(report["excerpts"]["name"] in text, "the level of the report itself is missing")
        check(re.search("contains excerpts|enthält Auszüge", text), "it does not say that it quotes")
    if not report["shows_text"]:
        for secret in ("calc", "alert(1)", "evil.example", "Flugkörpers 900"):
            check(secret not in text, f"a masked report says {secret!r}")
    for loosening in report["loosened"]:
        check(loosening["from"].rsplit(":", 1)[0] in text, "a loosening is missing")
    for _, finding in findings(report):
        if finding["waived"]:
            check(finding["waived"]["until"] in text and finding["waived"]["from"] in text, "a waiver is missing")


def main(program, scratch):
    scratch = pathlib.Path(scratch)
    program = str(pathlib.Path(program).resolve())
    reports = {**runs(program, scratch), **golden()}
    failed = False
    for form, reader in READERS.items():
        wrong = 0
        for name, (texts, report) in reports.items():
            try:
                everywhere(form, texts[form], report)
                reader(texts[form], report, scratch)
            except Exception as error:  # Readers fail in their own ways.
                wrong += 1
                first = str(error).splitlines()[0] if str(error) else ""
                print(f"{form}: {name}: {type(error).__name__}: {first}")
        failed |= wrong > 0
        print(f"{form}: {len(reports) - wrong} of {len(reports)} reports are read as they should be")
    if shutil.which("soffice"):
        for name in [name for name in reports if name.startswith("hostile") and "never" not in name]:
            try:
                office(reports[name][0]["csv"], scratch)
                print(f"csv: LibreOffice reads {name}")
            except Wrong as error:
                failed = True
                print(f"csv: LibreOffice: {name}: {error}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2]))

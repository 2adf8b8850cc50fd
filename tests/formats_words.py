"""What is read of real files, beside what other programs find in them: see tests/formats.sh.

The other program of a kind is LibreOffice, pdftotext, or the parser that Python itself has for it; it knows nothing of
this project. A word is a run of letters and digits in small letters. Not here: whether the right words are findings.
"""

import collections
import concurrent.futures
import csv
import email
import email.policy
import html.parser
import io
import json
import mailbox
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unicodedata
import xml.etree.ElementTree
import zipfile

TEXT, OFFICE, PDF = 99.5, 99.0, 98.0
FEWEST = 3
SECONDS = 60
# Letters of a word that is looked for in a page without blanks.
LONG = 5
# Files that are known to be under their target, and why.
KNOWN = {
    "docling/legacy_sample.doc": "automatic numbers of lists, which no text of the file holds",
    "unstructured/teams_chat.docx": "times of a transcript, which are read as times and not as words",
    "pdf/docling-right_to_left_02.pdf": "Arabic letters that are drawn over one another, of which we take some for one drawn twice",
    "made-ppt/0.ppt": "words of a chart, which is an embedded object and told as a gap",
    "unstructured/README-w-include.org": "keywords of the markup, which are counted as words of the other program",
}


def words(text):
    """The words of a text, counted."""
    text = unicodedata.normalize("NFKC", text.replace("\u00ad", "")).lower()
    return collections.Counter(re.findall(r"[^\W_]+", text))


# The other programs: each takes a path and gives a text, or words that are counted once (a set).


def decoded(path):
    data = path.read_bytes()
    for mark, name in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return data.decode(name, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


class Html(html.parser.HTMLParser):
    """The text of a page, without what is not shown as text."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.text, self.hidden = [], 0

    def handle_starttag(self, tag, attrs):
        self.hidden += tag in ("script", "style")
        if tag not in ("b", "i", "em", "strong", "span", "a", "u", "sub", "sup", "font"):
            self.text.append(" ")

    def handle_endtag(self, tag):
        self.hidden -= tag in ("script", "style") and self.hidden > 0
        if tag not in ("b", "i", "em", "strong", "span", "a", "u", "sub", "sup", "font"):
            self.text.append(" ")

    def handle_data(self, data):
        if not self.hidden:
            self.text.append(data)


def of_html(text):
    parser = Html()
    parser.feed(text)
    parser.close()
    return "".join(parser.text)


def html_file(path):
    return of_html(decoded(path))


def plain(path):
    """A text as it stands. Times, counters and names of speakers, which stand once, are left out."""
    lines = [re.sub(r"^\s*\[?\d{1,2}:\d\d(:\d\d)?([.,]\d+)?\]?\s*(From\b)?\s*:?\s*", "", line) for line in decoded(path).splitlines()]
    lines = [re.sub(r"\s\d{1,2}:\d\d(:\d\d)?\s*$", "", line) for line in lines]
    prefixes = collections.Counter(m[1].strip() for m in (re.match(r"([^:\t]{1,40})(?::\s|\t)", line) for line in lines) if m)
    alone = collections.Counter(line.strip() for line in lines)
    often = {name for name, count in prefixes.items() if count > 1} | {name for name, count in alone.items() if count > 1 and len(name) < 40}
    kept = []
    for line in lines:
        name = re.match(r"([^:\t]{1,40})(?::\s|\t)", line)
        if name and name[1].strip() in often:
            line = line[name.end():]
        kept.append("" if line.strip() in often else line)
    return "\n".join(kept)


def captions(path):
    """Captions without times, counters, marks and voices."""
    kept, lines = [], decoded(path).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for at, line in enumerate(lines):
        following = lines[at + 1] if at + 1 < len(lines) else ""
        time = "-->" in line or re.fullmatch(r"\d+:\d\d:\d\d[.,]\d+,\d+:\d\d:\d\d[.,]\d+", line.strip())
        if not time and "-->" not in following and not line.startswith("WEBVTT"):
            kept.append(re.sub(r"^(NOTE|STYLE|REGION)\b", "", line))
    text = re.sub(r"<[^<>]*>|\{\\[^}]*\}", "", "\n".join(kept))
    text = html.unescape(text)
    names = collections.Counter(re.findall(r"(?m)^[-\s]*([^:\n]{1,40}): ", text))
    for name in (name for name, count in names.items() if count > 1):
        text = text.replace(f"{name}: ", "")
    return text


def substation(path):
    lines = [line for line in decoded(path).splitlines() if line.startswith("Dialogue:")]
    texts = [line.split(",", 9)[-1] for line in lines]
    return re.sub(r"\{[^}]*\}|\\[Nnh]", " ", "\n".join(texts))


def xml_file(path):
    root = xml.etree.ElementTree.fromstring(path.read_bytes())
    return " ".join(root.itertext())


def json_file(path):
    """Strings, each word once: services say the same in several ways."""
    found = set()

    def take(value, name=""):
        if isinstance(value, str) and not name.startswith(("lang", "locale")) and not re.fullmatch(r"[\d.:,sPTHM+-]*", value):
            found.update(words(value))
        for name, inner in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
            take(inner, str(name))

    text = decoded(path)
    try:
        take(json.loads(text))
    except json.JSONDecodeError:
        for line in text.splitlines():
            if line.strip():
                take(json.loads(line))
    return found


def table(path, delimiter=None):
    """The widest column as it stands, and each cell of the others once, as speakers stand once. Numbers are left out."""
    text = decoded(path)
    known = {".tsv": "\t", ".nlp": "|"}
    delimiter = delimiter or known.get(path.suffix) or csv.Sniffer().sniff(text[:4096], ",;\t|").delimiter
    rows = list(csv.reader(io.StringIO(text), delimiter=delimiter))
    width = collections.Counter()
    for row in rows:
        for at, cell in enumerate(row):
            width[at] += len(re.findall(r"[^\W\d_]", cell))
    widest = max(width, key=width.get, default=0)
    others = {cell for row in rows for at, cell in enumerate(row) if at != widest and re.search(r"[^\W\d_]", cell)}
    return " \n".join([row[widest] for row in rows if len(row) > widest] + sorted(others))


def slides(path):
    """The paragraphs of a presentation that LibreOffice wrote as one XML file."""
    names = {"office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0", "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0"}
    body = xml.etree.ElementTree.parse(path).getroot().find("office:body", names)
    prefix = f"{{{names['text']}}}"

    def text_of(node):
        # A field's text is a stand-in ("<number>"), and a break or tab is an element.
        if node.tag in (prefix + "page-number", prefix + "date", prefix + "time"):
            return ""
        own = " " if node.tag in (prefix + "line-break", prefix + "tab", prefix + "s") else node.text or ""
        return own + "".join(text_of(inner) + (inner.tail or "") for inner in node)

    return "\n".join(text_of(paragraph) for paragraph in body.iter(prefix + "p"))


def of_mail(message):
    return "\n".join([str(message.get(field, "")) for field in ("subject", "from", "to", "cc")] + [of_part(message)])


def of_part(part):
    if part.get_content_type() == "multipart/alternative":
        # Forms of one text: what the others have beside the last.
        forms = [of_part(inner) for inner in part.iter_parts()]
        last = words(forms[-1]) if forms else collections.Counter()
        return " ".join(forms[-1:] + [word for form in forms[:-1] for word in (words(form) - last).elements()])
    if part.is_multipart():
        payload = part.get_payload()
        return "\n".join(of_part(inner) for inner in payload)
    found = [part.get_filename() or ""]
    if part.get_content_type() in ("text/plain", "text/html", "text/calendar", "text/csv"):
        data = part.get_payload(decode=True) or b""
        try:
            text = data.decode(part.get_content_charset() or "utf-8", "replace")
        except LookupError:
            text = data.decode("utf-8", "replace")
        found.append(of_html(text) if part.get_content_type() == "text/html" else text)
    return "\n".join(found)


def mail(path):
    data = path.read_bytes()
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        data = data.decode("utf-16").encode()
    return of_mail(email.message_from_bytes(data, policy=email.policy.default))


def mails(path):
    box = mailbox.mbox(path, factory=lambda file: email.message_from_binary_file(file, policy=email.policy.default))
    return "\n".join(of_mail(message) for message in box)


def calendar(path):
    """What a person reads of a calendar: the values of these fields, and names."""
    text = re.sub(r"\r?\n[ \t]", "", decoded(path))
    found = []
    for line in text.splitlines():
        match = re.match(r'([A-Za-z-]+)((?:;[^=:;]+=(?:"[^"]*"|[^":;]*))*):(.*)', line)
        if not match:
            continue
        field, parameters, value = match[1].upper(), match[2], match[3]
        if field in ("SUMMARY", "DESCRIPTION", "LOCATION", "COMMENT", "CONTACT", "CATEGORIES", "RESOURCES"):
            found.append(re.sub(r"\\[nN]", "\n", value))
        if field in ("ATTENDEE", "ORGANIZER"):
            found += re.findall(r'CN="?([^";:]*)', parameters)
    return "\n".join(found)


def book(path):
    with zipfile.ZipFile(path) as package:
        names = [name for name in package.namelist() if re.search(r"\.x?html?$", name)]
        return "\n".join(of_html(package.read(name).decode("utf-8", "replace")) for name in names)


def outlook(path):
    import olefile

    with olefile.OleFileIO(path) as file:
        found = []
        for stream in file.listdir():
            if len(stream) == 1 and re.fullmatch(r"__substg1\.0_(1000|0037|0C1A|0E04)001[EF]", stream[0]):
                data = file.openstream(stream).read()
                found.append(data.decode("utf-16-le" if stream[0].endswith("F") else "cp1252", "replace"))
        return "\n".join(found)


def pdf(path):
    return subprocess.run(["pdftotext", "-q", path, "-"], capture_output=True, timeout=SECONDS).stdout.decode("utf-8", "replace")


def soffice(arguments, folder):
    """Runs LibreOffice with a profile of its own, so that an open window does not matter."""
    profile = f"-env:UserInstallation=file://{tempfile.gettempdir()}/clearedfor-formats-{os.getpid()}"
    command = ["soffice", profile, "--headless", "--norestore", *arguments, "--outdir", folder]
    subprocess.run([str(word) for word in command], capture_output=True, timeout=SECONDS * 3)


def converted(paths, form, folder):
    """Converts all paths at once, because starting takes longest: path to what came out."""
    folder.mkdir(parents=True, exist_ok=True)
    names = {}
    for number, path in enumerate(paths):
        # Numbers keep two files of one name apart.
        names[path] = folder / f"{number}{path.suffix}"
        shutil.copy(path, names[path])
    try:
        soffice(["--convert-to", form, *names.values()], folder)
    except subprocess.TimeoutExpired:
        pass
    found = {}
    ending = form.split(":")[0]
    for path, copy in names.items():
        made = [out for out in folder.glob(f"{copy.stem}*.{ending}") if re.fullmatch(rf"{copy.stem}(-.*)?", out.stem)]
        found[path] = made
    return found


SHEETS = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
LOCAL = {
    "vtt": captions, "srt": captions, "sbv": captions, "ssa": substation, "ass": substation, "ttml": xml_file,
    "dfxp": xml_file, "xml": xml_file, "json": json_file, "jsonl": json_file, "csv": table, "tsv": table, "nlp": table,
    "txt": plain, "md": plain, "org": plain, "rst": plain, "adoc": plain, "ctm": plain, "html": html_file,
    "eml": mail, "mbox": mails, "ics": calendar, "epub": book, "msg": outlook, "pdf": pdf,
}
OFFICES = {
    "docx": "txt:Text (encoded):UTF8", "doc": "txt:Text (encoded):UTF8", "odt": "txt:Text (encoded):UTF8",
    "rtf": "txt:Text (encoded):UTF8", "xlsx": SHEETS, "xls": SHEETS, "ods": SHEETS, "pptx": "fodp", "ppt": "fodp", "odp": "fodp",
}
# Kinds of which there are too few: made from others by LibreOffice.
MADE = {"odt": "docx", "rtf": "docx", "doc": "docx", "html": "docx", "epub": "docx", "xls": "xlsx", "ods": "xlsx", "ppt": "pptx", "odp": "pptx"}


def target(kind):
    return PDF if kind == "pdf" else OFFICE if kind in OFFICES or kind in ("epub", "msg") else TEXT


class Reading:
    """What the program says of a file."""

    def __init__(self, program, path):
        try:
            done = subprocess.run([program, "read", path], capture_output=True, timeout=SECONDS * 3)
            out, err, self.status = done.stdout, done.stderr, done.returncode
        except subprocess.TimeoutExpired:
            out, err, self.status = b"", b"not read: nothing in time (failed)", 101
        lines = out.decode("utf-8", "replace").splitlines()
        segments = [line.split("\t", 2) for line in lines if line.count("\t") >= 2]
        self.text = "\n".join(segment[2].replace("\\n", "\n") for segment in segments)
        # The name of the file is told like any other segment, and is nothing that was read in it.
        self.empty = not any(segment[0] != "file-name" for segment in segments)
        gaps = [line for line in err.decode("utf-8", "replace").splitlines() if "not read: " in line]
        self.gaps = collections.Counter(found[1] for found in (re.search(r"\((\S+)\)\s*$", line) for line in gaps) if found)
        self.panicked = self.status not in (0, 3) or self.gaps["failed"] > 0


def references(files, scratch):
    """What other programs find in each file: a text or a set of words; none where they find nothing out."""
    found = {}
    tasks = collections.defaultdict(list)
    for kind, paths in files.items():
        for path in paths:
            if kind in OFFICES:
                tasks[OFFICES[kind]].append(path)
            else:
                try:
                    found[path] = LOCAL[kind](path)
                except Exception as error:  # A broken file breaks other programs too: it is not compared.
                    print(f"{path.name}: not compared, the other program fails ({type(error).__name__})", file=sys.stderr)
    for number, (form, paths) in enumerate(tasks.items()):
        if not shutil.which("soffice"):
            break
        for path, made in converted(paths, form, scratch / f"reference-{number}").items():
            if not made:
                print(f"{path.name}: not compared, LibreOffice does not open it", file=sys.stderr)
                continue
            found[path] = "\n".join(slides(out) if form == "fodp" else decoded(out) for out in sorted(made))
    return found


def more(files, scratch):
    """Makes files of kinds of which there are fewer than needed."""
    if shutil.which("soffice"):
        for kind, origin in MADE.items():
            lacking = FEWEST - len(files[kind])
            sources = files[origin][:lacking] if lacking > 0 else []
            form = "html:HTML (StarWriter)" if kind == "html" else kind
            for made in converted(sources, form, scratch / f"made-{kind}").values() if sources else ():
                files[kind] += made
    if len(files["mbox"]) < FEWEST:
        for number, paths in enumerate((files["eml"][:4], files["eml"][4:9], files["eml"][9:]), 1):
            box = scratch / f"made-{number}.mbox"
            with box.open("wb") as out:
                for path in paths:
                    data = re.sub(rb"(?m)^(>*From )", rb">\1", path.read_bytes().replace(b"\r\n", b"\n"))
                    out.write(b"From nobody Mon Jan  5 09:00:00 2026\n" + data.rstrip(b"\n") + b"\n\n")
            files["mbox"].append(box)


def has_words(reference):
    return bool(reference if isinstance(reference, set) else words(reference))


def share(kind, text, reference):
    read = words(text)
    if isinstance(reference, set):
        return 100.0 * len(reference & set(read)) / len(reference) if reference else 100.0
    wanted = words(reference)
    total = sum(wanted.values())
    found = sum((wanted & read).values())
    if kind == "pdf":
        # Where a page has no blanks, both programs guess them: a long word that runs over ours is found as well.
        run = "".join(re.findall(r"[^\W_]+", unicodedata.normalize("NFKC", text).lower()))
        found += sum(count for word, count in (wanted - read).items() if len(word) >= LONG and word in run)
    return 100.0 * found / total if total else 100.0


def main(program, corpora):
    program = str(pathlib.Path(program).resolve())
    files = collections.defaultdict(list)
    for path in sorted(corpora.rglob("*")):
        # The tests of other projects are programs and no documents.
        if path.is_file() and path.suffix not in (".java", ".cs", ".py", ".dat", ".test"):
            files[path.suffix.lstrip(".").lower() or "none"].append(path)
    with tempfile.TemporaryDirectory() as folder:
        scratch = pathlib.Path(folder)
        given = {path for paths in files.values() for path in paths}
        more(files, scratch)
        compared = {
            kind: paths for kind, paths in files.items() if kind in LOCAL or kind in OFFICES
        }
        everything = [path for paths in files.values() for path in paths]
        with concurrent.futures.ThreadPoolExecutor(2) as pool:
            readings = dict(zip(everything, pool.map(lambda path: Reading(program, path), everything)))
        reference = references(compared, scratch)
        return tell(files, given, readings, reference)


def tell(files, given, readings, reference):
    """Prints the tables; the exit status says whether all is as it should be."""
    print("| kind | files | read whole | read with gaps | not read | panics | compared | words found, least | on average |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- | --- |")
    under, panicked = [], []
    for kind in sorted(files):
        paths = files[kind]
        those = [readings[path] for path in paths]
        whole = sum(not reading.gaps and not reading.empty for reading in those)
        gaps = [reading for reading in those if reading.gaps and not reading.empty]
        unread = [reading for reading in those if reading.empty]
        shares = {path: share(kind, readings[path].text, reference[path]) for path in paths if path in reference and has_words(reference[path])}
        under += [(path, found, target(kind)) for path, found in shares.items() if found < target(kind)]
        panicked += [path for path in paths if readings[path].panicked]
        made = sum(path not in given for path in paths)
        count = f"{len(paths)}" + (f" ({made} made)" if made else "")
        columns = [kind, count, whole, kinds(gaps), kinds(unread), sum(reading.panicked for reading in those), len(shares)]
        columns += [f"{min(shares.values()):.2f} %", f"{sum(shares.values()) / len(shares):.2f} %"] if shares else ["-", "-"]
        print("| " + " | ".join(str(column) for column in columns) + " |")
    print(f"\nTargets: {TEXT} % of the words of texts, {OFFICE} % of office files, {PDF} % of PDF files.")
    failed = bool(panicked)
    for path, found, wanted in under:
        lost = ""
        if not isinstance(reference[path], set):
            missed = words(reference[path]) - words(readings[path].text)
            lost = " ".join(word for word, _ in missed.most_common(8))
        else:
            lost = " ".join(sorted(reference[path] - set(words(readings[path].text)))[:8])
        name = f"{path.parent.name}/{path.name}"
        known = KNOWN.get(name)
        print(f"- under target: {name}: {found:.2f} % of {wanted} %; " + (known or f"missed: {lost}"))
        failed |= known is None
    for path in panicked:
        print(f"- panic: {path.parent.name}/{path.name}")
    return 1 if failed else 0


def kinds(readings):
    """How many, and by what kind of gap."""
    counts = collections.Counter(kind for reading in readings for kind in sorted(reading.gaps))
    named = ", ".join(f"{kind} {count}" for kind, count in sorted(counts.items()))
    return f"{len(readings)}: {named}" if named else len(readings)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], pathlib.Path(sys.argv[2])))

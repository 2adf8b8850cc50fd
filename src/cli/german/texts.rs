//! The German of the command line: one table for commands, one for what stands behind their help, one for arguments.
//!
//! Not here: the English, which stands with the definition ([`crate::cli::args`]). The tests of this room say what is
//! missing here and what is too much.

/// The path of arguments that mean the same wherever they are.
pub(super) const ANY: &str = "*";

/// What a command is for, by its path ("rules explain"); the program itself has none.
pub(super) const COMMANDS: &[(&str, &str)] = &[
    ("", "Geht das in einer Besprechung Gesagte über das hinaus, wofür ihr Kanal zugelassen ist?"),
    ("check", "Tagesordnungen und Mitschriften gegen den Kanal ihrer Besprechung prüfen"),
    (
        "baseline",
        "Hinnehmen, was jetzt gefunden wird, damit nur Neues gemeldet wird; Hingenommenes pflegen",
    ),
    (
        "baseline write",
        "Hinnehmen, was jetzt überschreitet, jeden Fund mit Grund, Verantwortlichem und Ablauf",
    ),
    (
        "baseline check",
        "Sagen, welche Ausnahmen abgelaufen sind, bald ablaufen oder nichts mehr decken",
    ),
    ("baseline prune", "Ausnahmen entfernen, die abgelaufen sind oder nichts mehr decken"),
    ("eval", "An einer Tabelle von Dokumenten messen, wie oft Urteil, Stufe und Zulassung stimmen"),
    ("verify", "Einen JSON-Bericht ein zweites Mal machen und sagen, ob er derselbe ist"),
    ("read", "Zeigen, was von Dateien gelesen wird, Abschnitt für Abschnitt, und was nicht"),
    ("channels", "Kanäle auflisten mit dem, wofür sie zugelassen sind, oder einen zeigen"),
    ("channels list", "Alle Kanäle, die niedrigste Zulassung zuerst"),
    ("channels show", "Ein Kanal mit seinen Bedingungen und Quellen"),
    ("rules", "Regeln auflisten, erklären, erproben oder messen; das Schema ihrer Dateien"),
    ("rules list", "Alle Regeln: Kennung, Art, was sie heben oder senken, Stärke, Titel"),
    ("rules explain", "Eine Regel, wie ein Mensch sie liest"),
    (
        "rules test",
        "Jede Regel an ihren eigenen Beispielen erproben, wie geschrieben und anders geschrieben",
    ),
    (
        "rules profile",
        "Zeigen, was jede Regel kostet: angesehene Stellen, Treffer, Funde und Zeit; die teuersten zuerst",
    ),
    ("rules schema", "JSON-Schema einer Regeldatei, für Editoren"),
    ("schemes", "Einstufungsschemata mit ihren Stufen auflisten"),
    (
        "config",
        "Zeigen, wonach eine Prüfung urteilt und woher jeder Wert kommt; das Schema der Datei",
    ),
    (
        "config show",
        "Jeder Wert und woher er kommt: Vorgabe, Datei und Zeile, Option oder Richtlinie",
    ),
    ("config schema", "JSON-Schema von `.clearedfor.yaml`, für Editoren"),
    (
        "init",
        "Eine kommentierte Konfiguration, eine Richtlinie und ein Regelwerk zum Anfangen schreiben; überschrieben wird \
         nichts",
    ),
    ("completions", "Vervollständigungen für eine Shell ausgeben"),
    ("man", "Das Handbuch ausgeben, oder alle seine Seiten in einen Ordner schreiben"),
];

/// What stands behind the help of a command, by its path.
pub(super) const AFTER: &[(&str, &str)] = &[
    (
        "verify",
        "Der Bericht sagt, worauf er beruht: seine Optionen und Fingerabdrücke seiner Dateien, der Regeln, der \
         Richtlinie und des Programms. Er wird mit denselben Optionen noch einmal gemacht und Dokument für Dokument \
         verglichen.\n\nRückgabewert: 0 derselbe, 1 etwas weicht ab, 2 Fehler im Aufruf, 3 eine Datei ist nicht mehr da.",
    ),
    ("", STATUS),
    ("check", STATUS),
    (
        "baseline write",
        "Nimmt jeden Fund hin, durch den ein Urteil überschreitet, oder mit --rule jeden Fund dieser Regeln. Die Datei ist \
         --output, ohne Angabe .clearedfor-waivers.yaml; was darin steht, bleibt. Wo kein Schlüssel ist, wird einer \
         gemacht.\n\n\
         Rückgabewert: 0 geschrieben, 2 Fehler im Aufruf oder in der Konfiguration, 3 etwas wurde nicht gelesen, und \
         nichts wurde geschrieben.",
    ),
    ("baseline check", TENDED),
    ("baseline prune", TENDED),
    (
        "read",
        "Eine Zeile für jeden Abschnitt: seine Art, seine Stelle und seine Worte, mit Tabulatoren dazwischen. Was \
         nicht gelesen wurde und was auffällt, steht auf der Standardfehlerausgabe.\n\n\
         Rückgabewert: 0 alles wurde gelesen, 2 Fehler im Aufruf, 3 etwas wurde nicht gelesen.",
    ),
    (
        "eval",
        "Die Tabelle nennt ihre Spalten in der ersten Zeile. `path` ist verlangt; verstanden werden `level` oder \
         `content_min` und `content_max` (0 bis 4; leer oder -1 ist unbekannt), `ceiling`, `verdict`, `channel`, \
         `duration_s` und `set`, `category` oder `kind`; andere sind für --where und --group da.\n\n\
         Rückgabewert: 0, wenn gemessen wurde, was auch immer die Zahlen sagen; 2 Fehler im Aufruf oder in der \
         Konfiguration.",
    ),
];

const STATUS: &str = "Rückgabewert: 0 innerhalb, 1 überschreitet, 2 Fehler im Aufruf oder in der Konfiguration, \
                      3 ungeklärt (etwas wurde nicht gelesen). Überschreitet schlägt ungeklärt, ungeklärt schlägt \
                      innerhalb.";

const TENDED: &str = "Die Pfade sind die Dokumente, für die die Ausnahmen gewährt wurden; die Datei ist --waivers, \
                      ohne Angabe .clearedfor-waivers.yaml.\n\n\
                      Rückgabewert: 0 alle werden gebraucht oder wurden entfernt; 1 einige sind abgelaufen oder decken \
                      nichts mehr; 2 Fehler im Aufruf oder in der Konfiguration, auch fehlerhafte Ausnahmen; 3 etwas \
                      wurde nicht gelesen.";

/// What an argument means, by the path of its command ([`ANY`] for all) and its id.
pub(super) const ARGUMENTS: &[(&str, &str, &str)] = &[
    (ANY, "pseudonyms", "Sprecher S1, S2 ... nennen statt bei ihren Namen"),
    ("verify", "report", "Bericht, den `check --format json` geschrieben hat"),
    ("verify", "files", "Wo seine Dateien jetzt liegen; ohne Angabe, wo der Bericht es sagt"),
    (ANY, "help", "Hilfe zeigen"),
    (ANY, "version", "Version zeigen"),
    (ANY, "lang", "Sprache der Ausgabe; ohne Angabe die der Umgebung"),
    (ANY, "policy", "Richtlinie aus dieser Datei anstelle der eingebauten"),
    (
        ANY,
        "scheme",
        "Heimisches Schema (DE, NATO, UK, ...); mehrere wie in `DE,AT`: das erste ist das heimische, und genau diese \
         gelten",
    ),
    (ANY, "ruleset", "Regeldatei, oder Ordner mit solchen, neben den eingebauten (wiederholbar)"),
    (ANY, "no_builtin_rules", "Nur nach den Regelwerken von --ruleset urteilen"),
    (
        ANY,
        "config",
        "Konfiguration aus dieser Datei anstelle der nächsten `.clearedfor.yaml` aufwärts",
    ),
    (ANY, "no_config", "Keine Konfiguration benutzen"),
    (ANY, "show_text", "Funde zitieren: `auto` nur am Terminal"),
    (ANY, "color", "Farbe: `auto` nur am Terminal, und nicht mit NO_COLOR"),
    (ANY, "threads", "Zahl der Threads; 0 ist einer je Kern"),
    (ANY, "format", "Form des Berichts"),
    ("check", "paths", "Zu prüfende Dateien und Ordner; `-` ist die Standardeingabe"),
    (
        ANY,
        "staged",
        "Prüfen, was in git vorgemerkt ist, so wie es übernommen würde; PATH grenzt ein",
    ),
    (
        ANY,
        "tracked",
        "Jede Datei prüfen, die git führt, so wie sie im Index steht; PATH grenzt ein",
    ),
    (
        ANY,
        "since",
        "Prüfen, was sich bis HEAD geändert hat, seit REV und HEAD sich trennten; PATH grenzt ein",
    ),
    (ANY, "to", "Mit --since: bis zu dieser Revision statt bis HEAD"),
    (
        ANY,
        "changed_lines",
        "Mit --staged oder --since: nur Funde zählen, die geänderte Zeilen berühren",
    ),
    (ANY, "channel", "Kanal der Besprechung; `clearedfor channels` listet sie auf"),
    (
        ANY,
        "line",
        "Wie jemand verbunden ist: app, browser, phone, mobile, sip, relay, crypto (wiederholbar)",
    ),
    (ANY, "place", "Wo jemand ist: own-site, home, hotel, airport, train, ... (wiederholbar)"),
    (ANY, "feature", "Was eingeschaltet ist: recording, transcript, assistant, ... (wiederholbar)"),
    (
        ANY,
        "domain",
        "Domäne der eigenen Mailadressen, neben denen der Richtlinie: wer von anderswo eingeladen ist, gilt als von \
         außen (wiederholbar)",
    ),
    (ANY, "plan", "Plan der Besprechung, nach dem geurteilt wird"),
    (
        "check",
        "report",
        "Auch in dieser Form in diese Datei berichten, die nur ihr Besitzer lesen kann (wiederholbar)",
    ),
    (
        ANY,
        "allow_gap",
        "Lücken einer Art hinnehmen: sie stehen im Bericht und lassen kein Dokument ungeklärt (wiederholbar): \
         unreadable, unsupported, undecodable, malformed, limit, encrypted, picture, embedded, linked, failed, empty, \
         plan, directive",
    ),
    (
        "check",
        "waivers",
        "Hingenommene Funde, wie `clearedfor baseline write` sie schreibt (wiederholbar)",
    ),
    (
        "check",
        "key",
        "Schlüssel, unter dem Funde wiedererkannt werden; ohne Angabe CLEAREDFOR_KEY, dann .clearedfor.key neben den \
         Ausnahmen",
    ),
    ("baseline write", "reason", "Warum es hingenommen wird"),
    ("baseline write", "owner", "Wer dafür einsteht"),
    ("baseline write", "until", "Der letzte Tag, an dem es gilt"),
    (
        "baseline write",
        "rule",
        "Die Funde dieser Regel hinnehmen, die zählen, was auch immer sie tun, und keine anderen (wiederholbar)",
    ),
    ("check", "mentions", "Auch berichten, wo von Stufen nur die Rede ist"),
    ("check", "output", "Den Bericht in eine Datei schreiben, die nur ihr Besitzer lesen kann"),
    ("check", "stdin_name", "Name der Standardeingabe; seine Endung sagt das Format"),
    (
        "check",
        "today",
        "Datum, nach dem geurteilt wird, für ablaufende Zeilen der Richtlinie; ohne Angabe heute",
    ),
    (
        "check",
        "resume",
        "Den abgebrochenen Bericht dieser Datei fortsetzen, den `--format jsonl` schrieb: was erledigt ist, wird nicht \
         noch einmal gelesen",
    ),
    ("check", "no_progress", "Keinen Fortschrittsbalken am Terminal zeigen"),
    (
        "check",
        "stats",
        "Auf der Standardfehlerausgabe auch sagen, was der Lauf kostete, nach Abschnitt, Format und Regel; `json` ist \
         eine Zeile für Programme",
    ),
    ("read", "paths", "Zu lesende Dateien und Ordner"),
    ("eval", "manifest", "Tabelle von Dokumenten, durch Tabulator oder Komma getrennt"),
    ("eval", "root", "Wovon Pfade ausgehen; ohne Angabe vom Ordner der Tabelle"),
    (
        "eval",
        "conditions",
        "Nur Zeilen mit SPALTE=WERT oder SPALTE^=ANFANG, oder mit != oder !^= alle anderen (wiederholbar, alle \
         müssen gelten)",
    ),
    ("eval", "level", "Erwartete Stufe von Zeilen, die keine nennen"),
    (
        "eval",
        "channel",
        "Kanal von Zeilen, die keinen nennen; ohne ihn, was das Dokument von sich sagt, sonst offen",
    ),
    (
        "eval",
        "group",
        "Spalte, deren Werte die Gruppen sind; ohne Angabe `set`, `category` oder `kind`",
    ),
    (
        "eval",
        "without_markings",
        "Zuerst Kennzeichnungszeilen leeren, damit der Sachinhalt ohne die Antwort im Text gemessen wird",
    ),
    (
        "eval",
        "by_rule",
        "Auch für jede Regel sagen, wie oft sie zutraf, richtig und falsch, und welche nie",
    ),
    ("eval", "errors", "Höchstens so viele Dokumente auflisten, die nicht wie erwartet sind"),
    ("eval", "output", "Die Zahlen in eine Datei schreiben, die nur ihr Besitzer lesen kann"),
    ("channels show", "name", "Sein Name oder ein anderer Name für ihn"),
    ("rules list", "files", "Regeldateien oder Ordner anstelle der eingebauten"),
    ("rules explain", "id", "Ihre Kennung"),
    ("rules explain", "all", "Jedes Schlüsselwort und Muster zeigen, wie viele es auch sind"),
    (
        "rules test",
        "files",
        "Regeldateien oder Ordner, die erprobt werden, anstelle der eingebauten",
    ),
    (
        "rules profile",
        "paths",
        "Zu durchsuchende Dateien und Ordner; ohne Angabe die eigenen Beispiele der Regeln",
    ),
    ("rules profile", "top", "Höchstens so viele Regeln auflisten; 0 sind alle"),
    (
        "rules profile",
        "counts",
        "Keine Zeiten sagen, die in jedem Lauf andere sind; zuerst kommen Regeln mit den meisten angesehenen Stellen",
    ),
    ("rules profile", "format", "Form, in der es gesagt wird"),
    ("schemes", "id", "Nur dieses Schema zeigen"),
    ("init", "folder", "Ordner, in den geschrieben wird"),
    ("completions", "shell", "Die Shell, für die sie sind"),
    ("man", "out", "Ordner, in den alle Seiten geschrieben werden; er entsteht, wo er fehlt"),
];

/// What a command is for.
pub(super) fn about(path: &str) -> Option<&'static str> {
    let help = path == "help" || path.ends_with(" help") || path.starts_with("help ");
    let known = COMMANDS.iter().find(|(known, _)| *known == path).map(|(_, text)| *text);
    known.or(help.then_some("Diese Hilfe zeigen, oder die eines Befehls"))
}

/// What stands behind the help of a command.
pub(super) fn after(path: &str) -> Option<&'static str> {
    AFTER.iter().find(|(known, _)| *known == path).map(|(_, text)| *text)
}

/// What an argument means: of this command, else of all.
pub(super) fn help(path: &str, id: &str) -> Option<&'static str> {
    let of = |path: &str| {
        let found = ARGUMENTS.iter().find(|(known, name, _)| *known == path && *name == id);
        found.map(|(_, _, text)| *text)
    };
    // A baseline is a check whose findings are accepted or compared.
    let check = || path.starts_with("baseline ").then(|| of("check")).flatten();
    of(path).or_else(check).or_else(|| of(ANY))
}

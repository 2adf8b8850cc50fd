//! A report that says what it rests on, with findings that somebody accepted, and with a configuration that
//! asks for less than the policy.
//!
//! Not here: how findings are accepted ([`crate::judge`]).

use super::parts::{assessment, ceiling, effect, evidence, finding, link, report, said, words};
use crate::model::report::{Basis, Loosening};
use crate::model::{Digest, Effect, Finding, Report, Verdict, Waived};

fn waived(reason: Option<&str>, owner: Option<&str>, until: &str, from: &str) -> Option<Waived> {
    Some(Waived {
        reason: reason.map(str::to_owned),
        owner: owner.map(str::to_owned),
        until: until.to_owned(),
        from: from.to_owned(),
    })
}

/// A document within because a finding was accepted, and one that exceeds all the same.
pub(super) fn report_of(shows_text: bool) -> Report {
    let channel = link("channel", "webex", "Encrypted video service", 1, "--channel");
    let identity = |finding: &mut Finding| {
        let place = format!("{:?}", finding.place.at);
        finding.identity = Some(Digest::of(format!("{} {place}", finding.rule).as_bytes()));
    };
    let mut fits = assessment(
        "notizen/plan.md",
        "markdown",
        Verdict::Within,
        1,
        ceiling(vec![channel.clone()]),
    );
    let mut known =
        finding("weapon-range", effect('^', 3), said(7, 12, None, "paragraph"), "900 km");
    let from = ".clearedfor.yaml:12";
    known.waived = waived(Some("Published by the maker"), Some("A. Muster"), "2027-01-31", from);
    let mut aside =
        finding("not-on-this-line", Effect::Warns, said(9, 1, None, "paragraph"), "nicht hier");
    let own = shows_text.then_some("Zitat aus dem Handbuch");
    aside.waived = waived(own, None, "2026-12-31", "notizen/plan.md:8");
    fits.findings = vec![
        finding("de-banner", effect('^', 1), said(1, 1, None, "heading"), "VS-NfD"),
        known,
        aside,
    ];
    let mut above =
        assessment("notizen/rest.md", "markdown", Verdict::Exceeds, 2, ceiling(vec![channel]));
    let lot = finding("storage-site", effect('^', 2), said(3, 5, None, "paragraph"), "Halle 3");
    above.findings = vec![lot.clone(), Finding { place: said(8, 1, None, "paragraph"), ..lot }];
    let mut documents = vec![fits, above];
    for document in &mut documents {
        document.digest = Some(Digest::of(document.source.as_bytes()));
        document.findings.iter_mut().for_each(identity);
        if shows_text {
            let quoted = |finding: &Finding| evidence(finding.clone(), "so: ", "Halle 3", ", ja");
            document.findings = document.findings.iter().map(quoted).collect();
        }
    }
    let mut report = report(documents, shows_text);
    report.loosened = vec![Loosening {
        what: words(
            "gaps of the kind picture are accepted",
            "Lücken der Art Bild werden hingenommen",
        ),
        from: ".clearedfor.yaml:4".to_owned(),
    }];
    report.basis = Some(Basis {
        build: "0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0",
        rules: Digest::of(b"rules"),
        policy: Digest::of(b"policy"),
        call: ["--channel", "webex", "--baseline", "baseline.yaml"].map(str::to_owned).to_vec(),
    });
    report
}

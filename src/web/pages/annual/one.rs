use askama::Template;
use rocket::response::Redirect;
use rocket::{State, get, post};

use super::labels::AnnualLabels;
use super::tables::{Part, parts};
use super::{address, said};
use crate::locale::{Words, date_short};
use crate::registry::{AnnualProgress, Registry, ShownAnnual};
use crate::statistics::Labels;
use crate::statistics::annual::{AnnualFace, AttackReport, Difference, TableBase};
use crate::web::error::{Answer, Error};
use crate::web::guards::SignedIn;
use crate::web::page::{Frame, Page};
use crate::web::pages::figures::release_number;
use crate::web::pages::moment::moment;
use crate::web::pages::tables::{approved, in_the_way};
use crate::web::posted::Posted;

#[derive(Template)]
#[template(path = "annual/one.html")]
struct OnePage {
    frame: Frame,
    /// What is said of a release that everybody does not see yet.
    unpublished: Option<String>,
    /// Where the one that corrects it is, and what is said of that.
    corrected_by: Option<(String, String)>,
    /// What came of computing it again.
    recomputed: Option<(bool, String)>,
    /// What is said of it; of a correction, why it was made.
    note: String,
    parts: Vec<Part>,
    report: Option<Vec<(String, String)>>,
    difference: Option<DifferenceView>,
    /// Which tables of the year may be asked for, for those who prepare and approve.
    tables: Option<TablesView>,
    /// The form that computes it again.
    recompute: Option<(String, String)>,
    provenance: Vec<(String, String)>,
    /// The files it can be fetched as, once it is published.
    files: Vec<(String, String)>,
}

/// What is said of tables of the year that are asked for.
struct TablesView {
    about: String,
    approved: Vec<String>,
}

struct DifferenceView {
    summary: String,
    rows: Vec<(String, String, String)>,
}

/// One annual release.
#[get("/annual/<number>?<recomputed>", rank = 3)]
pub(in crate::web) async fn show(
    number: &str,
    recomputed: Option<&str>,
    person: SignedIn,
    registry: &State<Registry>,
) -> Answer<Page> {
    let number = release_number(number).ok_or(Error::NOT_FOUND)?;
    let shown = registry.find_annual(&person.actor, number).await?;
    let words = person.words;
    let face = shown.face();
    let published = shown.progress == AnnualProgress::Published;
    let own = address(number);
    let again = format!("{own}/recomputation");
    Ok(Page::of(&OnePage {
        frame: person.titled(title(&words, &shown), &own),
        corrected_by: shown.corrected_by.map(|number| {
            (address(number), words.say_of("annuals-corrected-by", "number", &number.to_string()))
        }),
        unpublished: (!published).then(|| words.say(said(shown.progress))),
        recomputed: match recomputed {
            Some("same") => Some((true, words.say("annuals-recomputed-same"))),
            Some("other") => Some((false, words.say("annuals-recomputed-other"))),
            _ => None,
        },
        note: face.note().to_owned(),
        parts: parts(&words, face),
        report: shown.report().map(|report| report_lines(&words, face, report)),
        difference: shown.difference.as_ref().map(|difference| difference_view(&words, face, difference)),
        tables: shown.inside.then(|| tables_view(&words, &shown)),
        recompute: (shown.inside && shown.face().is_of_this_programme())
            .then(|| (again.clone(), person.form_token(&again))),
        provenance: provenance(&words, &shown),
        files: if published { files(&words, number) } else { Vec::new() },
    }))
}

/// What a release is called.
pub(super) fn title(words: &Words, shown: &ShownAnnual) -> String {
    let (number, year) = (shown.face().number().to_string(), shown.face().year().to_string());
    words.say_with("annuals-one", &[("number", (&number).into()), ("year", (&year).into())])
}

/// Computes a release again, and says whether the same bytes came of it.
#[post("/annual/<number>/recomputation", data = "<_form>")]
pub(in crate::web) async fn recompute(
    number: &str,
    person: SignedIn,
    _form: Posted,
    registry: &State<Registry>,
) -> Answer<Redirect> {
    let number = release_number(number).ok_or(Error::NOT_FOUND)?;
    let same = registry.recompute_annual(&person.actor, number).await?;
    let came = if same { "same" } else { "other" };
    Ok(Redirect::to(format!("{}?recomputed={came}", address(number))))
}

/// What agreeing to the release means for tables that are asked for.
fn tables_view(words: &Words, shown: &ShownAnnual) -> TablesView {
    let none = |about| TablesView { about, approved: Vec::new() };
    match shown.release.base() {
        Some(TableBase::Rounded { base, .. }) => TablesView {
            about: words.say_n("annuals-tables-about", u64::from(base.k()) + 1),
            approved: approved(words),
        },
        Some(TableBase::InTheWay(table)) => none(in_the_way(words, table.as_deref())),
        None if shown.face().supersedes().is_some() => none(words.say("annuals-tables-correction")),
        None => none(in_the_way(words, None)),
    }
}

fn files(words: &Words, number: u32) -> Vec<(String, String)> {
    [
        (format!("{}.csv", address(number)), "annuals-file-csv"),
        (format!("{}.xlsx", address(number)), "file-xlsx"),
        (format!("{}.stat.json", address(number)), "file-json-stat"),
        (format!("{}.json", address(number)), "annuals-file-json"),
        (format!("{}.sig", address(number)), "annuals-file-signature"),
        (format!("{}.pem", address(number)), "annuals-file-key"),
    ]
    .map(|(address, key)| (address, words.say(key)))
    .into()
}

/// What the attack came to, line by line.
fn report_lines(words: &Words, face: &AnnualFace, report: &AttackReport) -> Vec<(String, String)> {
    let number = |count: usize| words.number(u64::try_from(count).unwrap_or(u64::MAX));
    let k = u64::from(face.k());
    [
        (words.say("annuals-attack-cells"), number(report.cells)),
        (words.say("release-hidden"), number(report.hidden)),
        (words.say_n("annuals-attack-least", report.least.into()), String::new()),
        (words.say_n("annuals-attack-exact", k), number(report.exact)),
        (words.say_n("annuals-attack-small", k), number(report.small)),
        (words.say_n("annuals-attack-at-most", k), number(report.at_most)),
        (words.say("annuals-attack-left"), number(report.not_reached)),
    ]
    .into()
}

fn difference_view(words: &Words, face: &AnnualFace, difference: &Difference) -> DifferenceView {
    let labels = AnnualLabels::of(*words);
    let number = |count: usize| words.number(u64::try_from(count).unwrap_or(u64::MAX));
    let (changed, hidden, shown) =
        (number(difference.changed.len()), number(difference.now_hidden), number(difference.now_shown));
    let values = [("changed", (&changed).into()), ("hidden", (&hidden).into()), ("shown", (&shown).into())];
    let row = |(codes, before, after): &(Vec<String>, u32, u32)| {
        let written = |count: u32| words.number(count.into());
        (labels.cell(face.dimensions(), codes), written(*before), written(*after))
    };
    DifferenceView {
        summary: words.say_with("annuals-difference-summary", &values),
        rows: difference.changed.iter().map(row).collect(),
    }
}

/// What the release was made of, line by line, and when it was published.
pub(super) fn provenance(words: &Words, shown: &ShownAnnual) -> Vec<(String, String)> {
    let face = shown.face();
    let labels = AnnualLabels::of(*words);
    let frozen = face
        .frozen()
        .iter()
        .map(|(code, revision)| format!("{}: {}", labels.category("service", code), words.number(*revision)));
    let mut lines = vec![
        ("release-number", face.number().to_string()),
        ("counts-year", face.year().to_string()),
        ("annuals-version", face.version().to_string()),
        ("annuals-corrects", face.supersedes().map(|number| number.to_string()).unwrap_or_default()),
        (
            "annuals-corrected-by-number",
            shown.corrected_by.map(|number| number.to_string()).unwrap_or_default(),
        ),
        ("annuals-publish-on", date_short(words.language, face.publish_on())),
        ("release-published-at", shown.published_at.map(|at| moment(words, at)).unwrap_or_default()),
        ("release-frozen-at", frozen.collect::<Vec<_>>().join(" · ")),
        ("annuals-beside", face.beside().iter().map(u32::to_string).collect::<Vec<_>>().join(", ")),
        ("release-programme", face.programme().to_owned()),
        ("release-code-lists", face.code_lists().to_owned()),
        ("release-program", face.code_version().to_owned()),
    ];
    lines.retain(|(_, value)| !value.is_empty());
    let mut lines: Vec<_> = lines.into_iter().map(|(key, value)| (words.say(key), value)).collect();
    lines.push((words.say("release-rule"), words.say_n("annuals-rule-about", face.k().into())));
    lines
}

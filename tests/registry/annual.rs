//! The annual release: all services together, from frozen years to what everybody sees, and its correction.

use std::collections::{BTreeMap, BTreeSet};

use fortrolig::registry::verify_checkpoint;
use time::Duration;

use crate::annual_files;
use crate::support::answers::{today, written};
use crate::support::staff::{ADMINISTRATOR, ADVISER, APPROVER, AUDITOR, ENVOY, EXPERT, LEAD, STATISTICIAN};
use crate::support::{Answers, Page, Person, Server, TestRegistry};

pub(crate) fn last_year() -> i32 {
    today().year() - 1
}

/// Who records how many cases, and with which answers: small counts are among them everywhere.
const RECORDED: [(&str, usize); 3] = [(ADVISER, 60), (EXPERT, 36), (ENVOY, 24)];
const CONCERNS: [&str; 12] =
    ["NSK", "NSK", "NSK", "NSK", "NSK", "TRV", "TRV", "TRV", "FTE", "FTE", "GUU", "FKL"];
const GENDERS: [&str; 7] = ["K", "K", "K", "K", "M", "M", "A"];
const AGES: [&str; 5] = ["A16", "A16", "A16", "A18", "A18"];
const SOURCES: [&str; 8] = ["SEL", "SEL", "SEL", "SKA", "SKA", "SKA", "BVT", "POL"];

fn of_last_year(case: usize) -> Answers {
    let (day, month) = (case % 28 + 1, case % 12 + 1);
    Answers::case()
        .with("opened", format!("{day:02}.{month:02}.{}", last_year()))
        .with("main_concern", CONCERNS[case * 5 % CONCERNS.len()])
        .with("gender", GENDERS[case * 3 % GENDERS.len()])
        .with("age_band", AGES[case * 2 % AGES.len()])
        .with("referral", SOURCES[case * 3 % SOURCES.len()])
}

pub(crate) fn records(server: &Server<'_>) {
    for (login, cases) in RECORDED {
        let mut person = server.sign_in(login);
        for case in 0..cases {
            person.registers(&of_last_year(case));
        }
        person.sign_out();
    }
}

pub(crate) fn act(service: &str, what: &str) -> String {
    format!("/periods/{service}/{}/{what}", last_year())
}

pub(crate) fn freezes(person: &mut Person, services: &[&str]) {
    for service in services {
        let page = person.fill_in("/periods", &act(service, "freezing"), &Answers::none());
        assert_eq!(page.status, 303, "{service}");
    }
}

const PREPARE: &str = "/annual/new";

/// Fills in the form: published after so many days, with this note.
pub(crate) fn prepares(server: &Server<'_>, registry: &TestRegistry, days: i64, note: &str) -> Page {
    let mut person = server.sign_in(STATISTICIAN);
    let day = written(registry.clock.clock().today() + Duration::days(days));
    let answers =
        Answers::none().with("year", last_year().to_string()).with("publish_on", day).with("note", note);
    let page = person.fill_in(PREPARE, PREPARE, &answers);
    person.sign_out();
    page
}

/// The address of the newest proposal on somebody's page.
fn proposal(person: &mut Person) -> String {
    let page = person.opens("/approvals");
    let (_, rest) = page.body.split_once("href=\"/approvals/").expect("a proposal waits");
    format!("/approvals/{}", rest.split('"').next().expect("it ends"))
}

pub(crate) fn agrees(server: &Server<'_>) {
    let mut approver = server.sign_in(APPROVER);
    let proposal = proposal(&mut approver);
    approver.approves(&proposal);
    approver.sign_out();
}

/// The cells of a file, by their codes.
pub(crate) fn cells(page: &Page) -> BTreeMap<Vec<String>, (Option<u32>, String)> {
    let mut reader = csv::Reader::from_reader(page.body.as_bytes());
    let dimensions = reader.headers().expect("heads").len() - 2;
    let row = |row: Result<csv::StringRecord, csv::Error>| {
        let row = row.expect("a row");
        let codes = row.iter().take(dimensions).map(str::to_owned).collect();
        (codes, (row[dimensions].parse().ok(), row[dimensions + 1].to_owned()))
    };
    reader.records().map(row).collect()
}

/// No count of one to four stands in a table, on the page or in a file.
fn shows_nothing_small(page: &Page, file: Option<&Page>) {
    let small = |text: &str| ["1", "2", "3", "4"].contains(&text.trim_end_matches('*'));
    for row in page.rows() {
        assert!(!row.iter().skip(1).any(|cell| small(cell)), "{row:?}");
    }
    for (codes, (count, _)) in file.map(cells).unwrap_or_default() {
        assert!(!count.is_some_and(|count| (1..=4).contains(&count)), "{codes:?}");
    }
}

#[test]
fn an_annual_release_is_made_by_one_agreed_to_by_another_and_seen_on_its_day() {
    let registry = TestRegistry::new();
    let server = registry.serve();
    records(&server);

    // A year that is not frozen for all is no year.
    let mut statistician = server.sign_in(STATISTICIAN);
    freezes(&mut statistician, &["MR"]);
    statistician.sign_out();
    let refused = prepares(&server, &registry, 1, "");
    assert_eq!((refused.status, refused.heading().as_str()), (409, "Publiseringen kan ikke lages"));
    assert!(refused.says(&format!("Året {} er ikke frosset for", last_year())));
    let mut statistician = server.sign_in(STATISTICIAN);
    freezes(&mut statistician, &["SU", "KT"]);
    // What a service publishes alone comes first, and is protected together with what all publish.
    let page = statistician.fill_in("/periods", &act("MR", "release"), &Answers::none());
    assert_eq!(page.location(), "/releases/1");
    statistician.sign_out();
    agrees(&server);

    let yesterday = prepares(&server, &registry, -1, "");
    assert_eq!(yesterday.status, 422, "it is not published before it is made");
    let made = prepares(&server, &registry, 1, "Invented figures.");
    assert_eq!((made.status, made.location()), (303, "/annual/1"), "{}", made.text());
    let again = prepares(&server, &registry, 1, "");
    assert_eq!(again.status, 409, "one waits");
    assert!(again.says("En årsutgave for året venter på godkjenning."));

    let mut statistician = server.sign_in(STATISTICIAN);
    let page = statistician.opens("/annual/1");
    assert!(page.says("Venter på godkjenning.") && page.says("Etterregning"));
    assert_eq!(page.facts("Celler som ikke ble prøvd ferdig"), ["0"]);
    assert_eq!(page.facts("Beskyttet sammen med publisering"), ["1"]);
    shows_nothing_small(&page, None);
    // A service's own release beside it, made afterwards, could tell what it hides.
    let late = statistician.fill_in("/periods", &act("KT", "release"), &Answers::none());
    assert_eq!(late.status, 409);
    assert!(late.says("Tjenestenes egne publiseringer må lages før årsutgaven."));
    // She does not agree to it herself.
    let own = proposal(&mut statistician);
    let page = statistician.opens(&own);
    assert!(!page.offers(&format!("{own}/approval")));
    let token = page.form(&format!("{own}/withdrawal")).token();
    let forged = Answers::none().with("token", token).with("digest", "0".repeat(64));
    assert_ne!(statistician.post(&format!("{own}/approval"), &forged).sent().status, 303);
    statistician.sign_out();

    let seen = |login: &str, path: &str| {
        let mut person = server.sign_in(login);
        let page = person.get(path);
        person.sign_out();
        page
    };
    assert_eq!(seen(ADVISER, "/annual/1").status, 404);
    assert!(seen(ADVISER, "/annual").says("Det er ingen årsutgaver å vise ennå."));
    assert_eq!(seen(ADVISER, PREPARE).status, 404);
    let mut approver = server.sign_in(APPROVER);
    let page = approver.opens("/annual/1");
    assert!(page.says("Etterregning"));
    // Exactly what was shown, or nothing.
    let action = format!("{own}/approval");
    let answers = approver.opens(&own).form(&action).answers();
    let changed = approver.post(&action, &answers.clone().with("digest", "0".repeat(64))).sent();
    assert_eq!(changed.status, 409);
    assert_eq!(approver.post(&action, &answers).sent().status, 303);
    // Agreed to, and its day has not come.
    assert!(approver.opens("/annual/1").says("Godkjent, venter på dagen."));
    for file in ["csv", "json", "sig", "pem"] {
        assert_eq!(approver.get(&format!("/annual/1.{file}")).status, 404, "{file}");
    }
    approver.sign_out();
    assert_eq!(seen(ADVISER, "/annual/1").status, 404, "before its time");

    registry.clock.advance(24 * 60 * 60);
    for login in [ADVISER, ENVOY, LEAD, ADMINISTRATOR, AUDITOR] {
        let page = seen(login, "/annual/1");
        assert_eq!(page.status, 200, "{login}");
        assert!(!page.says("Etterregning"), "{login}: the report is for those who prepare and approve");
        shows_nothing_small(&page, Some(&seen(login, "/annual/1.csv")));
    }
    let shown = cells(&seen(ADVISER, "/annual/1.csv"));
    let total = vec!["Total".to_owned(); 7];
    assert_eq!(shown[&total], (Some(120), String::new()));
    assert!(shown.values().any(|(count, sign)| count.is_none() && sign == ":"));
    // What the service's own release showed is not another number here.
    let mut statistician = server.sign_in(STATISTICIAN);
    let yearly = statistician.opens("/releases/1.csv?style=plain").body;
    let mut reader = csv::Reader::from_reader(yearly.as_bytes());
    let heads = reader.headers().expect("heads").clone();
    let mut compared = 0;
    for row in reader.records() {
        let row = row.expect("a row");
        let field = |name: &str| &row[heads.iter().position(|head| head == name).expect("a column")];
        let at = ["main_concern", "gender", "age_group", "referral_source"].into_iter();
        let Some(at) = at.into_iter().position(|name| name == field("dimension")) else { continue };
        let mut codes = total.clone();
        codes[0] = "MR".to_owned();
        codes[at + 1] = field("category").to_owned();
        let here = shown.get(&codes).and_then(|(count, _)| *count);
        if let (Ok(there), Some(here), "cases") = (field("value").parse::<u32>(), here, field("unit")) {
            assert_eq!(there, here, "{row:?}");
            compared += 1;
        }
    }
    assert!(compared > 3, "only {compared} cells stand in both");
    statistician.sign_out();

    // The file is what was signed.
    let json = seen(ADVISER, "/annual/1.json");
    let signature = seen(ADVISER, "/annual/1.sig");
    let key = fortrolig_key(&seen(ADVISER, "/annual/1.pem"));
    let signature: [u8; 64] = data_encoding::BASE64
        .decode(signature.body.trim_end().as_bytes())
        .expect("base 64")
        .try_into()
        .expect("64 bytes");
    assert!(verify_checkpoint(&key, json.body.as_bytes(), &signature));
    assert!(!verify_checkpoint(&key, json.body.replacen("120", "121", 1).as_bytes(), &signature));

    // It can be made again.
    let mut statistician = server.sign_in(STATISTICIAN);
    let recomputed = statistician.fill_in("/annual/1", "/annual/1/recomputation", &Answers::none());
    assert_eq!(recomputed.location(), "/annual/1?recomputed=same");
    assert!(statistician.follow(&recomputed).says("akkurat de samme tallene, byte for byte"));
    drop(server);
    let log = registry.log();
    for (role, act) in
        [("statistician", "release"), ("approver", "approve-release"), ("adviser", "read-published")]
    {
        assert!(log.iter().any(|line| line.tells(role, act, "done")), "{role} {act}");
    }
    assert!(registry.holds());
}

/// The key in a PEM file: the last 32 bytes of what it holds.
fn fortrolig_key(page: &Page) -> [u8; 32] {
    let base64: String = page.body.lines().filter(|line| !line.starts_with('-')).collect();
    let bytes = data_encoding::BASE64.decode(base64.as_bytes()).expect("base 64");
    bytes[bytes.len() - 32..].try_into().expect("32 bytes")
}

#[test]
fn a_correction_waits_until_it_tells_of_nobody() {
    let registry = TestRegistry::new();
    let server = registry.serve();
    records(&server);
    let mut statistician = server.sign_in(STATISTICIAN);
    freezes(&mut statistician, &["MR", "SU", "KT"]);
    statistician.fill_in("/periods", &act("MR", "release"), &Answers::none());
    statistician.sign_out();
    agrees(&server);
    assert_eq!(prepares(&server, &registry, 0, "").location(), "/annual/1");
    agrees(&server);
    let mut adviser = server.sign_in(ADVISER);
    let before = cells(&adviser.opens("/annual/1.csv"));

    let without = prepares(&server, &registry, 0, " ");
    assert_eq!(without.status, 422);
    assert_eq!(without.problems(), [("note".to_owned(), "Skriv hva som er rettet".to_owned())]);
    // Nothing has changed; and then one late case, which two versions side by side would spell out.
    let late = Answers::case().with("opened", format!("03.05.{}", last_year())).with("age_band", "A18");
    let mut said = BTreeSet::new();
    for cases in [0, 1] {
        for _ in 0..cases {
            adviser.registers(&late);
        }
        let waits = prepares(&server, &registry, 0, "Cases that were recorded late.");
        assert_eq!(waits.status, 409, "{cases}");
        said.insert(waits.text());
        assert_eq!(cells(&adviser.opens("/annual/1.csv")), before);
    }
    assert!(said.iter().all(|text| text.contains("Rettelsen må vente.")));
    for _ in 0..9 {
        adviser.registers(&late);
    }
    let made = prepares(&server, &registry, 0, "Ten cases that were recorded late.");
    assert_eq!((made.status, made.location()), (303, "/annual/2"), "{}", made.text());
    assert_eq!(adviser.get("/annual/2").status, 404);
    let mut approver = server.sign_in(APPROVER);
    let page = approver.opens("/annual/2");
    assert!(page.says("Endret fra forrige utgave") && page.says("Skjult nå, vist før"));
    assert!(page.says("Ten cases that were recorded late."));
    approver.sign_out();
    agrees(&server);

    let page = adviser.opens("/annual/2");
    let file = adviser.opens("/annual/2.csv");
    shows_nothing_small(&page, Some(&file));
    let after = cells(&file);
    let mut changed = 0;
    for (codes, (now, sign)) in &after {
        let then = before[codes].0;
        match (then, *now) {
            (Some(then), Some(now)) if then == now => assert_eq!(sign, ""),
            (Some(then), Some(now)) => {
                assert_eq!((sign.as_str(), now - then), ("*", 10), "{codes:?}");
                changed += 1;
            }
            (None, Some(_)) => panic!("{codes:?} was hidden"),
            (_, None) => {}
        }
    }
    assert!(changed > 1);
    assert!(page.rows().concat().iter().any(|cell| cell == "130*"));
    annual_files::bear_the_marks(&mut adviser, &before, &after);
    // The first stays what it was, and both can be made again.
    assert_eq!(cells(&adviser.opens("/annual/1.csv")), before);
    let mut statistician = server.sign_in(STATISTICIAN);
    for number in [1, 2] {
        let page = format!("/annual/{number}");
        let again = statistician.fill_in(&page, &format!("{page}/recomputation"), &Answers::none());
        assert_eq!(again.location(), format!("{page}?recomputed=same"));
    }
    drop(server);
    let verified = registry.run(&["audit", "verify"]);
    assert!(verified.succeeded, "{} {}", verified.output, verified.complaint);
}

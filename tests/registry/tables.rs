//! Tables that a statistician asks for: rounded, without holes, counted from what was published, and the same however
//! often they are asked for.

use std::collections::{BTreeMap, BTreeSet};

use time::Duration;

use crate::annual::agrees;
use crate::support::answers::{today, written};
use crate::support::staff::{ADMINISTRATOR, ADVISER, APPROVER, AUDITOR, ENVOY, EXPERT, LEAD, STATISTICIAN};
use crate::support::{Answers, Page, Person, Server, TestRegistry};

pub(crate) const ASK: &str = "/tables/new";

/// What a year's cases are like: small counts are among them everywhere.
const CONCERNS: [&str; 12] =
    ["NSK", "NSK", "NSK", "NSK", "NSK", "TRV", "TRV", "TRV", "FTE", "FTE", "GUU", "GTE"];
const GENDERS: [&str; 7] = ["K", "K", "K", "K", "M", "M", "A"];
const AGES: [&str; 5] = ["A16", "A16", "A16", "A18", "A18"];
const SOURCES: [&str; 8] = ["SEL", "SEL", "SEL", "SKA", "SKA", "SKA", "BVT", "POL"];
const PLACES: [&str; 6] = ["NO", "NO", "NO", "NO", "UT", "RT"];

pub(crate) fn years_ago(years: i32) -> i32 {
    today().year() - years
}

/// The `case`th of a year's cases.
pub(crate) fn of_year(year: i32, case: usize) -> Answers {
    let (day, month) = (case % 28 + 1, case % 12 + 1);
    Answers::case()
        .with("opened", format!("{day:02}.{month:02}.{year}"))
        .with("main_concern", CONCERNS[case * 5 % CONCERNS.len()])
        .with("gender", GENDERS[case * 3 % GENDERS.len()])
        .with("age_band", AGES[case * 2 % AGES.len()])
        .with("referral", SOURCES[case * 3 % SOURCES.len()])
        .with("location", PLACES[case * 7 % PLACES.len()])
}

/// How many cases each of them records in a small year.
pub(crate) const SMALL: [usize; 3] = [30, 20, 10];

/// A year's cases, recorded by those who work for each service.
pub(crate) fn records(server: &Server<'_>, year: i32, cases: [usize; 3]) {
    for (login, cases) in [ADVISER, EXPERT, ENVOY].into_iter().zip(cases) {
        let mut person = server.sign_in(login);
        for case in 0..cases {
            person.registers(&of_year(year, case));
        }
        person.sign_out();
    }
}

/// Freezes a year for all services and prepares its release, for today or later.
pub(crate) fn prepares(server: &Server<'_>, year: i32, days: i64) -> Page {
    let mut person = server.sign_in(STATISTICIAN);
    for service in ["MR", "SU", "KT"] {
        let act = format!("/periods/{service}/{year}/freezing");
        assert_eq!(person.fill_in("/periods", &act, &Answers::none()).status, 303, "{service}");
    }
    let page = releases(&mut person, year, days, "");
    person.sign_out();
    page
}

/// Fills in the form of an annual release.
pub(crate) fn releases(person: &mut Person, year: i32, days: i64, note: &str) -> Page {
    let day = written(today() + Duration::days(days));
    let answers = Answers::none().with("year", year.to_string()).with("publish_on", day).with("note", note);
    person.fill_in("/annual/new", "/annual/new", &answers)
}

/// The form's answers for these dimensions and years, in this order.
pub(crate) fn question(dimensions: &[&str], years: &[i32]) -> Answers {
    let fields = ["first", "second", "third"];
    let split = fields.into_iter().zip(dimensions);
    let asked =
        split.fold(Answers::none().with("unit", "cases"), |asked, (field, name)| asked.with(field, *name));
    years.iter().fold(asked, |asked, year| asked.and("years", year.to_string()))
}

/// Asks, and gives the address of the answer.
pub(crate) fn asks(person: &mut Person, dimensions: &[&str], years: &[i32]) -> String {
    let page = person.fill_in(ASK, ASK, &question(dimensions, years));
    assert_eq!(page.status, 303, "{dimensions:?}: {} {:?}", page.heading(), page.problems());
    page.location().to_owned()
}

/// The counts of a file, by their codes.
pub(crate) type Counts = BTreeMap<Vec<String>, u32>;

/// A table as a program reads it, which shows everything and nothing small.
pub(crate) fn counts(person: &mut Person, table: &str) -> Counts {
    let file = person.opens(&format!("{table}.csv?style=plain"));
    let mut reader = csv::Reader::from_reader(file.body.as_bytes());
    let heads = reader.headers().expect("heads").clone();
    let value = heads.iter().position(|head| head == "value").expect("a column of counts");
    let mut counts = Counts::new();
    for row in reader.records() {
        let row = row.expect("a row");
        let codes: Vec<String> = row.iter().take(value).skip(1).step_by(2).map(str::to_owned).collect();
        let count = row[value].parse().expect("no hole");
        assert!(!(1..=4).contains(&count), "{table}: {codes:?} is {count}");
        assert_eq!(counts.insert(codes, count), None, "each cell once");
    }
    counts
}

/// Every margin is the sum of what it is split into.
pub(crate) fn adds_up(counts: &Counts) {
    let width = counts.keys().next().expect("a cell").len();
    for along in 0..width {
        let mut sums: Counts = Counts::new();
        for (codes, count) in counts.iter().filter(|(codes, _)| codes[along] != "total") {
            let mut sum = codes.clone();
            sum[along] = "total".to_owned();
            *sums.entry(sum).or_insert(0) += count;
        }
        for (codes, sum) in sums {
            assert_eq!(counts[&codes], sum, "{codes:?} along {along}");
        }
    }
}

/// The sums of a table over all but these of its dimensions, as the smaller table says them.
pub(crate) fn margin(counts: &Counts, keep: &[usize]) -> Counts {
    let rest = |codes: &Vec<String>| (0..codes.len()).all(|at| keep.contains(&at) || codes[at] == "total");
    let kept = counts.iter().filter(|(codes, _)| rest(codes));
    kept.map(|(codes, count)| (keep.iter().map(|at| codes[*at].clone()).collect(), *count)).collect()
}

/// The page shows what the file does, and nothing small beside it.
pub(crate) fn shows(page: &Page, counts: &Counts) {
    let mut shown: BTreeSet<u32> = BTreeSet::new();
    for row in page.rows() {
        for cell in row.iter().skip(1).filter(|cell| !cell.ends_with('%')) {
            shown.insert(cell.replace('\u{a0}', "").parse().unwrap_or_else(|_| panic!("{row:?}")));
        }
    }
    let counted: BTreeSet<u32> = counts.values().copied().collect();
    assert_eq!(shown, counted);
}

#[test]
fn tables_are_asked_for_once_the_year_is_published_and_agree() {
    let registry = TestRegistry::new();
    let server = registry.serve();
    let year = years_ago(1);
    records(&server, year, SMALL);
    let mut person = server.sign_in(STATISTICIAN);
    assert!(person.opens("/tables").says("Ingen år er publisert for alle tjenestene ennå."));
    person.sign_out();
    assert_eq!(prepares(&server, year, 1).location(), "/annual/1");
    // Those who prepare and approve read what it will answer; until it is published it answers nobody.
    for login in [STATISTICIAN, APPROVER] {
        let mut person = server.sign_in(login);
        let page = person.opens("/annual/1");
        assert!(page.says("Tjeneste × Hovedbekymring × Kjønn"), "{login}");
        assert!(page.says("avrundet til 0 eller minst 5"), "{login}");
        person.sign_out();
    }
    let not_yet = |registry: &TestRegistry| {
        let mut person = server.sign_in(STATISTICIAN);
        assert!(person.opens("/tables").says("Ingen år er publisert for alle tjenestene ennå."));
        let page = person.fill_in(ASK, ASK, &question(&["gender"], &[year]));
        assert_eq!((page.status, page.problems().len()), (422, 1));
        assert_eq!(page.problems()[0].1, format!("Det er ingen egne tabeller for {year}"));
        assert_eq!(person.get(&format!("/tables/cases-gender-{year}")).status, 404);
        person.sign_out();
        registry.clock.advance(60);
    };
    not_yet(&registry);
    agrees(&server);
    not_yet(&registry);
    registry.clock.advance(24 * 60 * 60);

    let mut person = server.sign_in(STATISTICIAN);
    let asked = [
        asks(&mut person, &["age_group", "main_concern", "service"], &[year]),
        asks(&mut person, &["service", "main_concern", "gender"], &[year]),
        asks(&mut person, &["gender", "main_concern"], &[year]),
        asks(&mut person, &["referral_source", "service"], &[year]),
        asks(&mut person, &["gender"], &[year]),
    ];
    assert_eq!(asked[0], format!("/tables/cases-service-main_concern-age_group-{year}"));
    let tables: Vec<Counts> = asked.iter().map(|table| counts(&mut person, table)).collect();
    for (table, counts) in asked.iter().zip(&tables) {
        adds_up(counts);
        let page = person.opens(table);
        shows(&page, counts);
        for said in ["Hvert tall er 0 eller minst 5", "Saker som ble åpnet i året.", "Frosset ved revisjon"]
        {
            assert!(page.says(said), "{table}: {said}");
        }
        assert!(page.body.contains("href=\"/annual/1\""));
    }
    // Where they meet they say the same.
    assert_eq!(margin(&tables[0], &[0, 1]), margin(&tables[1], &[0, 1]));
    assert_eq!(margin(&tables[1], &[2, 1]).values().sum::<u32>(), tables[2].values().sum::<u32>());
    assert_eq!(margin(&tables[1], &[1, 2]), tables[2]);
    assert_eq!(margin(&tables[2], &[1]), tables[4]);
    assert_eq!(margin(&tables[3], &[0]), margin(&tables[0], &[0]));
    // A year is small here, and the counts are still near the truth.
    let total = tables[4][&vec!["total".to_owned()]];
    assert!((50..=70).contains(&total), "{total} of 60");

    // The same question is the same address and the same bytes, and costs nothing.
    let left = "Du har 15 nye spørsmål igjen.";
    assert!(person.opens("/tables").says(left));
    assert_eq!(asks(&mut person, &["main_concern", "gender"], &[year, year]), asked[2]);
    assert!(person.opens("/tables").says(left));
    let files = |person: &mut Person| -> Vec<String> {
        let kinds = [".csv", ".csv?style=plain", ".xlsx", ".json", ""];
        let all = asked.iter().flat_map(|table| kinds.map(|kind| format!("{table}{kind}")));
        all.map(|path| content(&person.opens(&path).body)).collect()
    };
    let before = files(&mut person);
    let json: serde_json::Value =
        serde_json::from_str(&person.opens(&format!("{}.json", asked[1])).body).expect("JSON");
    assert_eq!(json["id"], serde_json::json!(["year", "unit", "service", "main_concern", "gender"]));
    assert_eq!(json["value"].as_array().map(Vec::len), Some(tables[1].len()));
    assert_eq!(json["extension"]["years"][0]["release"], 1);
    let list = person.opens("/tables");
    for table in &asked {
        assert!(list.body.contains(&format!("href=\"{table}\"")), "{table} is among her tables");
    }
    person.sign_out();
    for login in [ADVISER, EXPERT, ENVOY, LEAD, APPROVER, ADMINISTRATOR, AUDITOR] {
        let mut other = server.sign_in(login);
        for path in ["/tables", ASK, &asked[0], &format!("{}.csv", asked[0])] {
            assert_eq!(other.get(path).status, 404, "{login}: {path}");
        }
        other.sign_out();
    }
    // What nobody has asked for is not there, nor is a question written otherwise.
    let mut person = server.sign_in(STATISTICIAN);
    for other in [
        format!("cases-age_group-{year}"),
        format!("cases-gender-main_concern-{year}"),
        format!("cases-gender-{year}.ods"),
        format!("cases-gender-{year}.json?style=plain"),
        "cases-weather-2025".to_owned(),
        "1".to_owned(),
    ] {
        assert_eq!(person.get(&format!("/tables/{other}")).status, 404, "{other}");
    }
    person.sign_out();
    drop(server);

    // A restart changes nothing.
    let server = registry.serve();
    let mut person = server.sign_in(STATISTICIAN);
    assert!(files(&mut person) == before, "the same bytes after a restart");
    assert!(person.opens("/tables").says(left));
    let again = person.fill_in("/annual/1", "/annual/1/recomputation", &Answers::none());
    assert_eq!(again.location(), "/annual/1?recomputed=same");
    drop(server);
    let log = registry.log();
    let told = |act: &str| log.iter().filter(|line| line.tells("statistician", act, "done")).count();
    assert_eq!(told("ask-table"), 5, "one entry for each new question");
    assert!(registry.holds());
}

/// A file as it is; of a page what it says, without who looks and when.
pub(crate) fn content(body: &str) -> String {
    let main = body.split_once("<main").and_then(|(_, rest)| rest.split_once("</main>"));
    main.map_or(body, |(main, _)| main).to_owned()
}

#[test]
fn new_questions_run_out_and_come_back() {
    let registry = TestRegistry::new();
    let server = registry.serve();
    let years = [years_ago(2), years_ago(1)];
    for year in years {
        records(&server, year, SMALL);
        prepares(&server, year, 0);
        agrees(&server);
    }
    let mut person = server.sign_in(STATISTICIAN);
    let single = ["service", "main_concern", "gender", "age_group", "referral_source", "person_location"];
    let mut asked = Vec::new();
    for chosen in [&years[..1], &years[1..], &years[..]] {
        asked.extend(single.map(|name| asks(&mut person, &[name], chosen)));
    }
    asked.push(asks(&mut person, &["service", "gender"], &years));
    assert!(person.opens("/tables").says("Du har ett nytt spørsmål igjen."));
    asked.push(asks(&mut person, &["service", "age_group"], &years));
    let spent = question(&["main_concern", "gender"], &years);
    let page = person.fill_in(ASK, ASK, &spent);
    assert_eq!(page.status, 429);
    assert!(page.says("Du har brukt opp de nye spørsmålene dine for nå."), "{}", page.text());
    // What she chose is still there, and what she has asked before is answered as before.
    let kept = page.form(ASK).answers();
    assert_eq!(kept.given(), spent.given());
    for table in &asked {
        assert_eq!(person.get(table).status, 200, "{table}");
    }
    assert_eq!(asks(&mut person, &["age_group", "service"], &years), asked[19]);
    person.sign_out();
    registry.clock.advance(6 * 24 * 60 * 60);
    let mut person = server.sign_in(STATISTICIAN);
    assert_eq!(person.fill_in(ASK, ASK, &spent).status, 429, "not within a week");
    person.sign_out();
    registry.clock.advance(24 * 60 * 60);
    let mut person = server.sign_in(STATISTICIAN);
    assert!(person.opens("/tables").says("Du har 20 nye spørsmål igjen."));
    let table = asks(&mut person, &["main_concern", "gender"], &years);
    // Years are a dimension, and their sum is the sum of each.
    let both = counts(&mut person, &table);
    adds_up(&both);
    assert!(both.keys().any(|codes| codes[0] == years[0].to_string()));
    drop(server);
    let log = registry.log();
    assert_eq!(log.iter().filter(|line| line.tells("statistician", "ask-table", "done")).count(), 21);
}

#[test]
fn what_is_no_question_is_said_kindly() {
    let registry = TestRegistry::new();
    let server = registry.serve();
    let (year, before) = (years_ago(1), years_ago(2));
    records(&server, year, [20, 10, 6]);
    prepares(&server, year, 0);
    agrees(&server);
    let mut person = server.sign_in(STATISTICIAN);
    for (answers, field, said) in [
        (question(&[], &[year]), "first", "Velg minst én inndeling"),
        (
            question(&["gender", "gender"], &[year]),
            "second",
            "Denne inndelingen er valgt før. Velg en annen, eller ingen.",
        ),
        (
            question(&["gender", "service", "age_group"], &[year]).and("third", "main_concern"),
            "first",
            "Velg høyst 3 inndelinger",
        ),
        (
            question(&["referral_source", "person_location"], &[year]),
            "first",
            "Disse inndelingene kan ikke stå i samme tabell. Nederst på siden står de som kan det.",
        ),
        (question(&["gender"], &[]), "years", "Velg minst ett år"),
        (question(&["gender"], &[before]), "years", &format!("Det er ingen egne tabeller for {before}")),
        (question(&["gender"], &[1999]), "years", "Velg noe som står i listen"),
        (question(&["weather"], &[year]), "first", "Velg noe som står i listen"),
        (question(&["gender"], &[year]).with("unit", "matters"), "unit", "Velg hva som skal telles"),
    ] {
        let page = person.fill_in(ASK, ASK, &answers);
        assert_eq!(page.status, 422, "{answers:?}");
        assert_eq!(page.problems(), [(field.to_owned(), said.to_owned())], "{answers:?}");
    }
    let asked = person.fill_in(ASK, ASK, &question(&["gender"], &[year]).and("owner", "x"));
    assert_eq!(asked.status, 422, "a form is asked nothing else");
    for language in ["nn", "en"] {
        person.get(&format!("/language/{language}"));
        let page = person.fill_in(ASK, ASK, &question(&[], &[]));
        assert_eq!((page.status, page.problems().len()), (422, 2));
    }
    assert!(person.opens("/tables").says("You have 20 new questions left."), "nothing was asked");
}

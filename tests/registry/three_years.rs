//! Three years, two corrections, five tables and one late case: all that readers get of it, laid side by side.

use std::collections::BTreeMap;

use crate::annual::agrees;
use crate::support::staff::{ADVISER, APPROVER, STATISTICIAN};
use crate::support::{Answers, Page, Person, Server, TestRegistry};
use crate::tables::{
    Counts, SMALL, adds_up, asks, content, counts, of_year, prepares, records, releases, years_ago,
};

/// The published cells of an annual release, by their codes: a count, or none where it is hidden.
type Cells = BTreeMap<Vec<String>, Option<u32>>;

const CONCERN: [&str; 3] = ["service", "main_concern", "gender"];

fn cells(file: &Page) -> Cells {
    let mut reader = csv::Reader::from_reader(file.body.as_bytes());
    let dimensions = reader.headers().expect("heads").len() - 2;
    let row = |row: Result<csv::StringRecord, csv::Error>| {
        let row = row.expect("a row");
        (row.iter().take(dimensions).map(str::to_owned).collect(), row[dimensions].parse().ok())
    };
    reader.records().map(row).collect()
}

/// What the program's own attacker, which shares no code with what hides, finds in a published file.
fn attacked(registry: &TestRegistry, name: &str, file: &Page) {
    let path = registry.folder().join(format!("{name}.csv"));
    std::fs::write(&path, &file.body).expect("a file of the story's own");
    // A case may have several of them: nothing adds up along them.
    let levels = registry.folder().join("levels.json");
    std::fs::write(&levels, r#"{"additional_concern": []}"#).expect("a file of the story's own");
    let [path, levels] = [path, levels].map(|path| path.display().to_string());
    let options = ["--zeros", "may-hide", "--hierarchies", &levels, &path];
    let said = registry.run(&[&["release", "audit"][..], &options].concat());
    assert!(said.succeeded, "{name}: {} {}", said.output, said.complaint);
}

/// Whoever has two versions has their difference: it is nothing or not small, and no blank is opened.
fn follows(before: &Cells, after: &Cells) {
    let mut changed = 0;
    for (codes, now) in after {
        match (before[codes], *now) {
            (Some(then), Some(now)) => {
                let by = now.abs_diff(then);
                assert!(by == 0 || by >= 5, "{codes:?}: {then} to {now}");
                changed += usize::from(by > 0);
            }
            (None, Some(now)) => panic!("{codes:?} was hidden and is {now}"),
            (_, None) => {}
        }
    }
    assert!(changed > 0);
}

/// What is rounded beside what is shown and hidden in the same year: rounded counts are near the shown ones, and a
/// hidden count is nothing small in either.
fn beside(published: &Cells, rounded: &Counts) {
    let mut hidden = 0;
    for (codes, count) in rounded {
        assert!(!(1..=4).contains(count), "{codes:?}");
        let mut key: Vec<String> = codes.iter().map(|code| code.replace("total", "Total")).collect();
        key.resize(7, "Total".to_owned());
        match published.get(&key) {
            Some(Some(shown)) => assert!(shown.abs_diff(*count) < 20, "{codes:?}: {shown} and {count}"),
            Some(None) => hidden += 1,
            None => {}
        }
    }
    assert!(hidden > 0, "there is something to hide");
}

fn published(server: &Server<'_>, number: u32) -> Page {
    let mut person = server.sign_in(ADVISER);
    let file = person.opens(&format!("/annual/{number}.csv"));
    person.sign_out();
    file
}

fn recomputes(person: &mut Person, number: u32) {
    let page = format!("/annual/{number}");
    let again = person.fill_in(&page, &format!("{page}/recomputation"), &Answers::none());
    assert_eq!(again.location(), format!("{page}?recomputed=same"));
}

#[test]
fn three_years_two_corrections_five_tables_and_one_late_case() {
    let registry = TestRegistry::new();
    let server = registry.serve();
    let years = [3, 2, 1].map(years_ago);
    for (number, year) in (1..).zip(years) {
        records(&server, year, SMALL);
        let made = prepares(&server, year, 0);
        assert_eq!(made.location(), format!("/annual/{number}"), "{}", made.text());
        agrees(&server);
    }
    let mut person = server.sign_in(STATISTICIAN);
    let corrected = years[1];
    let asked = [
        asks(&mut person, &CONCERN, &[corrected]),
        asks(&mut person, &["service", "age_group"], &years),
        asks(&mut person, &["main_concern"], &years),
        asks(&mut person, &["service", "referral_source"], &[corrected, years[2]]),
        asks(&mut person, &["main_concern", "gender", "age_group"], &years),
    ];
    let answers = |person: &mut Person| -> Vec<String> {
        let all = asked
            .iter()
            .flat_map(|table| ["", ".csv?style=plain", ".xlsx", ".json"].map(|of| format!("{table}{of}")));
        all.map(|path| content(&person.opens(&path).body)).collect()
    };
    let before = answers(&mut person);
    let tables: Vec<Counts> = asked.iter().map(|table| counts(&mut person, table)).collect();
    tables.iter().for_each(adds_up);
    person.sign_out();
    let first: Vec<Page> = (1..=3).map(|number| published(&server, number)).collect();

    // One case that was recorded late: two versions side by side would spell it out. So it waits.
    let mut adviser = server.sign_in(ADVISER);
    adviser.registers(&of_year(corrected, 0));
    let mut person = server.sign_in(STATISTICIAN);
    let waits = releases(&mut person, corrected, 0, "One case that was recorded late.");
    assert_eq!(waits.status, 409, "{}", waits.text());
    assert!(answers(&mut person) == before);
    // More of them come, and it leaves.
    for _ in 0..9 {
        adviser.registers(&of_year(corrected, 0));
    }
    adviser.sign_out();
    let made = releases(&mut person, corrected, 0, "Ten cases that were recorded late.");
    assert_eq!((made.status, made.location()), (303, "/annual/4"), "{}", made.text());
    person.sign_out();
    agrees(&server);

    // What was asked for is as it was, and what is asked for now is of the same base.
    let mut person = server.sign_in(STATISTICIAN);
    assert!(answers(&mut person) == before, "a correction changes no table that was asked for");
    let late = asks(&mut person, &["main_concern", "service"], &[corrected]);
    let late = counts(&mut person, &late);
    for (codes, count) in &late {
        assert_eq!(tables[0][&vec![codes[0].clone(), codes[1].clone(), "total".to_owned()]], *count);
    }
    for number in 1..=4 {
        recomputes(&mut person, number);
    }
    person.sign_out();
    let mut approver = server.sign_in(APPROVER);
    for number in 1..=4 {
        let page = approver.opens(&format!("/annual/{number}"));
        for report in ["Celler som ikke ble prøvd ferdig", "Antall fra 1 til 4 som ble funnet"] {
            assert_eq!(page.facts(report), ["0"], "{number}: {report}");
        }
    }
    assert!(approver.opens("/annual/4").says("av det samme grunnlaget som før rettelsen"));
    approver.sign_out();

    // All that was published, attacked; and side by side.
    let second = published(&server, 4);
    for (number, file) in (1..).zip(first.iter().chain([&second])) {
        attacked(&registry, &format!("annual-{number}"), file);
    }
    follows(&cells(&first[1]), &cells(&second));
    beside(&cells(&first[1]), &tables[0]);
    beside(&cells(&second), &tables[0]);
    for (at, year) in years.iter().enumerate() {
        let of_year = tables[2].iter().filter(|(codes, _)| codes[0] == year.to_string());
        let of_year: Counts =
            of_year.map(|(codes, count)| (vec!["total".to_owned(), codes[1].clone()], *count)).collect();
        let shown = cells(&first[at]);
        for (codes, count) in of_year {
            let mut key = vec!["Total".to_owned(); 7];
            key[1] = codes[1].replace("total", "Total");
            if let Some(Some(shown)) = shown.get(&key) {
                assert!(shown.abs_diff(count) < 20, "{year} {codes:?}");
            }
        }
    }
    drop(server);
    let server = registry.serve();
    let mut person = server.sign_in(STATISTICIAN);
    assert!(answers(&mut person) == before, "a restart changes nothing");
    drop(server);
    assert!(registry.holds());
}

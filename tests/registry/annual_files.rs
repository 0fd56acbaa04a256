//! How an annual release leaves, and how its figures are explained: every door says the same.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::annual::{act, agrees, cells, freezes, last_year, prepares, records};
use crate::annual_readings::{Cells, codes, json_stat, of_json_stat, of_workbook, part, rows, size, tables};
use crate::support::staff::{ADVISER, APPROVER, STATISTICIAN};
use crate::support::{Answers, Page, Person, TestRegistry};

const FILES: [(&str, &str); 6] = [
    ("csv", "text/csv; charset=utf-8"),
    ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ("stat.json", "application/json"),
    ("json", "application/json"),
    ("sig", "text/plain; charset=utf-8"),
    ("pem", "text/plain; charset=utf-8"),
];
const EXPLAINED: &str = "/annual/1/explained/cases-service-main_concern-gender/MR";

#[test]
fn an_annual_release_leaves_by_every_door_and_each_says_the_same() {
    let registry = TestRegistry::new();
    let server = registry.serve();
    records(&server);
    let mut statistician = server.sign_in(STATISTICIAN);
    freezes(&mut statistician, &["MR", "SU", "KT"]);
    statistician.fill_in("/periods", &act("MR", "release"), &Answers::none());
    assert!(statistician.opens("/releases/1").facts("Publisert").is_empty(), "it is not");
    statistician.sign_out();
    agrees(&server);
    assert_eq!(prepares(&server, &registry, 1, "Invented figures.").location(), "/annual/1");

    // Until everybody sees it, those who prepare and approve see its pages, and nobody gets a file.
    let closed = |login: &str, explained: u16| {
        let mut person = server.sign_in(login);
        assert_eq!(person.get(EXPLAINED).status, explained, "{login}");
        for (ending, _) in FILES {
            assert_eq!(person.get(&format!("/annual/1.{ending}")).status, 404, "{login}: {ending}");
        }
        assert!(!person.opens("/annual/years").says("Årsutgave 1"), "{login}");
        person.sign_out();
    };
    let everybody = [(STATISTICIAN, 200), (APPROVER, 200), (ADVISER, 404)];
    for (login, explained) in everybody {
        closed(login, explained);
    }
    agrees(&server);
    for (login, explained) in everybody {
        closed(login, explained);
    }
    registry.clock.advance(24 * 60 * 60);

    let mut adviser = server.sign_in(ADVISER);
    let page = adviser.opens("/annual/1");
    let name = format!("annual-1-{}-1", last_year());
    for (ending, media_type) in FILES {
        let path = format!("/annual/1.{ending}");
        assert!(page.body.contains(&format!("href=\"{path}\"")), "{ending} is offered");
        let file = adviser.opens(&path);
        assert_eq!(file.headers("content-type").next(), Some(media_type), "{ending}");
        let disposition = format!("attachment; filename=\"{name}.{ending}\"");
        assert_eq!(file.headers("content-disposition").collect::<Vec<_>>(), [disposition]);
        assert_eq!(file.headers("cache-control").next(), Some("no-store"));
        assert_eq!(adviser.opens(&path).bytes, file.bytes, "{ending}: the same bytes each time");
    }
    for other in ["1.ods", "1.csv?table=cases-gender", "1.stat.json?table=cases-gender", "1.stat", "2.xlsx"] {
        assert_eq!(adviser.get(&format!("/annual/{other}")).status, 404, "{other}");
    }
    let shown = cells(&adviser.opens("/annual/1.csv"));
    let json = json_stat(&mut adviser, 1);
    assert_eq!(of_json_stat(&json), shown, "JSON-stat");
    assert_eq!(of_workbook(&adviser.opens("/annual/1.xlsx")), shown, "the workbook");
    assert!(page.rows().ends_with(&rows(&json)), "the page: {:?}", page.rows());
    no_small_number_is_drawn(&page, &shown);

    // When it was published: the day that was set, and the release of one service as it was agreed to.
    let updated = json["updated"].as_str().expect("when it was published");
    assert!(updated.ends_with("T22:00:00Z") || updated.ends_with("T23:00:00Z"), "midnight here: {updated}");
    assert!(part(&adviser.opens("/annual/1.xlsx"), "docProps/core.xml").contains(updated));
    assert_eq!(page.facts("Publisert").len(), 1);
    adviser.sign_out();
    let mut statistician = server.sign_in(STATISTICIAN);
    let yearly: Value = serde_json::from_str(&statistician.opens("/releases/1.json").body).expect("JSON");
    let agreed = yearly["updated"].as_str().expect("when somebody agreed");
    assert!(agreed < updated && agreed.ends_with('Z'), "{agreed} {updated}");
    let workbook = statistician.opens("/releases/1.xlsx");
    assert!(part(&workbook, "docProps/core.xml").contains(agreed));
    assert_eq!(workbook.bytes, statistician.opens("/releases/1.xlsx").bytes);
    assert_eq!(statistician.opens("/releases/1").facts("Publisert").len(), 1);
}

#[test]
fn every_figure_of_an_annual_release_is_explained_and_stands_in_its_series() {
    let registry = TestRegistry::new();
    let server = registry.serve();
    records(&server);
    let mut statistician = server.sign_in(STATISTICIAN);
    freezes(&mut statistician, &["MR", "SU", "KT"]);
    statistician.sign_out();
    prepares(&server, &registry, 0, "");
    agrees(&server);
    let mut adviser = server.sign_in(ADVISER);
    let release = adviser.opens("/annual/1");
    let json = json_stat(&mut adviser, 1);
    // Each figure of each table stands on a page that the release leads to.
    let mut explained = 0;
    let mut blanks = BTreeSet::new();
    for (key, table) in tables(&json) {
        for service in codes(&table, "service") {
            let path = format!("/annual/1/explained/{key}/{service}");
            assert!(release.body.contains(&format!("href=\"{path}\"")), "{path}");
            let page = adviser.opens(&path);
            let figures = page.facts("Antall");
            assert_eq!(figures.len(), size(&table) / codes(&table, "service").len());
            let whys = page.facts("Hvorfor det står slik");
            for (figure, why) in figures.iter().zip(&whys) {
                match figure.as_str() {
                    ":" => {
                        blanks.insert(why.clone());
                    }
                    "0" => assert!(why.starts_with("Ingen."), "{why}"),
                    _ => assert!(why.starts_with("Tallet er minst 5,"), "{figure}: {why}"),
                }
            }
            explained += figures.len();
        }
    }
    assert_eq!(explained, tables(&json).iter().map(|(_, table)| size(table)).sum::<usize>());
    assert_eq!(blanks.len(), 1, "a blank does not say which kind it is: {blanks:?}");
    let page = adviser.opens(EXPLAINED);
    assert!(page.heading().starts_with("Slik er tallene blitt til: Tjeneste × Hovedbekymring × Kjønn, "));
    for said in [
        "Årsutgave 1: ",
        "Saker som ble åpnet i året.",
        "Versjon av kodelistene",
        "Frosset ved revisjon",
        "Kodeliste Bekymring (concern). Tallene er talt etter versjon",
        "Negativ sosial kontroll (NSK) Betydning Familien eller miljøet",
        "Andelene er av alle sakene i samme tjeneste",
    ] {
        assert!(page.says(said), "{said}");
    }
    for other in
        ["cases-gender/MR", "cases-service-main_concern-gender/FT", "cases-service-main_concern-gender"]
    {
        assert_eq!(adviser.get(&format!("/annual/1/explained/{other}")).status, 404, "{other}");
    }
    assert_eq!(adviser.get(&EXPLAINED.replace("/1/", "/2/")).status, 404);

    let years = adviser.opens("/annual/years");
    let year = last_year().to_string();
    let of_year: Vec<Vec<String>> = years.rows().into_iter().filter(|row| row[0] == year).collect();
    assert_eq!(of_year.len(), 4, "all services, and each of three");
    let total = &of_json_stat(&json)[&vec!["Total".to_owned(); 7]];
    assert_eq!(of_year[0][2], total.0.expect("it is shown").to_string());
    assert!(of_year.iter().all(|row| row[3].contains("Årsutgave 1: ")), "{of_year:?}");
    assert!(years.body.matches("class=\"chart-break\"").count() > 1 && years.says("utvidet oppdrag"));
    for language in ["nn", "en"] {
        adviser.get(&format!("/language/{language}?to=/annual"));
        for path in ["/annual/1", EXPLAINED, "/annual/years"] {
            assert_eq!(adviser.opens(path).language(), language);
        }
    }
}

/// Told by the story of a correction: every door marks what release 2 has changed.
pub(crate) fn bear_the_marks(person: &mut Person, before: &Cells, after: &Cells) {
    let json = json_stat(person, 2);
    assert_eq!(of_json_stat(&json), *after, "JSON-stat");
    assert_eq!(of_workbook(&person.opens("/annual/2.xlsx")), *after, "the workbook");
    let revised = after.values().filter(|(_, sign)| sign == "*").count();
    assert!(revised > 1);
    assert!(person.opens("/annual/2").rows().ends_with(&rows(&json)), "the page, below what has changed");
    assert!(json["note"].to_string().contains("recorded late"), "{json}");
    let legend = json["link"]["item"][0]["note"].to_string();
    assert!(legend.contains("* = Rettet"), "{legend}");
    let extension = &json["extension"];
    assert_eq!((&extension["version"], &extension["supersedes"]), (&2.into(), &1.into()));
    let styles = part(&person.opens("/annual/2.xlsx"), "xl/styles.xml");
    assert!(styles.contains("#,##0&quot;*&quot;"), "a corrected count is seen to be one: {styles}");
    let total = before[&vec!["Total".to_owned(); 7]].0.expect("it was shown");
    let explained = "explained/cases-service-referral_source/total";
    let was = format!("I årsutgave 1 sto det {total}.");
    assert!(person.opens(&format!("/annual/2/{explained}")).says(&was));
    assert!(!person.opens(&format!("/annual/1/{explained}")).says("I årsutgave"));
    let first = person.opens("/annual/1");
    assert!(
        first.says("Denne årsutgaven er rettet. Se årsutgave 2.")
            && first.body.contains("href=\"/annual/2\"")
    );
    let years = person.opens("/annual/years").rows();
    let row = years.iter().find(|row| row[0] == last_year().to_string()).expect("the year");
    assert_eq!(row[2], format!("{}*", total + 10));
    assert!(row[3].contains("Ten cases that were recorded late."), "{row:?}");
}

/// Each bar is that of a shown count, and as long as it is; a blank has its sign and no bar.
fn no_small_number_is_drawn(page: &Page, shown: &Cells) {
    let counts: Vec<u32> = shown.values().filter_map(|(count, _)| *count).collect();
    let charts: Vec<&str> =
        page.body.split("<svg").skip(1).filter_map(|svg| svg.split("</svg>").next()).collect();
    assert!(charts.len() > 6, "{}", charts.len());
    for chart in charts {
        let texts = |class: &str| -> Vec<String> {
            let marks = format!("<text class=\"{class}\"");
            let all = chart.split(marks.as_str()).skip(1).filter_map(|text| text.split_once('>'));
            all.map(|(_, text)| text.split('<').next().unwrap_or_default().to_owned()).collect()
        };
        let (figures, signs) = (texts("chart-figure"), texts("chart-sign"));
        assert_eq!(figures.len() + signs.len(), texts("chart-label").len());
        assert_eq!(chart.matches("class=\"chart-hatched\"").count(), figures.len());
        assert!(signs.iter().all(|sign| sign == ": (vises ikke)"), "{signs:?}");
        let drawn: Vec<u32> = figures
            .iter()
            .map(|figure| {
                figure.split([' ', '*', '\u{a0}']).next().unwrap_or_default().parse().expect("a count")
            })
            .collect();
        assert!(drawn.iter().all(|count| counts.contains(count) && !(1..=4).contains(count)), "{drawn:?}");
        let widths =
            chart.split("class=\"chart-hatched\"").skip(1).filter_map(|bar| bar.split_once("width=\""));
        let widths: Vec<f64> = widths.filter_map(|(_, rest)| rest.split('%').next()?.parse().ok()).collect();
        let largest = drawn.iter().max().copied().unwrap_or(1).max(1);
        for (count, width) in drawn.iter().zip(&widths) {
            let due = 48.0 * f64::from(*count) / f64::from(largest);
            assert!(
                (width - due).abs() < 0.01 || (width - due * 70.0 / 48.0).abs() < 0.01,
                "{count}: {width}"
            );
        }
        // The alternative text says no number that is not drawn.
        let said =
            chart.split_once("<desc").map_or("", |(_, rest)| rest.split("</desc>").next().unwrap_or(""));
        let said = said.split_once('>').map_or("", |(_, said)| said);
        let numbers =
            said.split(|letter: char| !letter.is_ascii_digit()).filter_map(|n| n.parse::<u32>().ok());
        let hidden = u32::try_from(signs.len()).expect("few");
        assert!(
            numbers.into_iter().all(|n| drawn.contains(&n) || n == hidden || said.contains("år")),
            "{said}"
        );
    }
}

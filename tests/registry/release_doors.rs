//! How a release leaves, and how its figures are explained.

use crate::releases::{Download, freezes, last_year, publishes, releases, sixty_cases};
use crate::support::TestRegistry;
use crate::support::staff::{ADMINISTRATOR, ADVISER, APPROVER, AUDITOR, LEAD, STATISTICIAN};

#[test]
fn a_release_leaves_by_every_door_once_it_is_published() {
    const FILES: [(&str, &str); 4] = [
        ("csv", "text/csv; charset=utf-8"),
        ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ("json", "application/json"),
        ("json?table=cases-gender", "application/json"),
    ];
    let registry = TestRegistry::new();
    let server = registry.serve();
    sixty_cases(&server);
    let mut person = server.sign_in(STATISTICIAN);
    freezes(&mut person, "MR");
    releases(&mut person, "MR");
    for (ending, _) in FILES {
        let file = person.get(&format!("/releases/1.{ending}"));
        assert_eq!(file.status, 404, "{ending}: nothing leaves that one person alone has seen");
        assert!(!person.opens("/releases/1").body.contains(&format!("href=\"/releases/1.{ending}")));
    }
    publishes(&server);
    let page = person.opens("/releases/1");
    let mut approver = server.sign_in(APPROVER);
    for (ending, media_type) in FILES {
        let path = format!("/releases/1.{ending}");
        let file = person.opens(&path);
        assert_eq!(file.headers("content-type").next(), Some(media_type), "{ending}");
        let (ending, table) = ending.split_once("?table=").unwrap_or((ending, ""));
        let dash = if table.is_empty() { "" } else { "-" };
        let name = format!("attachment; filename=\"1-MR-{}{dash}{table}.{ending}\"", last_year());
        assert_eq!(file.headers("content-disposition").collect::<Vec<_>>(), [name]);
        assert_eq!(file.headers("cache-control").next(), Some("no-store"));
        assert_eq!(file.body, approver.opens(&path).body, "{path}: the same for everybody");
        assert!(page.body.contains(&format!("href=\"/releases/1.{ending}")), "{ending} is offered");
    }
    for other in ["1.ods", "1.xlsx?style=plain", "1.csv?table=cases-gender", "1.json?table=cases-weather"] {
        assert_eq!(person.get(&format!("/releases/{other}")).status, 404, "{other}");
    }

    // What a program reads is what the other file says, table by table.
    let csv = Download::read(&person.opens("/releases/1.csv?style=plain"));
    let all: serde_json::Value = serde_json::from_str(&person.opens("/releases/1.json").body).expect("JSON");
    let tables = all["link"]["item"].as_array().expect("a list of tables");
    assert_eq!(tables.len(), csv.0.len());
    let mut hidden = 0;
    for table in tables {
        let text = |of: &serde_json::Value| of.as_str().expect("a text").to_owned();
        let dimension = text(&table["id"][3]);
        let unit = text(&table["dimension"]["unit"]["category"]["index"][0]);
        let codes = table["dimension"][&dimension]["category"]["index"].as_array().expect("a list");
        let total = csv.0[&(unit.clone(), "total".to_owned())]["all"];
        for (at, code) in codes.iter().map(text).enumerate() {
            let said = if code == "total" { total } else { csv.0[&(unit.clone(), dimension.clone())][&code] };
            assert_eq!(table["value"][at].as_u64(), said.map(u64::from), "{dimension} {code}");
            assert_eq!(table["status"][at.to_string()].as_str(), said.is_none().then_some(":"));
            hidden += usize::from(said.is_none());
        }
    }
    assert!(hidden > 3, "there is something to hide");
    assert!(all["label"].as_str().is_some_and(|label| label.starts_with("Publisering 1:")), "{all}");
}

#[test]
fn every_figure_is_explained_to_those_who_may_see_it() {
    let registry = TestRegistry::new();
    let server = registry.serve();
    sixty_cases(&server);
    let mut person = server.sign_in(STATISTICIAN);
    freezes(&mut person, "MR");
    releases(&mut person, "MR");
    let explained = "/releases/1/explained/cases-main_concern";
    assert!(person.opens("/releases/1").body.contains(&format!("href=\"{explained}\"")));
    let page = person.opens(explained);
    assert_eq!(page.heading(), "Slik er tallene blitt til: Saker: Hovedbekymring");
    for said in [
        "Publisering 1:",
        "Saker som ble åpnet i året.",
        "Frosset ved revisjon",
        "Antall 31 Andel 51,7 % Hvorfor det står slik Tallet er minst 5",
        "Negativ sosial kontroll (NSK) Betydning Familien eller miljøet",
        "Kodeliste Bekymring (concern). Tallene er talt etter versjon",
    ] {
        assert!(page.says(said), "{said}");
    }
    // Each blank says the same, whether it is small itself or beside one that is.
    let blanks = page.text().matches("Antall : Andel : Hvorfor det står slik Tallet vises ikke,").count();
    let release = person.opens("/releases/1");
    let (_, table) = release.body.split_once("id=\"cases-main_concern-caption\"").expect("the table");
    let (table, _) = table.split_once("</table>").expect("it ends");
    assert_eq!(blanks, table.matches("<td class=\"figure\">:</td>").count() / 2);
    assert!(blanks > 2, "{blanks}");
    for other in [
        "/releases/1/explained",
        "/releases/1/explained/cases-weather",
        "/releases/01/explained/cases-gender",
    ] {
        assert_eq!(person.get(other).status, 404, "{other}");
    }
    for login in [ADVISER, LEAD, ADMINISTRATOR, AUDITOR] {
        assert_eq!(server.sign_in(login).get(explained).status, 404, "{login}");
    }
    assert_eq!(server.sign_in(APPROVER).opens(explained).heading(), page.heading());
}

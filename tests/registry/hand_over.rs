//! Cases that go from one colleague to another.

use crate::support::staff::{ADVISER, AUDITOR, COLLEAGUE, ENVOY, LEAD, OTHER_LEAD};
use crate::support::{Answers, Person, TestRegistry};

const PATH: &str = "/hand-over";

/// Where somebody's cases are handed over, as the lead's list has it.
fn of(lead: &mut Person, name: &str) -> String {
    let page = lead.opens(PATH);
    let mut links = page.body.split("href=\"/hand-over/").skip(1).filter_map(|rest| rest.split_once("\""));
    let link = links.find(|(_, rest)| rest.split('<').next().is_some_and(|text| text.ends_with(name)));
    format!("{PATH}/{}", link.unwrap_or_else(|| panic!("{name} has cases")).0)
}

fn colleague(lead: &mut Person, page: &str, name: &str) -> String {
    let choices = lead.opens(page).form(page).choices("to");
    choices.into_iter().find(|(_, label)| label == name).unwrap_or_else(|| panic!("{name} may take them")).0
}

#[test]
fn a_lead_hands_one_case_over_and_then_the_rest() {
    let registry = TestRegistry::new();
    let server = registry.serve();
    let mut kari = server.sign_in(ADVISER);
    let numbers: Vec<String> =
        (0..3).map(|turn| kari.registers(&Answers::case().with("note", format!("notat {turn}")))).collect();
    let mut lead = server.sign_in(LEAD);
    let page = of(&mut lead, "Kari Demo");
    let lise = colleague(&mut lead, &page, "Lise Demo");
    let answers = Answers::none().with("cases", &*numbers[0]).with("to", &*lise);
    let handed = lead.fill_in(&page, &page, &answers);
    assert!(lead.follow(&handed).says("Én sak er overført."));
    let case = format!("/cases/{}", numbers[0]);
    assert_eq!(kari.get(&case).status, 404);
    let mut taker = server.sign_in(COLLEAGUE);
    assert!(taker.opens(&case).says("notat 0"));
    assert!(!kari.opens("/cases").says(&numbers[0]) && taker.opens("/cases").says(&numbers[0]));

    let handed = lead.fill_in(&page, &page, &answers.with("cases", "all"));
    assert!(lead.follow(&handed).says("2 saker er overført."));
    assert!(kari.opens("/cases").says("Du har ingen saker ennå"));
    assert_eq!(lead.get(&page).status, 404, "she has none left");
    server.stop();
    let server = registry.serve();
    let mut taker = server.sign_in(COLLEAGUE);
    for number in &numbers {
        taker.opens(&format!("/cases/{number}"));
    }
    drop(server);
    assert!(registry.holds());
    let log = registry.log();
    assert!(log.iter().filter(|line| line.tells("team-lead", "hand-over", "done")).count() >= 2);
}

#[test]
fn whoever_has_left_is_shown_first_with_what_she_left_behind() {
    let registry = TestRegistry::new();
    let server = registry.serve();
    let number = server.sign_in(COLLEAGUE).registers(&Answers::case());
    server.sign_in(ADVISER).registers(&Answers::case());
    let mut lead = server.sign_in(LEAD);
    let closing = format!("{}/closing", lead.account("Lise Demo"));
    assert_eq!(lead.fill_in(&closing, &closing, &Answers::none()).status, 303);
    let rows = lead.opens(PATH).rows();
    assert_eq!(rows[0], ["Lise Demo Arbeider ikke her lenger", "1", "1"]);
    let page = of(&mut lead, "Lise Demo");
    let anne = colleague(&mut lead, &page, "Anne Demo");
    let names: Vec<String> =
        lead.opens(&page).form(&page).choices("to").into_iter().map(|(_, label)| label).collect();
    assert!(!names.iter().any(|name| name == "Lise Demo"), "{names:?}");
    let answers = Answers::none().with("cases", "all").with("to", anne);
    assert_eq!(lead.fill_in(&page, &page, &answers).status, 303);
    assert!(lead.opens(&format!("/cases/{number}")).offers(&format!("/cases/{number}/closing")), "hers now");
}

#[test]
fn nothing_leaves_the_team_and_nobody_else_hands_over() {
    let registry = TestRegistry::new();
    let server = registry.serve();
    let mut kari = server.sign_in(ADVISER);
    let number = kari.registers(&Answers::case());
    let others = server.sign_in(OTHER_LEAD).registers(&Answers::case());
    let mut lead = server.sign_in(LEAD);
    let page = of(&mut lead, "Kari Demo");
    let mut other = server.sign_in(OTHER_LEAD);
    let berit = of(&mut other, "Berit Demo").replace(&format!("{PATH}/"), "");
    let lise = colleague(&mut lead, &page, "Lise Demo");
    for (answers, field) in [
        (Answers::none().with("cases", "all").with("to", &*berit), "to"),
        (Answers::none().with("cases", "all").with("to", "x"), "to"),
        (Answers::none().with("cases", "x").with("to", &*lise), "cases"),
        (Answers::none().with("to", &*lise), "cases"),
    ] {
        let refused = lead.fill_in(&page, &page, &answers);
        assert_eq!((refused.status, refused.problems()[0].0.as_str()), (422, field), "{answers:?}");
    }
    let answers = Answers::none().with("cases", &*others).with("to", &*lise);
    assert_eq!(lead.fill_in(&page, &page, &answers).status, 404, "a case of another team");
    assert_eq!(other.get(&page).status, 404);
    for login in [ENVOY, AUDITOR] {
        let mut person = server.sign_in(login);
        for path in [PATH, &page] {
            assert_eq!(person.get(path).status, 404, "{login}: {path}");
        }
    }
    assert_eq!(kari.get(PATH).status, 404);
    assert_eq!(kari.get(&page).status, 404);
    kari.opens(&format!("/cases/{number}"));
}

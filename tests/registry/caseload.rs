//! The list of one's cases: filtered, sorted, page by page, with its state in the address.

use crate::support::answers::{days_ago, written};
use crate::support::staff::{ADMINISTRATOR, ADVISER, COLLEAGUE, LEAD, OTHER_LEAD, STATISTICIAN};
use crate::support::{Answers, Page, Person, TestRegistry};

/// Thirty cases, two pages: the case opened `n` days ago has this concern and risk, and is closed or not.
fn thirty(person: &mut Person) {
    for n in 0..30 {
        let concern = ["NSK", "TRV", "FTE"][n % 3];
        let risk = ["I", "L", "M", "H", "A"][n % 5];
        let opened = days_ago(n.try_into().expect("a small number"));
        let mut answers = Answers::case().with("opened", written(opened));
        answers = answers.with("main_concern", concern).with("risk", risk);
        if n == 1 {
            answers = answers.with("additional_concerns", "GUU");
        }
        if n % 10 == 9 {
            answers = answers.with("closed", written(days_ago(n as i64 / 10))).with("outcome", "TRY");
        }
        person.registers(&answers);
    }
}

fn column(page: &Page, number: usize) -> Vec<String> {
    page.rows().into_iter().map(|row| row[number].clone()).collect()
}

fn opened(days: impl IntoIterator<Item = i64>) -> Vec<String> {
    days.into_iter().map(|days| written(days_ago(days))).collect()
}

#[test]
fn a_list_is_filtered_sorted_and_paged_by_its_address_alone() {
    let registry = TestRegistry::new();
    let server = registry.serve();
    let mut person = server.sign_in(ADVISER);
    thirty(&mut person);

    let all = person.opens("/cases");
    assert!(all.says("Viser 1–25 av 30 saker"));
    assert_eq!(column(&all, 1), opened(0..25), "newest first");
    assert!(all.body.contains("href=\"?page=2\""));
    let rest = person.opens("/cases?page=2");
    assert!(rest.says("Viser 26–30 av 30 saker"));
    assert_eq!(column(&rest, 1), opened(25..30));
    assert_eq!(column(&person.opens("/cases?page=99"), 1), opened(25..30), "beyond the last is the last");
    assert_eq!(column(&person.opens("/cases?page=0"), 1), opened(0..25));
    assert_eq!(person.get("/cases?page=-1").status, 200);

    assert_eq!(column(&person.opens("/cases?status=closed"), 1), opened([9, 19, 29]));
    assert!(person.opens("/cases?status=open").says("Viser 1–25 av 27 saker"));
    assert_eq!(column(&person.opens("/cases?concern=TRV"), 4), ["Trusler/vold"; 10]);
    assert_eq!(
        column(&person.opens("/cases?concern=GUU"), 1),
        opened([1]),
        "one that is beside the main one"
    );
    let between = format!("/cases?from={}&to={}", written(days_ago(12)), written(days_ago(3)));
    assert_eq!(column(&person.opens(&between), 1), opened(3..=12), "both days with them");
    assert_eq!(column(&person.opens(&format!("{between}&concern=FTE&sort=opened")), 1), opened([11, 8, 5]));

    assert_eq!(column(&person.opens("/cases?sort=opened"), 1), opened((5..30).rev()));
    assert_eq!(
        column(&person.opens("/cases?sort=-risk"), 7)[..7],
        ["Akutt"; 6].map(str::to_owned).into_iter().chain(["Høy".to_owned()]).collect::<Vec<_>>()
    );
    assert_eq!(column(&person.opens("/cases?sort=risk"), 7)[..6], ["Ikke vurdert"; 6]);
    assert_eq!(column(&person.opens("/cases?sort=closed"), 3)[..3], opened([2, 1, 0]));
    let mut numbers = column(&person.opens("/cases?sort=number"), 0);
    assert!(numbers.is_sorted());
    numbers.extend(column(&person.opens("/cases?sort=number&page=2"), 0));
    numbers.sort();
    numbers.dedup();
    assert_eq!(numbers.len(), 30, "every case stands on one page");

    let page = person.opens("/cases?status=open&sort=risk");
    assert!(page.body.contains("href=\"?status=open&#38;sort=risk&#38;page=2\""), "pages keep the filter");
    assert!(page.body.contains("<th scope=\"col\" aria-sort=\"ascending\">"));
    assert!(page.body.contains("?to=/cases%3Fstatus%3Dopen%26sort%3Drisk\""), "and so does another language");
    assert_eq!(page.form("/cases").answers().to("status"), ["open"]);
    assert_eq!(page.form("/cases").answers().to("sort"), ["risk"]);
}

#[test]
fn a_filter_that_makes_no_sense_is_said_and_filters_nothing() {
    let registry = TestRegistry::new();
    let server = registry.serve();
    let mut person = server.sign_in(ADVISER);
    person.registers(&Answers::case());
    for (filter, field, message) in [
        ("status=borte", "status", "Status: Valget finnes ikke. Velg på nytt."),
        ("concern=QQQ", "concern", "Hovedbekymring: Valget finnes ikke. Velg på nytt."),
        ("from=i+går", "from", "Datoen må skrives som dd.mm.åååå"),
        ("to=31.02.2026", "to", "Datoen må skrives som dd.mm.åååå"),
        ("from=02.01.2026&to=01.01.2026", "from", "Fra-datoen må være før til-datoen"),
    ] {
        let page = person.get(&format!("/cases?{}", filter.replace('å', "%C3%A5")));
        assert_eq!(page.status, 422, "{filter}");
        assert_eq!(page.problems(), [(field.to_owned(), message.to_owned())], "{filter}");
    }
    let hostile = person.get("/cases?from=%22%3E%3Cscript%3Ealert(1)%3C/script%3E");
    assert!(!hostile.body.contains("<script>"));
    assert_eq!(hostile.form("/cases").answers().to("from"), ["\"><script>alert(1)</script>"]);
    assert!(person.opens("/cases?concern=MTE").says("Ingen saker passer til filteret"));
}

#[test]
fn a_list_shows_what_is_hers_and_a_lead_her_team() {
    let registry = TestRegistry::new();
    let server = registry.serve();
    let hers = server.sign_in(ADVISER).registers(&Answers::case());
    let colleagues = server.sign_in(COLLEAGUE).registers(&Answers::case());
    let others = server.sign_in(OTHER_LEAD).registers(&Answers::case());
    let mut leads = vec![hers.clone(), colleagues.clone()];
    leads.sort();
    for (login, mut list) in
        [(ADVISER, vec![hers]), (COLLEAGUE, vec![colleagues]), (LEAD, leads), (OTHER_LEAD, vec![others])]
    {
        list.sort();
        let page = server.sign_in(login).opens("/cases?sort=number");
        assert_eq!(column(&page, 0), list, "{login}");
        // Who works a case is said where it may be somebody else.
        assert_eq!(page.says("Ansvarlig"), [LEAD, OTHER_LEAD].contains(&login), "{login}");
    }
    let mut owners = column(&server.sign_in(LEAD).opens("/cases"), 8);
    owners.sort();
    assert_eq!(owners, ["Kari Demo", "Lise Demo"]);
    for login in [ADMINISTRATOR, STATISTICIAN] {
        let mut person = server.sign_in(login);
        assert_eq!((person.get("/cases").status, person.get("/cases/new").status), (404, 404), "{login}");
    }
    drop(server);
    let log = registry.log();
    for (role, act, outcome) in [
        ("team-lead", "list", "done"),
        ("administrator", "list", "denied"),
        ("statistician", "record", "denied"),
    ] {
        assert!(log.iter().any(|line| line.tells(role, act, outcome)), "{role} {act} {outcome}");
    }
}

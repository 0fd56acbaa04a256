//! A case that is not hers, opened in an emergency: once, for an hour, to be read; seen by those it concerns; judged
//! by somebody else.

use crate::support::staff::{
    ADMINISTRATOR, ADVISER, AUDITOR, COLLEAGUE, ENVOY, EXPERT, LEAD, OTHER_LEAD, STATISTICIAN,
};
use crate::support::{Answers, Page, Person, TestRegistry};

const NEW: &str = "/emergencies/new";
const REASON: &str = "Hun er på vei til flyplassen nå, og ingen svarer.";
const DAY: i64 = 24 * 60 * 60;

fn answers(number: &str) -> Answers {
    Answers::none().with("number", number).with("category", "LIV").with("reason", REASON)
}

fn asks(person: &mut Person, answers: &Answers) -> Page {
    person.fill_in(NEW, NEW, answers)
}

/// Opens the case, and gives the address of the emergency.
fn opens(person: &mut Person, number: &str) -> String {
    let page = asks(person, &answers(number));
    assert_eq!(page.status, 303, "{}: {:?}", page.heading(), page.problems());
    page.location().strip_suffix("/case").expect("the case's address").to_owned()
}

#[test]
fn a_case_is_read_for_an_hour_and_those_it_concerns_see_it_at_once() {
    let registry = TestRegistry::new();
    let server = registry.serve();
    let mut owner = server.sign_in(COLLEAGUE);
    let number = owner.registers(&Answers::case().with("note", "et notat om noe"));
    let mut adviser = server.sign_in(ADVISER);
    let emergency = opens(&mut adviser, &number);
    let case = format!("{emergency}/case");
    let page = adviser.opens(&case);
    assert!(page.says("Du leser denne saken i nødtilgang") && page.says("et notat om noe"));
    assert!(!page.offers(&format!("/cases/{number}/closing")), "nothing can be changed");
    assert_eq!(adviser.get(&format!("/cases/{number}")).status, 404, "it is hers in no other way");
    assert!(!adviser.opens("/cases").says(&number));

    for login in [COLLEAGUE, LEAD, AUDITOR] {
        let mut person = server.sign_in(login);
        assert!(person.opens("/emergencies").says("Nødtilganger (1)"), "{login}");
        let page = person.opens(&emergency);
        assert!(
            page.says(REASON) && page.says("Kari Demo") && page.says("Fare for liv eller helse"),
            "{login}"
        );
        assert_eq!(page.says(&number), login != AUDITOR, "{login}: the auditor knows no number");
        assert_eq!(person.get(&case).status, 404, "{login}: reading is for whoever opened it");
    }
    for login in [OTHER_LEAD, ENVOY, EXPERT, ADMINISTRATOR, STATISTICIAN] {
        let mut person = server.sign_in(login);
        for path in [&emergency, &case] {
            assert_eq!(person.get(path).status, 404, "{login}: {path}");
        }
    }
    for person in [&mut owner, &mut server.sign_in(LEAD)] {
        let page = person.opens(&format!("/cases/{number}"));
        assert!(page.says("Saken ble åpnet i nødtilgang") && page.says("av Kari Demo"));
    }

    registry.clock.advance(55 * 60);
    let mut adviser = server.sign_in(ADVISER);
    adviser.opens(&case);
    registry.clock.advance(6 * 60);
    assert_eq!(adviser.get(&case).status, 404, "the sixty-first minute");
    assert!(adviser.opens(&emergency).says(REASON), "what she did stays told");
    drop(server);
    let log = registry.log();
    let told = |act, outcome| log.iter().filter(|line| line.tells("adviser", act, outcome)).count();
    assert_eq!((told("open-emergency", "done"), told("read-in-emergency", "done")), (1, 2));
    assert!(told("read-in-emergency", "denied") >= 1);
    assert!(registry.holds());
}

#[test]
fn it_takes_a_reason_a_kind_a_number_and_a_fresh_factor_and_nothing_is_lost() {
    let registry = TestRegistry::new();
    let server = registry.serve();
    let number = server.sign_in(COLLEAGUE).registers(&Answers::case());
    let mut adviser = server.sign_in(ADVISER);
    for (answers, field, says) in [
        (answers(&number).without("reason"), "reason", "minst 20 tegn"),
        (answers(&number).with("reason", "nitten tegn er lite"), "reason", "minst 20 tegn"),
        (answers(&number).with("reason", "a".repeat(2_001)), "reason", "høyst 2 000 tegn"),
        (answers(&number).without("category"), "category", "Velg hva slags"),
        (answers(&number).with("category", "INGEN"), "category", "Velg hva slags"),
        (answers("").without("number"), "number", "Skriv saksnummeret"),
        (answers("hva som helst"), "number", "ti tegn"),
        (answers("00000-00000"), "number", "Ingen sak med dette nummeret"),
    ] {
        let page = asks(&mut adviser, &answers);
        let problems = page.problems();
        assert_eq!((page.status, problems.len()), (422, 1), "{answers:?}: {problems:?}");
        let (at, said) = (&problems[0].0, problems[0].1.replace('\u{a0}', " "));
        assert!(at == field && said.contains(says), "{at}: {said}");
        let kept = page.form(NEW).answers();
        for name in ["number", "reason"] {
            assert_eq!(kept.to(name).concat(), answers.to(name).concat(), "{name} is kept");
        }
    }
    // After a while the form asks for a factor as well.
    registry.clock.advance(6 * 60);
    let page = asks(&mut adviser, &answers(&number));
    assert_eq!(page.status, 422);
    assert_eq!(page.problems()[0].0, "code");
    assert_eq!(page.form(NEW).answers().to("reason"), [REASON]);
    assert!(adviser.opens("/emergencies").says("Ingen nødtilganger angår deg."));
    let answers = answers(&number).with("code", registry.clock.code(ADVISER));
    let page = asks(&mut adviser, &answers);
    assert_eq!(page.status, 303, "{:?}", page.problems());
}

#[test]
fn a_number_tells_nothing_to_whoever_tries_it() {
    let registry = TestRegistry::new();
    let server = registry.serve();
    let mut adviser = server.sign_in(ADVISER);
    let own = adviser.registers(&Answers::case());
    let closed = {
        let mut colleague = server.sign_in(COLLEAGUE);
        let number = colleague.registers(&Answers::case());
        let (page, act) = (format!("/cases/{number}"), format!("/cases/{number}/closing"));
        let form = colleague.opens(&page);
        let outcome = form.form(&act).choices("outcome")[0].0.clone();
        let today = crate::support::answers::written(crate::support::answers::today());
        let answers = Answers::none().with("closed", today).with("outcome", outcome);
        assert_eq!(colleague.fill_in(&page, &act, &answers).status, 303);
        number
    };
    let abroad = server.sign_in(EXPERT).registers(&Answers::case());
    let mut pages = Vec::new();
    for number in ["00000-00000", &own, &closed, &abroad] {
        let page = asks(&mut adviser, &answers(number));
        assert_eq!(page.status, 422, "{number}");
        let token = page.form(NEW).token();
        pages.push(page.body.replace(number, "NUMBER").replace(&token, "TOKEN"));
    }
    assert!(pages.windows(2).all(|pair| pair[0] == pair[1]), "all look alike");
    for login in [STATISTICIAN, ADMINISTRATOR, AUDITOR] {
        assert_eq!(server.sign_in(login).get(NEW).status, 404, "{login}");
    }
}

#[test]
fn the_fourth_within_a_day_is_stopped_and_an_overdue_review_stops_all() {
    let registry = TestRegistry::new();
    let server = registry.serve();
    let mut colleague = server.sign_in(COLLEAGUE);
    let numbers: Vec<String> = (0..5).map(|_| colleague.registers(&Answers::case())).collect();
    let mut adviser = server.sign_in(ADVISER);
    let emergencies: Vec<String> = numbers[..3].iter().map(|number| opens(&mut adviser, number)).collect();
    let page = asks(&mut adviser, &answers(&numbers[3]));
    assert_eq!(page.status, 429);
    assert!(page.problems()[0].1.starts_with("Du har åpnet tre saker i nødtilgang det siste døgnet."));
    // What one has opened is no leave for another.
    let page = adviser.opens(&format!("{}/case", emergencies[0]));
    assert!(page.says(&numbers[0]) && !page.says(&numbers[1]));

    registry.clock.advance(DAY);
    let mut adviser = server.sign_in(ADVISER);
    opens(&mut adviser, &numbers[3]);
    registry.clock.advance(9 * DAY);
    let mut adviser = server.sign_in(ADVISER);
    let page = asks(&mut adviser, &answers(&numbers[4]));
    assert!(page.problems()[0].1.starts_with("En av nødtilgangene dine skulle vært vurdert for lengst."));
}

#[test]
fn somebody_else_reviews_it_once() {
    let registry = TestRegistry::new();
    let server = registry.serve();
    let mut owner = server.sign_in(COLLEAGUE);
    let number = owner.registers(&Answers::case());
    let mut adviser = server.sign_in(ADVISER);
    let emergency = opens(&mut adviser, &number);
    let review = format!("{emergency}/review");
    assert!(!adviser.opens(&emergency).offers(&review), "not her own");
    assert!(!owner.opens(&emergency).offers(&review), "nor the owner, who is no lead");

    let mut lead = server.sign_in(LEAD);
    let page = lead.fill_in(&emergency, &review, &Answers::none());
    assert_eq!(page.problems()[0].0, "verdict");
    let mut auditor = server.sign_in(AUDITOR);
    let page = auditor.opens(&emergency);
    let late = Answers::none().with("verdict", "unjustified").with("token", page.form(&review).token());
    let answers = Answers::none().with("verdict", "justified").with("remark", "Riktig gjort.");
    assert_eq!(lead.fill_in(&emergency, &review, &answers).location(), emergency);
    let told = lead.opens(&emergency);
    assert!(told.says("Det var nødvendig") && told.says("Riktig gjort.") && told.says("Anne Demo"));
    assert!(!lead.opens("/emergencies").says("Nødtilganger (1)"));
    assert_eq!(auditor.post(&review, &late).sent().status, 409, "the first verdict stands");
    assert!(owner.opens(&format!("/cases/{number}")).says("åpnet i nødtilgang"), "for ever");
}

#[test]
fn a_lead_who_opened_one_is_reviewed_by_another() {
    let registry = TestRegistry::new();
    let server = registry.serve();
    let number = server.sign_in(ADVISER).registers(&Answers::case());
    let mut other = server.sign_in(OTHER_LEAD);
    let emergency = opens(&mut other, &number);
    assert!(!other.opens(&emergency).offers(&format!("{emergency}/review")));
    assert!(server.sign_in(LEAD).opens(&emergency).offers(&format!("{emergency}/review")));
    assert!(server.sign_in(AUDITOR).opens(&emergency).offers(&format!("{emergency}/review")));
}

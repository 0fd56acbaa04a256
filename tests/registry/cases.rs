//! A case, from its first contact to its closing, and who may see it.

use crate::support::answers::{days_ago, today, written};
use crate::support::staff::{
    ADMINISTRATOR, ADVISER, APPROVER, AUDITOR, COLLEAGUE, ENVOY, EXPERT, LEAD, OTHER_LEAD, STATISTICIAN,
};
use crate::support::{Answers, Form, TestRegistry};

/// A number in the right form that nobody has.
const NOBODYS: &str = "00000-00000";

/// Questions that are answered with one choice, and what the case's page calls the answers.
const ONE: [(&str, &str); 8] = [
    ("gender", "Kjønn"),
    ("age_band", "Alder da saken ble åpnet"),
    ("country", "Oppgitt landbakgrunn"),
    ("location", "Hvor er den utsatte nå?"),
    ("risk", "Risikonivå"),
    ("duty_report", "Er meldeplikten til barnevernet vurdert?"),
    ("duty_avert", "Er avvergeplikten vurdert?"),
    ("outcome", "Resultat"),
];

/// Questions that are answered with all that apply.
const SEVERAL: [(&str, &str); 9] = [
    ("additional_concerns", "Andre bekymringer i saken"),
    ("violence", "Former for vold"),
    ("stay_reasons", "Grunn til oppholdet i utlandet"),
    ("other_referrals", "Andre som har tatt kontakt i saken"),
    ("controllers", "Hvem kontrollerer?"),
    ("arenas", "Hvor skjer det?"),
    ("actions", "Tiltak som er gjennomført"),
    ("actions_planned", "Tiltak som er planlagt"),
    ("known_to", "Er saken kjent for en annen tjeneste?"),
];

const NOTE: &str = "Hun er redd for reisen.\nRing bare i skoletiden.";

/// Every question of the form answered: with its last choice, or with all of them.
fn everything(form: &Form<'_>) -> Answers {
    let mut answers = Answers::none()
        .with("opened", written(days_ago(10)))
        .with("main_concern", "TRV")
        .with("referral", "SEL")
        .with("note", NOTE.replace('\n', "\r\n"))
        .with("closed", written(days_ago(1)));
    for (name, _) in ONE {
        let (code, _) = form.choices(name).pop().expect("something may be chosen");
        answers = answers.with(name, code);
    }
    for (name, _) in SEVERAL {
        for (code, _) in form.choices(name) {
            if !["TRV", "SEL"].contains(&code.as_str()) {
                answers = answers.and(name, code);
            }
        }
    }
    answers
}

/// The words beside the codes that were chosen.
fn chosen(form: &Form<'_>, name: &str, answers: &Answers) -> String {
    let codes = answers.to(name);
    let labels = form.choices(name).into_iter().filter(|(code, _)| codes.contains(&code.as_str()));
    labels.map(|(_, label)| label).collect::<Vec<_>>().join(", ")
}

#[test]
fn a_case_with_every_field_reads_as_it_was_written_in_each_service() {
    let registry = TestRegistry::new();
    let server = registry.serve();
    for (login, place) in
        [(ADVISER, "Videregående skole, Oslo"), (ENVOY, "Utenriksstasjon, Amman"), (EXPERT, "Direktorat")]
    {
        let mut person = server.sign_in(login);
        let page = person.opens("/cases/new");
        let form = page.form("/cases/new");
        let answers = everything(&form);
        let sent = person.fill_in("/cases/new", "/cases/new", &answers);
        assert_eq!(sent.status, 303, "{login}: {:?}", sent.problems());
        let case = person.follow(&sent);
        let number = &sent.location()["/cases/".len()..][..11];
        assert!(case.says(&format!("Sak {number} er registrert")));
        assert_eq!(case.heading(), format!("Sak {number}"));
        for (name, label) in ONE.into_iter().chain(SEVERAL) {
            assert_eq!(case.facts(label), [chosen(&form, name, &answers)], "{login}: {name}");
        }
        assert_eq!(case.facts("Hovedbekymring"), ["Trusler/vold"]);
        assert_eq!(case.facts("Hvem tok først kontakt?"), [chosen(&form, "referral", &answers)]);
        assert_eq!(case.facts("Dato for første kontakt"), [written(days_ago(10))]);
        assert_eq!(case.facts("Status"), ["Avsluttet"]);
        assert_eq!(case.facts("Hvor saken hører til"), [place]);
        assert!(case.body.contains(&format!("<p class=\"note\" translate=\"no\">{NOTE}</p>")));

        let rows = person.opens("/cases").rows();
        let [row] = &rows[..] else { panic!("her one case: {rows:?}") };
        assert_eq!(row[0], number);
        assert_eq!(row[1], written(days_ago(10)));
        assert_eq!(&row[2..5], ["Avsluttet", &written(days_ago(1)), "Trusler/vold"]);
    }
}

#[test]
fn each_service_is_asked_in_its_own_codes() {
    let registry = TestRegistry::new();
    let server = registry.serve();
    // What one service has and another has not: who asks, the question, the code, whether it is offered.
    let offers = [
        ("main_concern", "MTE", [false, false, true]),
        ("main_concern", "RAS", [true, false, false]),
        ("main_concern", "KSM", [false, false, false]),
        ("additional_concerns", "KSM", [true, false, false]),
        ("main_concern", "EKK", [false, false, false]),
        ("referral", "SKS", [true, false, false]),
        ("referral", "UDI", [false, true, true]),
        ("referral", "MED", [false, false, false]),
        ("actions", "TRE", [true, false, false]),
        ("actions", "PAS", [false, true, false]),
        ("actions", "BOT", [false, false, true]),
        ("known_to", "MR", [false, true, true]),
        ("known_to", "SU", [true, false, true]),
        ("known_to", "KT", [true, true, false]),
    ];
    for (which, login) in [ADVISER, ENVOY, EXPERT].into_iter().enumerate() {
        let page = server.sign_in(login).opens("/cases/new");
        let form = page.form("/cases/new");
        for (name, code, offered) in offers {
            assert_eq!(form.offers(name, code), offered[which], "{login}: {name} {code}");
        }
        assert_eq!(form.answers().to("opened"), [written(today())]);
    }
}

#[test]
fn every_answer_is_kept_when_one_must_be_put_right() {
    let registry = TestRegistry::new();
    let server = registry.serve();
    let mut person = server.sign_in(ADVISER);
    let page = person.opens("/cases/new");
    let answers = everything(&page.form("/cases/new")).with("opened", "31.02.2026");
    let again = person.fill_in("/cases/new", "/cases/new", &answers);
    assert_eq!(again.status, 422);
    assert_eq!(again.problems(), [("opened".to_owned(), "Datoen må skrives som dd.mm.åååå".to_owned())]);
    assert_eq!(again.form("/cases/new").answers().given(), answers.given());

    let page = person.fill_in("/cases/new", "/cases/new", &Answers::none());
    let missing: Vec<_> = page.problems().into_iter().map(|(field, _)| field).collect();
    let required: Vec<String> = Answers::case().names();
    assert_eq!(missing, required);
    assert!(person.opens("/cases").says("Du har ingen saker ennå"));
}

#[test]
fn a_case_is_closed_once_by_its_adviser() {
    let registry = TestRegistry::new();
    let server = registry.serve();
    let mut person = server.sign_in(ADVISER);
    let number = person.registers(&Answers::case().with("opened", written(days_ago(3))));
    let (case, closing) = (format!("/cases/{number}"), format!("/cases/{number}/closing"));

    let empty = person.fill_in(&case, &closing, &Answers::none());
    assert_eq!(empty.status, 422);
    let said = |field: &str, message: &str| (field.to_owned(), message.to_owned());
    assert_eq!(
        empty.problems(),
        [said("closed", "Skriv datoen for avslutning"), said("outcome", "Velg resultat")]
    );
    for (closed, message) in [
        (days_ago(4), "Saken kan ikke avsluttes før den ble åpnet"),
        (days_ago(-1), "Datoen kan ikke være etter i dag"),
    ] {
        let answers = Answers::none().with("closed", written(closed)).with("outcome", "UEN");
        let page = person.fill_in(&case, &closing, &answers);
        assert_eq!((page.status, page.problems()), (422, vec![said("closed", message)]));
        assert_eq!(page.form(&closing).answers().given(), answers.given());
    }
    assert_eq!(person.opens(&case).facts("Status"), ["Åpen"], "nothing of that was stored");

    let token = person.opens(&case).form(&closing).token();
    let answers = Answers::none().with("closed", written(today())).with("outcome", "TRY");
    let closed = person.fill_in(&case, &closing, &answers);
    let page = person.follow(&closed);
    assert!(page.says("Saken ble avsluttet"));
    assert_eq!(page.facts("Status"), ["Avsluttet"]);
    assert_eq!(page.facts("Resultat"), ["Situasjonen er tryggere"]);
    assert!(!page.offers(&closing));

    let twice = person.post(&closing, &answers.with("outcome", "VER").with("token", token)).sent();
    assert_eq!(twice.status, 409);
    assert_eq!(person.opens(&case).facts("Resultat"), ["Situasjonen er tryggere"]);
    drop(server);
    assert!(registry.holds());
}

#[test]
fn nobody_but_her_and_her_lead_can_tell_that_her_case_exists() {
    let registry = TestRegistry::new();
    let server = registry.serve();
    let number = server.sign_in(ADVISER).registers(&Answers::case());
    let others = [
        (COLLEAGUE, "adviser"),
        (OTHER_LEAD, "team-lead"),
        (ENVOY, "envoy"),
        (EXPERT, "adviser"),
        (STATISTICIAN, "statistician"),
        (APPROVER, "approver"),
        (ADMINISTRATOR, "administrator"),
        (AUDITOR, "auditor"),
    ];
    for (login, _) in others {
        let mut person = server.sign_in(login);
        let theirs = person.get(&format!("/cases/{number}"));
        let nobodys = person.get(&format!("/cases/{NOBODYS}"));
        assert_eq!(theirs.status, 404, "{login}");
        assert_eq!(theirs.body, nobodys.body, "{login}");
        assert_eq!(theirs.all_headers(), nobodys.all_headers(), "{login}");
        assert!(!theirs.body.contains(&number));

        // The closing form that she is not shown, with a token that is not hers to have.
        let answers = Answers::none().with("closed", written(today())).with("outcome", "TRY");
        let closed = person.post(&format!("/cases/{number}/closing"), &answers).sent();
        assert_eq!(closed.status, 403, "{login}");
    }
    drop(server);

    let log = registry.log();
    for (_, role) in others {
        let denied = log.iter().filter(|line| line.tells(role, "read", "denied"));
        let about: Vec<Option<String>> =
            denied.map(|line| line.case().map(|case| case.to_string())).collect();
        let told = others.iter().filter(|(_, other)| *other == role).count();
        let named = about.iter().filter(|about| about.as_deref() == Some(&number)).count();
        assert_eq!((about.len(), named), (2 * told, told), "{role}: hers, and nobody's: {about:?}");
    }
    assert!(registry.holds());
}

#[test]
fn her_lead_reads_her_case_and_does_not_close_it() {
    let registry = TestRegistry::new();
    let server = registry.serve();
    let number = server.sign_in(ADVISER).registers(&Answers::case().with("note", NOTE));
    let (case, closing) = (format!("/cases/{number}"), format!("/cases/{number}/closing"));
    let mut lead = server.sign_in(LEAD);
    let page = lead.opens(&case);
    assert!(page.says("Hun er redd for reisen.") && !page.offers(&closing));
    let list = lead.opens("/cases");
    assert_eq!((list.heading().as_str(), list.rows()[0][0].as_str()), ("Teamets saker", number.as_str()));

    // Her own case gives her a token for its closing, which is good for that address alone.
    let own = lead.registers(&Answers::case());
    let token = lead.opens(&format!("/cases/{own}")).form(&format!("/cases/{own}/closing")).token();
    let answers =
        Answers::none().with("closed", written(today())).with("outcome", "TRY").with("token", token);
    assert_eq!(lead.post(&closing, &answers).sent().status, 403);
    assert_eq!(lead.opens(&case).facts("Status"), ["Åpen"]);
    drop(server);
    let read = registry.log().into_iter().filter(|line| line.tells("team-lead", "read", "done"));
    assert_eq!(
        read.filter(|line| line.case().map(|case| case.to_string()) == Some(number.clone())).count(),
        2
    );
}

#[test]
fn a_number_is_understood_as_people_type_it() {
    let registry = TestRegistry::new();
    let server = registry.serve();
    let mut person = server.sign_in(ADVISER);
    let number = person.registers(&Answers::case());
    let spoken = number.to_lowercase().replace('-', "");
    assert_eq!(person.opens(&format!("/cases/{spoken}")).heading(), format!("Sak {number}"));
    for wrong in ["x", "-", "00000-000000", "%00", "%F0%9F%98%80", "..%2F..%2F"] {
        assert_eq!(person.get(&format!("/cases/{wrong}")).status, 404, "{wrong}");
    }
}

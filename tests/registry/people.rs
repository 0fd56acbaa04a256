//! Who works here, as what and until when: proposed by one, agreed to by another.

use time::Duration;

use crate::support::answers::{today, written};
use crate::support::people::NEW;
use crate::support::person::FACTOR;
use crate::support::staff::{
    ADMINISTRATOR, ADVISER, AUDITOR, COLLEAGUE, LEAD, OTHER_LEAD, PASSPHRASE, STATISTICIAN,
};
use crate::support::{Answers, Person, TestRegistry};

const DAY: i64 = 86_400;

#[test]
fn an_administrator_proposes_a_team_lead_agrees_and_a_new_adviser_comes_in() {
    let registry = TestRegistry::new();
    let server = registry.serve();
    let mut administrator = server.sign_in(ADMINISTRATOR);
    let proposal = administrator.proposes_adviser("ny.i.oslo", "Nina Demo", "Oslo");
    assert!(administrator.find_account("Nina Demo").is_none(), "a proposal makes nobody");

    let mut lead = server.sign_in(LEAD);
    let page = lead.opens("/approvals");
    assert_eq!(page.rows()[0][..2], ["Ny konto: Nina Demo, Mangfoldsrådgiver", "Vera Demo"]);
    let page = lead.opens(&proposal);
    assert_eq!(page.facts("Brukernavn"), ["ny.i.oslo"]);
    assert_eq!(page.facts("Team"), ["Oslo · Mangfoldsrådgiver"]);
    assert_eq!(page.facts("Siste dag"), [written(today() + Duration::days(180))]);
    assert!(page.says("Godkjenn bare den du vet hvem er."));
    let link = lead.approves_for_link(&proposal);
    assert!(!lead.opens(&proposal).body.contains(&link), "a link is shown once");

    let mut newcomer = server.visitor();
    assert_eq!(newcomer.opens(&link).form(&link).answers().to("passphrase"), [""]);
    let page = newcomer.activates(&link);
    assert_eq!((page.status, page.location()), (303, "/factors"));
    for path in ["/", "/cases", "/people"] {
        let page = newcomer.get(path);
        assert_eq!((page.status, page.location()), (303, "/factors"), "{path}: first the second factor");
    }
    newcomer.enrols(&registry.clock);
    newcomer.registers(&Answers::case());

    let account = lead.account("Nina Demo");
    assert_eq!(lead.opens(&account).facts("Status"), ["I bruk"]);
    drop(server);
    let log = registry.log();
    for (role, act) in
        [("administrator", "propose-staff"), ("team-lead", "approve-staff"), ("adviser", "activate")]
    {
        assert!(log.iter().any(|line| line.tells(role, act, "done")), "{act}");
    }
    assert!(registry.holds());
}

#[test]
fn a_team_lead_sees_and_acts_on_her_own_team_and_the_auditor_reads() {
    let registry = TestRegistry::new();
    let server = registry.serve();
    let mut administrator = server.sign_in(ADMINISTRATOR);
    let (kari, olav) = (administrator.account("Kari Demo"), administrator.account("Olav Demo"));
    let acts = ["changes", "resets", "sessions", "closing"];

    let mut lead = server.sign_in(LEAD);
    let names: Vec<String> = lead.opens("/people").rows().into_iter().map(|row| row[0].clone()).collect();
    assert_eq!(names, ["Anne Demo", "Kari Demo", "Lise Demo"]);
    for path in [olav.clone(), format!("{olav}/closing"), format!("{kari}/changes"), NEW.to_owned()] {
        assert_eq!(lead.get(&path).status, 404, "{path}");
    }
    lead.opens(&format!("{kari}/closing"));

    let mut auditor = server.sign_in(AUDITOR);
    assert_eq!(auditor.opens("/people").rows().len(), 10);
    let page = auditor.opens(&kari);
    assert!(acts.iter().all(|act| !page.body.contains(&format!("{kari}/{act}"))), "she reads only");
    for act in acts {
        assert_eq!(auditor.get(&format!("{kari}/{act}")).status, 404, "{act}");
    }

    for login in [ADVISER, STATISTICIAN] {
        let mut person = server.sign_in(login);
        for path in ["/people", "/people/new", "/teams/new", kari.as_str(), &format!("{kari}/closing")] {
            assert_eq!(person.get(path).status, 404, "{login} at {path}");
        }
    }
    drop(server);
    let log = registry.log();
    for (role, act) in
        [("team-lead", "read-staff"), ("auditor", "close-account"), ("adviser", "propose-staff")]
    {
        assert!(log.iter().any(|line| line.tells(role, act, "denied")), "{role} {act} is told");
    }
}

/// What is said at which field when the new account form is sent with these answers.
fn refused(person: &mut Person, path: &str, answers: &Answers) -> (String, String) {
    let page = person.fill_in(path, path, answers);
    assert_eq!(page.status, 422, "{}", page.heading());
    let [problem] = &page.problems()[..] else { panic!("{:?}", page.problems()) };
    problem.clone()
}

#[test]
fn what_cannot_be_is_refused_at_its_field() {
    let registry = TestRegistry::new();
    let server = registry.serve();
    let mut person = server.sign_in(ADMINISTRATOR);
    let (oslo, envoys) = (person.team(NEW, "Oslo"), person.team(NEW, "Utsendingene"));
    let same = |person: &mut Person, name: &str| {
        let choices = person.opens(NEW).form(NEW).choices("same");
        choices.into_iter().find(|(_, label)| label.starts_with(name)).expect("somebody").0
    };
    let (tor, kari) = (same(&mut person, "Tor Demo"), same(&mut person, "Kari Demo"));
    let adviser = Answers::account("nina", "Nina Demo", "adviser").with("team", oslo.as_str());
    let statistician = Answers::account("nina", "Nina Demo", "statistician");
    let tomorrow_in_a_year = written(today() + Duration::days(367));
    let (separation, team) =
        ("Personen har en annen konto med en rolle", "Rollen og teamet passer ikke sammen.");
    for (answers, field, says) in [
        (adviser.clone().with("login", "KARI"), "login", "Brukernavnet er i bruk."),
        (adviser.clone().with("login", "kari nina"), "login", "ingen mellomrom eller usynlige tegn"),
        (adviser.clone().with("login", "ka\u{200b}ri"), "login", "ingen mellomrom eller usynlige tegn"),
        (adviser.clone().with("name", "Nina\u{202e}Demo"), "name", "ingen usynlige tegn"),
        (adviser.clone().with("name", "n".repeat(81)), "name", "høyst 80 tegn"),
        (adviser.clone().with("same", tor.as_str()), "role", separation),
        (statistician.clone().with("same", kari.as_str()), "role", separation),
        (adviser.clone().without("team"), "team", team),
        (statistician.clone().with("team", oslo.as_str()), "team", team),
        (adviser.clone().with("role", "envoy"), "team", team),
        (adviser.clone().with("team", "00000000-0000-4000-8000-000000000000"), "team", team),
        (adviser.clone().with("until", written(today() - Duration::days(1))), "until", "tidligst i dag"),
        (adviser.clone().with("until", tomorrow_in_a_year), "until", "tidligst i dag"),
        (adviser.clone().with("until", "snart"), "until", "Datoen må skrives"),
        (adviser.clone().with("role", "queen"), "role", "Velg en rolle"),
        (adviser.clone().with("county", "77"), "county", "Valget finnes ikke"),
        (adviser.clone().without("name"), "name", "Skriv navnet"),
    ] {
        let (at, said) = refused(&mut person, NEW, &answers);
        assert!(at == field && said.contains(says), "{answers:?}: {at}: {said}");
    }
    // An envoy in a team of envoys, an approver beside an adviser: nothing is in the way.
    person.proposes(NEW, &adviser.clone().with("role", "envoy").with("team", envoys));
    person.proposes(NEW, &Answers::account("kari2", "Kari Demo", "approver").with("same", kari));

    let account = person.account("Kari Demo");
    let path = format!("{account}/changes");
    let unchanged = person.opens(&path).form(&path).answers();
    assert_eq!(refused(&mut person, &path, &unchanged).1, "Forslaget endrer ingenting");
    let team = Answers::none().with("service", "MR");
    for (name, says) in [("Oslo", "heter det samme"), ("OSLO ", "heter det samme"), ("\u{feff}", "usynlige")]
    {
        let (field, said) = refused(&mut person, "/teams/new", &team.clone().with("name", name));
        assert!(field == "name" && said.contains(says), "{name}: {said}");
    }
}

#[test]
fn whoever_leaves_is_out_at_once_and_stays_out() {
    let registry = TestRegistry::new();
    let server = registry.serve();
    let mut kari = server.sign_in(ADVISER);
    let page = kari.fill_in("/factors", "/factors/recovery", &Answers::none());
    let (_, code) = page.body.split_once("<li><code>").expect("recovery codes");
    let code = code.split('<').next().unwrap_or_default().to_owned();
    // In another browser she has typed her passphrase, and looks for a recovery code.
    let mut elsewhere = server.visitor();
    assert_eq!(elsewhere.sign_in(ADVISER, PASSPHRASE).location(), FACTOR);
    let recovery = elsewhere.opens(FACTOR).form(FACTOR).answers().with("recovery", code);

    let mut lead = server.sign_in(LEAD);
    let account = lead.account("Kari Demo");
    let closing = format!("{account}/closing");
    let page = lead.fill_in(&closing, &closing, &Answers::none());
    assert_eq!((page.status, page.location()), (303, "/people?closed"));

    assert_eq!(kari.get("/cases").location(), "/sign-in");
    let page = elsewhere.post(FACTOR, &recovery).sent();
    assert_eq!((page.status, page.heading().as_str()), (401, "Du er ikke lenger logget inn"));
    for path in ["/factors", "/cases"] {
        assert_eq!(elsewhere.get(path).location(), "/sign-in", "{path}");
    }
    let page = server.visitor().sign_in(ADVISER, PASSPHRASE);
    assert_eq!(page.status, 422);
    assert!(page.says("Kontoen er avsluttet, eller rollen din er utløpt."));
    // What is closed stays closed.
    assert_eq!(lead.get(&closing).status, 404);
    let mut administrator = server.sign_in(ADMINISTRATOR);
    for act in ["changes", "resets", "closing"] {
        assert_eq!(administrator.get(&format!("{account}/{act}")).status, 404, "{act}");
    }
    assert_eq!(administrator.opens("/people?show=closed").rows()[0][0], "Kari Demo");
}

#[test]
fn ended_sessions_have_ended_and_the_account_goes_on() {
    let registry = TestRegistry::new();
    let server = registry.serve();
    let mut lise = server.sign_in(COLLEAGUE);
    let mut lead = server.sign_in(LEAD);
    let account = lead.account("Lise Demo");
    assert_eq!(lead.opens(&account).facts("Økter"), ["1"]);
    let path = format!("{account}/sessions");
    let page = lead.fill_in(&path, &path, &Answers::none());
    assert!(lead.follow(&page).says("Øktene er avsluttet"));
    assert_eq!(lise.get("/cases").location(), "/sign-in");
    server.sign_in(COLLEAGUE).opens("/cases");
}

#[test]
fn a_change_of_team_ends_sessions_and_holds_from_the_next_request() {
    let registry = TestRegistry::new();
    let server = registry.serve();
    let mut kari = server.sign_in(ADVISER);
    let mut administrator = server.sign_in(ADMINISTRATOR);
    let account = administrator.account("Kari Demo");
    let vestland = administrator.team(&format!("{account}/changes"), "Vestland");
    let proposal = administrator.proposes_change(&account, &[("team", &vestland)]);
    kari.opens("/cases");

    let (mut own, mut other) = (server.sign_in(LEAD), server.sign_in(OTHER_LEAD));
    assert_eq!(own.get(&proposal).status, 404, "the lead of the team that she comes to decides");
    let rows = other.opens(&proposal).rows();
    assert_eq!(rows[0], ["Rolle", "Mangfoldsrådgiver", "Mangfoldsrådgiver"]);
    assert_eq!(rows[1], ["Team", "Oslo · Mangfoldsrådgiver", "Vestland · Mangfoldsrådgiver Endret"]);
    other.approves(&proposal);

    assert_eq!(kari.get("/cases").location(), "/sign-in");
    let mut kari = server.sign_in(ADVISER);
    assert!(kari.opens("/cases/new").says("Vestland"));
    assert_eq!(own.get(&account).status, 404);
    other.opens(&account);
}

#[test]
fn a_role_is_marked_before_it_ends_and_renewed_by_a_later_day() {
    let registry = TestRegistry::new();
    // Everybody's role ends in two hundred days.
    registry.clock.advance(175 * DAY);
    let server = registry.serve();
    let mut administrator = server.sign_in(ADMINISTRATOR);
    let page = administrator.opens("/people?show=ending");
    assert!(page.says("10 roller er utløpt eller går ut innen 30 dager."));
    assert!(page.rows().iter().all(|row| row[4].ends_with("Går snart ut")));
    let account = administrator.account("Kari Demo");
    let path = format!("{account}/changes");
    let renewed = administrator.opens(&format!("{path}?renew")).form(&path).answers();
    let proposal = administrator.proposes(&path, &renewed);
    let mut lead = server.sign_in(LEAD);
    let until = &lead.opens(&proposal).rows()[3];
    assert!(until[0] == "Siste dag" && until[2].ends_with("Endret"), "{until:?}");
    lead.approves(&proposal);
    assert_eq!(administrator.opens("/people?show=ending").rows().len(), 9);

    registry.clock.advance(26 * DAY);
    server.sign_in(ADVISER).opens("/cases");
    let page = server.visitor().sign_in(COLLEAGUE, PASSPHRASE);
    assert!(page.says("Kontoen er avsluttet, eller rollen din er utløpt."), "{}", page.heading());
}

//! What takes two persons: proposed by one, decided by another who sees exactly what will happen.

use std::collections::BTreeSet;

use fortrolig::access::SessionToken;
use fortrolig::domain::ApprovalId;
use fortrolig::registry::{Error, Inadmissible, People, Unlock, Visit};
use uuid::Uuid;

use crate::support::people::NEW;
use crate::support::staff::{
    ADMINISTRATOR, ADVISER, APPROVER, AUDITOR, LEAD, OTHER_LEAD, PASSPHRASE, STATISTICIAN,
};
use crate::support::{Answers, Person, TestRegistry};

const DAY: i64 = 86_400;
const HOUR: i64 = 3_600;

/// What the form of an approval sends, as the page stands now.
fn shown(person: &mut Person, proposal: &str) -> Answers {
    person.opens(proposal).form(&format!("{proposal}/approval")).answers()
}

#[test]
fn a_proposal_is_decided_by_whom_it_belongs_to_and_by_nobody_else() {
    let registry = TestRegistry::new();
    let server = registry.serve();
    let mut administrator = server.sign_in(ADMINISTRATOR);
    let in_oslo = administrator.proposes_adviser("nina", "Nina Demo", "Oslo");
    // The Kompetanseteam has no lead, and a statistician has no team.
    let in_kt = administrator.proposes_adviser("nora", "Nora Demo", "Kompetanseteamet");
    let nowhere = administrator.proposes(NEW, &Answers::account("nils", "Nils Demo", "statistician"));

    let page = administrator.opens(&in_oslo);
    assert!(!page.offers(&format!("{in_oslo}/approval")) && page.says("En annen må avgjøre det."));
    let withdrawal = page.form(&format!("{in_oslo}/withdrawal")).answers();
    for login in [ADVISER, STATISTICIAN, OTHER_LEAD, AUDITOR, APPROVER] {
        let mut person = server.sign_in(login);
        assert_eq!(person.get(&in_oslo).status, 404, "{login}");
    }
    let mut auditor = server.sign_in(AUDITOR);
    let titles = auditor.opens("/approvals").rows().into_iter().map(|row| row[0].clone());
    let titles: BTreeSet<String> = titles.collect();
    assert_eq!(
        Vec::from_iter(titles),
        ["Ny konto: Nils Demo, Statistiker", "Ny konto: Nora Demo, Mangfoldsrådgiver"]
    );
    auditor.approves_for_link(&in_kt);
    auditor.answers(&nowhere, "refusal");
    assert!(administrator.opens(&nowhere).says("Avslått av Wenche Demo"));

    // Only she who proposed it takes it back; then nobody can agree to it.
    let mut lead = server.sign_in(LEAD);
    assert!(!lead.opens(&in_oslo).offers(&format!("{in_oslo}/withdrawal")));
    let approval = shown(&mut lead, &in_oslo);
    let path = format!("{in_oslo}/withdrawal");
    assert_eq!(administrator.post(&path, &withdrawal).sent().status, 303);
    assert!(lead.opens(&in_oslo).says("Trukket tilbake"));
    assert_eq!(lead.post(&format!("{in_oslo}/approval"), &approval).sent().status, 409);
    drop(server);
    let log = registry.log();
    for (role, act) in [("auditor", "refuse"), ("administrator", "withdraw"), ("auditor", "approve-staff")] {
        assert!(log.iter().any(|line| line.tells(role, act, "done")), "{role} {act}");
    }
}

#[test]
fn nobody_agrees_to_what_she_proposed_also_after_her_role_has_changed() {
    let registry = TestRegistry::new();
    let server = registry.serve();
    let mut vera = server.sign_in(ADMINISTRATOR);
    let account = vera.account("Vera Demo");
    let oslo = vera.team(NEW, "Oslo");
    let puppet = vera.proposes_adviser("dukke", "Dukke Demo", "Oslo");
    let promotion = vera.proposes_change(&account, &[("role", "team-lead"), ("team", &oslo)]);
    assert_eq!(vera.opens(&puppet).heading(), "Ny konto: Dukke Demo, Mangfoldsrådgiver");
    let mut lead = server.sign_in(LEAD);
    lead.approves(&promotion);

    let mut vera = server.sign_in(ADMINISTRATOR);
    let page = vera.opens("/approvals");
    assert!(page.says("Ingenting venter på deg"));
    let page = vera.opens(&puppet);
    assert!(!page.offers(&format!("{puppet}/approval")));
    // What the page does not offer is refused as well.
    assert!(is_refused_to(&registry, &vera, &puppet));
    // Nor does it wait for anybody else: she may not propose it any more.
    let page = lead.opens(&puppet);
    assert!(page.says("Gjelder ikke lenger") && !page.offers(&format!("{puppet}/approval")));
}

/// Whether the registry itself says that it takes another person, to somebody who has got past the page.
fn is_refused_to(registry: &TestRegistry, person: &Person, proposal: &str) -> bool {
    let token = SessionToken::parse(&person.cookies["__Host-session"]).expect("she is signed in");
    let id = proposal.strip_prefix("/approvals/").and_then(|id| Uuid::parse_str(id).ok());
    let id = ApprovalId(id.expect("a proposal's address"));
    let tried = async || {
        let site = registry.site();
        let opened = People::open(&site, Unlock::File, registry.clock.clock()).await;
        let people = opened.expect("the people's part opens");
        let Ok(Some(Visit::In(actor))) = people.authenticate(&token).await else { panic!("she is in") };
        let digest = people.find_approval(&actor, id).await.expect("she sees it").digest;
        let refused = |error| matches!(error, Error::Inadmissible(Inadmissible::SamePerson));
        people.approve(&actor, id, digest).await.is_err_and(refused)
            && people.refuse(&actor, id, digest).await.is_err_and(refused)
    };
    rocket::async_main(tried())
}

#[test]
fn two_accounts_of_one_person_are_one_pair_of_eyes() {
    let registry = TestRegistry::new();
    let server = registry.serve();
    let mut administrator = server.sign_in(ADMINISTRATOR);
    let choices = administrator.opens(NEW).form(NEW).choices("same");
    let anne = choices.into_iter().find(|(_, label)| label.starts_with("Anne Demo")).expect("the lead").0;
    let oslo = administrator.team(NEW, "Oslo");
    // Anne leads Oslo, and shall have an account as an adviser there: it is about her, so another decides.
    let second = Answers::account("anne2", "Annette Demo", "adviser").with("team", oslo.as_str());
    let second = administrator.proposes(NEW, &second.with("same", anne));
    let mut anne = server.sign_in(LEAD);
    assert_eq!(anne.get(&second).status, 404, "no other leads her team: the auditor decides");
    let mut auditor = server.sign_in(AUDITOR);
    let page = auditor.opens(&second);
    assert_eq!(page.facts("Annen konto, samme person"), ["Anne Demo · leder.oslo · Teamleder"]);
    auditor.approves_for_link(&second);

    // With another lead in the team it is hers; Anne sees it, and her answer is not taken.
    let account = administrator.account("Berit Demo");
    let move_ = administrator.proposes_change(&account, &[("team", &oslo)]);
    let page = anne.opens(&move_);
    assert!(page.offers(&format!("{move_}/approval")));
    anne.approves(&move_);
    let annette = administrator.account("Annette Demo");
    let reset = administrator.proposes(&format!("{annette}/resets"), &Answers::none());
    let page = anne.opens(&reset);
    assert!(page.says("Dette må en annen avgjøre") && !page.offers(&format!("{reset}/approval")));
    assert!(is_refused_to(&registry, &anne, &reset));
    let mut berit = server.sign_in(OTHER_LEAD);
    berit.opens(&reset).form(&format!("{reset}/approval"));
}

#[test]
fn what_has_changed_since_it_was_shown_is_not_agreed_to() {
    let registry = TestRegistry::new();
    let server = registry.serve();
    let mut administrator = server.sign_in(ADMINISTRATOR);
    let account = administrator.account("Kari Demo");
    let first = administrator.proposes_change(&account, &[("county", "46")]);
    let second = administrator.proposes_change(&account, &[("county", "11")]);
    let mut lead = server.sign_in(LEAD);
    let before = shown(&mut lead, &first);
    let path = format!("{first}/approval");
    let other = shown(&mut lead, &second).to("digest")[0].to_owned();
    for digest in ["", "00", &"0".repeat(64), &other] {
        assert_eq!(lead.post(&path, &before.clone().with("digest", digest)).sent().status, 409, "{digest}");
    }
    lead.approves(&second);
    let page = lead.post(&path, &before).sent();
    assert_eq!((page.status, page.heading().as_str()), (409, "Noen andre kom deg i forkjøpet"));
    assert!(lead.opens(&first).says("Gjelder ikke lenger"));
    assert_eq!(lead.opens(&account).facts("Arbeidssted"), ["Videregående skole · Rogaland"]);
    // What was done is not done again.
    let page = lead.post(&format!("{second}/approval"), &before.with("digest", other)).sent();
    assert_eq!(page.status, 403, "the token was the other form's");
}

#[test]
fn a_proposal_waits_for_a_day() {
    let registry = TestRegistry::new();
    let server = registry.serve();
    let mut administrator = server.sign_in(ADMINISTRATOR);
    let late = administrator.proposes_adviser("nina", "Nina Demo", "Oslo");
    registry.clock.advance(DAY - HOUR);
    let page = server.sign_in(LEAD).opens(&late);
    assert!(page.says("Venter på svar til") && page.offers(&format!("{late}/approval")));
    registry.clock.advance(HOUR);
    let mut lead = server.sign_in(LEAD);
    let page = lead.opens(&late);
    assert!(page.says("Ikke avgjort innen") && !page.offers(&format!("{late}/approval")));
}

#[test]
fn a_day_old_proposal_is_refused_to_whoever_still_has_its_form() {
    let registry = TestRegistry::new();
    let server = registry.serve();
    let mut administrator = server.sign_in(ADMINISTRATOR);
    let proposal = administrator.proposes_adviser("nina", "Nina Demo", "Oslo");
    registry.clock.advance(DAY - 120);
    let mut lead = server.sign_in(LEAD);
    let answers = shown(&mut lead, &proposal);
    registry.clock.advance(120);
    assert_eq!(lead.post(&format!("{proposal}/approval"), &answers).sent().status, 409);
    assert!(administrator.get("/people").location().starts_with("/sign-in"));
}

#[test]
fn what_somebody_proposed_who_is_out_is_void() {
    let registry = TestRegistry::new();
    let server = registry.serve();
    let mut administrator = server.sign_in(ADMINISTRATOR);
    let second = administrator.proposes(NEW, &Answers::account("vigdis", "Vigdis Demo", "administrator"));
    let mut auditor = server.sign_in(AUDITOR);
    let link = auditor.approves_for_link(&second);
    let mut vigdis = server.visitor();
    vigdis.activates(&link);
    vigdis.enrols(&registry.clock);
    let puppet = administrator.proposes_adviser("dukke", "Dukke Demo", "Oslo");
    let mut lead = server.sign_in(LEAD);
    let answers = shown(&mut lead, &puppet);

    let account = vigdis.account("Vera Demo");
    let closing = format!("{account}/closing");
    vigdis.fill_in(&closing, &closing, &Answers::none());
    assert_eq!(lead.post(&format!("{puppet}/approval"), &answers).sent().status, 409);
    assert!(lead.opens(&puppet).says("Gjelder ikke lenger"));
}

#[test]
fn agreeing_asks_for_a_second_factor_shown_lately() {
    let registry = TestRegistry::new();
    let server = registry.serve();
    let mut administrator = server.sign_in(ADMINISTRATOR);
    let proposal = administrator.proposes_adviser("nina", "Nina Demo", "Oslo");
    let mut lead = server.sign_in(LEAD);
    registry.clock.advance(301);
    let path = format!("{proposal}/approval");
    let answers = shown(&mut lead, &proposal);
    assert_eq!(answers.to("code"), [""], "the form asks for it");
    for code in ["", "000000"] {
        let page = lead.post(&path, &answers.clone().with("code", code)).sent();
        assert_eq!((page.status, page.problems()[0].0.as_str()), (422, "code"));
    }
    let code = registry.clock.code(LEAD);
    let page = lead.post(&path, &answers.with("code", code)).sent();
    assert_eq!((page.status, page.heading().as_str()), (200, "Gi lenken videre"));
}

#[test]
fn a_team_is_founded_by_two_and_then_people_join_it() {
    let registry = TestRegistry::new();
    let server = registry.serve();
    let mut administrator = server.sign_in(ADMINISTRATOR);
    let team = Answers::none().with("service", "MR").with("name", "Innlandet");
    let proposal = administrator.proposes("/teams/new", &team);
    let twin = administrator.proposes("/teams/new", &team);
    let mut auditor = server.sign_in(AUDITOR);
    assert_eq!(auditor.opens(&proposal).facts("Teamets navn"), ["Innlandet"]);
    auditor.approves(&proposal);
    let page = auditor.answers(&twin, "approval");
    assert_eq!(page.status, 422);
    let taken = "Et annet team heter det samme. Velg et annet navn.";
    assert_eq!(page.problems(), [("decision".to_owned(), taken.to_owned())]);
    administrator.proposes_adviser("nina", "Nina Demo", "Innlandet");
}

#[test]
fn two_proposals_of_one_login_make_one_account() {
    let registry = TestRegistry::new();
    let server = registry.serve();
    let mut administrator = server.sign_in(ADMINISTRATOR);
    let one = administrator.proposes_adviser("nina", "Nina Demo", "Oslo");
    let other = administrator.proposes_adviser("NINA", "Nora Demo", "Oslo");
    let mut lead = server.sign_in(LEAD);
    lead.approves_for_link(&one);
    let page = lead.answers(&other, "approval");
    assert_eq!(
        page.problems(),
        [("decision".to_owned(), "Brukernavnet er i bruk. Velg et annet.".to_owned())]
    );
    assert_eq!(server.visitor().sign_in("nora", PASSPHRASE).status, 422);
}

#[test]
fn roles_that_exclude_each_other_are_refused_when_agreed_to_as_well() {
    let registry = TestRegistry::new();
    let server = registry.serve();
    let mut administrator = server.sign_in(ADMINISTRATOR);
    let choices = administrator.opens(NEW).form(NEW).choices("same");
    let unni = choices.into_iter().find(|(_, label)| label.starts_with("Unni Demo")).expect("an approver").0;
    let oslo = administrator.team(NEW, "Oslo");
    let account = administrator.account("Unni Demo");
    // Each alone may be; both together may not.
    let beside = Answers::account("unni2", "Unni To", "adviser").with("team", oslo).with("same", unni);
    let beside = administrator.proposes(NEW, &beside);
    let change = administrator.proposes_change(&account, &[("role", "auditor")]);
    server.sign_in(LEAD).approves_for_link(&beside);
    let page = server.sign_in(AUDITOR).answers(&change, "approval");
    assert_eq!(page.status, 422);
    assert!(
        page.problems()[0].1.starts_with("Personen har en annen konto med en rolle"),
        "{:?}",
        page.problems()
    );
}

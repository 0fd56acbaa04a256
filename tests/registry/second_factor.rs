//! The second factor: asked of everybody, taken once, chosen before any other page opens.

use fortrolig::access::TotpSecret;

use crate::support::authenticator::Authenticator;
use crate::support::person::FACTOR;
use crate::support::staff::{
    ADMINISTRATOR, ADVISER, AUDITOR, COLLEAGUE, LEAD, OTHER_LEAD, PASSPHRASE, secret,
};
use crate::support::{Answers, Page, Person, Server, TestRegistry};

const CASES: [&str; 4] = ["/", "/cases", "/cases/new", "/cases/00000-00000"];

fn halfway(server: &Server<'_>, login: &str) -> Person {
    let mut person = server.visitor();
    let page = person.sign_in(login, PASSPHRASE);
    assert_eq!((page.status, page.location()), (303, FACTOR));
    person
}

/// Makes recovery codes, and reads them.
fn recovery_codes(person: &mut Person) -> Vec<String> {
    let page = person.fill_in("/factors", "/factors/recovery", &Answers::none());
    assert_eq!(page.status, 200);
    let codes = page.body.split("<code>").skip(1);
    codes.filter_map(|rest| Some(rest.split_once("</code>")?.0.to_owned())).collect()
}

/// Somebody who has typed her passphrase and a recovery code.
fn recovers(server: &Server<'_>, code: &str) -> (Person, Page) {
    let mut lost = halfway(server, ADVISER);
    let page = lost.fill_in(FACTOR, FACTOR, &Answers::none().with("recovery", code));
    (lost, page)
}

/// The secret that the page offers to a telephone.
fn offered(page: &Page) -> TotpSecret {
    let (_, rest) = page.body.split_once("<code class=\"secret\" translate=\"no\">").expect("it is told");
    let typed = rest.split('<').next().expect("it ends").replace(' ', "");
    let bytes = data_encoding::BASE32_NOPAD.decode(typed.as_bytes()).expect("base 32");
    TotpSecret::from_bytes(bytes.try_into().expect("twenty bytes"))
}

fn refused(page: &Page) {
    assert_eq!(page.status, 422);
    let message = "Det stemte ikke. En kode kan brukes bare én gang; vent på den neste og prøv igjen.";
    assert_eq!(page.problems(), [("code".to_owned(), message.to_owned())]);
}

#[test]
fn a_passphrase_alone_opens_nothing() {
    let registry = TestRegistry::new();
    let server = registry.serve();
    let number = server.sign_in(ADVISER).registers(&Answers::case());
    let mut person = halfway(&server, ADVISER);
    for path in CASES.into_iter().chain([&*format!("/cases/{number}"), "/sessions", "/confirm"]) {
        let page = person.get(path);
        assert_eq!((page.status, page.location()), (303, FACTOR), "{path}");
    }
    for path in ["/factors", "/factors/telephone", "/factors/passkey", "/factors/passphrase"] {
        let page = person.get(path);
        assert_eq!((page.status, page.location()), (303, FACTOR), "{path}");
    }
    let token = person.opens(FACTOR).form(FACTOR).token();
    for path in ["/cases/new", "/sign-out", "/factors/removal", "/factors/recovery", "/factors/done"] {
        let page = person.post(path, &Answers::case().with("token", &*token)).sent();
        assert!([401, 403].contains(&page.status), "{path}: {}", page.status);
    }
    assert!(server.sign_in(ADVISER).opens("/cases").says(&number));
}

#[test]
fn a_code_is_taken_once_and_not_when_it_is_old() {
    let registry = TestRegistry::new();
    let server = registry.serve();
    let mut person = halfway(&server, ADVISER);
    let now = registry.clock.now();
    let code = registry.clock.code(ADVISER);
    let past = |steps: i64| secret().code_at(registry.clock.now() - time::Duration::seconds(30 * steps));
    let two_steps_ago = past(2);
    if two_steps_ago != code {
        refused(&person.shows_code(&two_steps_ago));
    }
    for other in ["000000", "12345", "abcdef", "1234567", "１２３４５６"] {
        if other != code {
            registry.clock.advance(30);
            refused(&person.shows_code(other));
        }
    }
    let code = secret().code_at(registry.clock.now());
    let page = person.shows_code(&code);
    assert_eq!((page.status, page.location()), (303, "/"));
    assert!(registry.clock.now() > now);

    // Whoever has looked over her shoulder has it too late; and the codes before it are used up with it.
    let mut thief = halfway(&server, ADVISER);
    refused(&thief.shows_code(&code));
    refused(&thief.shows_code(&past(1)));
    assert_eq!(thief.get("/cases").location(), FACTOR);
}

#[test]
fn guessed_codes_wait_and_then_cost_the_passphrase() {
    let registry = TestRegistry::new();
    let server = registry.serve();
    let mut person = halfway(&server, ADVISER);
    let wrong = |right: &str| if right == "111111" { "222222" } else { "111111" };
    let mut taken = 0;
    for _ in 0..12 {
        let right = secret().code_at(registry.clock.now());
        let page = person.shows_code(wrong(&right));
        match page.status {
            422 => taken += 1,
            429 => {
                assert!(page.problems()[0].1.starts_with("For mange feil forsøk. Vent til kl. "));
                registry.clock.advance(30);
            }
            other => panic!("{other}"),
        }
    }
    assert!(taken <= 10, "{taken} guesses within the hour");
    let right = secret().code_at(registry.clock.now());
    for _ in 0..4 {
        person.shows_code(wrong(&right));
        registry.clock.advance(30);
    }
    // Not even the right one is looked at now.
    let right = secret().code_at(registry.clock.now());
    assert_eq!(person.shows_code(&right).status, 429);
    assert_eq!(halfway(&server, ADVISER).shows_code(&right).status, 429);
    // A colleague's are counted apart.
    server.sign_in(COLLEAGUE).opens("/cases");
    drop(server);
    let failed = registry.log().into_iter().filter(|line| line.act == "second-factor").count();
    assert_eq!(failed, 10, "each guess that was looked at is in the log");
}

#[test]
fn a_recovery_code_opens_the_page_of_factors_once() {
    let registry = TestRegistry::new();
    let server = registry.serve();
    let mut person = server.sign_in(ADVISER);
    let codes = recovery_codes(&mut person);
    assert_eq!(codes.len(), 8);
    assert!(!person.opens("/factors").body.contains(&codes[0]), "they are shown once");

    let (mut lost, page) = recovers(&server, &codes[0].to_lowercase().replace('-', " "));
    assert_eq!((page.status, page.location()), (303, "/factors"));
    for path in CASES {
        assert_eq!(lost.get(path).location(), "/factors", "{path}");
    }
    assert!(lost.opens("/factors").says("Du har 7 gjenopprettingskoder igjen."));

    registry.clock.advance(30);
    let (mut again, page) = recovers(&server, &codes[0]);
    assert_eq!(page.status, 422, "the same code twice");
    assert_eq!(page.problems()[0].0, "recovery");
    assert_eq!(again.get("/factors").location(), FACTOR);
    // Somebody else's code is nobody's.
    let mut colleague = halfway(&server, COLLEAGUE);
    let page = colleague.fill_in(FACTOR, FACTOR, &Answers::none().with("recovery", &*codes[1]));
    assert_eq!(page.status, 422);
}

#[test]
fn a_recovery_code_asks_for_a_new_factor_before_anything_opens_and_the_lead_is_told() {
    let registry = TestRegistry::new();
    let server = registry.serve();
    let codes = recovery_codes(&mut server.sign_in(ADVISER));
    let (mut lost, page) = recovers(&server, &codes[0]);
    assert_eq!(page.location(), "/factors");
    let page = lost.opens("/factors");
    assert!(page.says("Du kom inn med en gjenopprettingskode."));
    // The telephone that she may have lost is still hers, and it is not enough.
    assert!(page.says("Telefonen din lager koder"));
    let page = lost.fill_in("/factors", "/factors/done", &Answers::none());
    assert_eq!(page.status, 422);
    assert!(page.says("Du kan gå videre når du har lagt til en ny passnøkkel eller en ny telefon."));
    for path in CASES {
        assert_eq!(lost.get(path).location(), "/factors", "{path}");
    }

    let key = Authenticator::new();
    let page = lost.opens("/factors/passkey");
    let answers = Answers::none().with("passkey", key.creates(&page));
    assert_eq!(lost.fill_in_again(&page, "/factors/passkey", &answers).location(), "/factors");
    assert!(!lost.opens("/factors").says("Du kom inn med en gjenopprettingskode."));
    assert_eq!(lost.get("/cases").location(), "/factors", "she has not said that she is done");
    let removed = lost.fill_in("/factors", "/factors/removal", &Answers::none().with("factor", "totp"));
    assert_eq!(removed.location(), "/factors");
    assert_eq!(lost.fill_in("/factors", "/factors/done", &Answers::none()).location(), "/");
    lost.opens("/cases");

    let told = "Kari Demo kom inn med en gjenopprettingskode";
    for (login, page) in
        [(LEAD, "/cases"), (LEAD, "/people"), (AUDITOR, "/people"), (ADMINISTRATOR, "/people")]
    {
        assert!(server.sign_in(login).opens(page).says(told), "{login}: {page}");
    }
    for (login, page) in [(COLLEAGUE, "/cases"), (OTHER_LEAD, "/cases"), (OTHER_LEAD, "/people")] {
        assert!(!server.sign_in(login).opens(page).says(told), "{login}: {page}");
    }
    registry.clock.advance(31 * 24 * 60 * 60);
    let mut lead = server.sign_in(LEAD);
    let page = lead.opens("/people");
    assert!(!page.says(told), "it is not told for ever");
    let (before, _) = page.body.split_once(">Kari Demo<").expect("she is on the page");
    let address =
        before.rsplit("href=\"").next().and_then(|rest| rest.split('"').next()).expect("an address");
    assert!(lead.opens(address).says("Kom sist inn med gjenopprettingskode"), "it stays on her page");
    drop(server);
    let recovered = registry.log().into_iter().filter(|line| line.tells("adviser", "recover", "done"));
    assert_eq!(recovered.count(), 1);
}

#[test]
fn another_telephone_after_a_recovery_code_is_a_new_factor_in_that_session_alone() {
    let registry = TestRegistry::new();
    let server = registry.serve();
    let codes = recovery_codes(&mut server.sign_in(ADVISER));
    let (mut one, _) = recovers(&server, &codes[0]);
    let (mut two, _) = recovers(&server, &codes[1]);
    let page = one.opens("/factors/telephone");
    let new = offered(&page);
    let answers = Answers::none().with("code", new.code_at(registry.clock.now()));
    assert_eq!(one.fill_in_again(&page, "/factors/telephone", &answers).location(), "/factors");
    assert_eq!(two.get("/factors").location(), "/sign-in", "every other session has ended");
    assert_eq!(one.fill_in("/factors", "/factors/done", &Answers::none()).location(), "/");
    one.opens("/cases");
}

#[test]
fn another_telephone_takes_the_place_of_the_one_before() {
    let registry = TestRegistry::new();
    let server = registry.serve();
    let mut person = server.sign_in(ADVISER);
    let mut elsewhere = server.sign_in(ADVISER);
    let page = person.opens("/factors/telephone");
    assert!(page.body.contains("<svg class=\"qr\""));
    let new = offered(&page);

    let wrong = person.fill_in_again(&page, "/factors/telephone", &Answers::none().with("code", "000000"));
    assert_eq!(wrong.status, 422);
    assert!(
        wrong.body.contains(&page.body[page.body.find("<code").expect("a code")..][..60]),
        "the same secret"
    );
    let answers = Answers::none().with("code", new.code_at(registry.clock.now()));
    let page = person.fill_in_again(&wrong, "/factors/telephone", &answers);
    assert_eq!((page.status, page.location()), (303, "/factors"));
    assert_eq!(elsewhere.get("/cases").location(), "/sign-in", "every other session has ended");
    person.opens("/cases");

    registry.clock.advance(30);
    refused(&halfway(&server, ADVISER).shows_code(&secret().code_at(registry.clock.now())));
    registry.clock.advance(30);
    let page = halfway(&server, ADVISER).shows_code(&new.code_at(registry.clock.now()));
    assert_eq!(page.location(), "/");
}

#[test]
fn the_last_factor_cannot_be_removed() {
    let registry = TestRegistry::new();
    let server = registry.serve();
    let mut person = server.sign_in(ADVISER);
    let page = person.fill_in("/factors", "/factors/removal", &Answers::none().with("factor", "totp"));
    assert_eq!(page.status, 422);
    assert!(page.says("Da har du ikke det rollen din krever"));
    let page = person.fill_in("/factors", "/factors/removal", &Answers::none().with("factor", "abcdef"));
    assert_eq!(page.status, 404);
}

#[test]
fn factors_are_changed_only_by_whoever_has_just_shown_one() {
    let registry = TestRegistry::new();
    let server = registry.serve();
    let mut person = server.sign_in(ADVISER);
    let tokens: Vec<(&str, String)> = {
        let page = person.opens("/factors");
        ["/factors/removal", "/factors/recovery"].map(|path| (path, page.form(path).token())).into()
    };
    registry.clock.advance(5 * 60);
    for path in ["/factors/telephone", "/factors/passphrase"] {
        let page = person.get(path);
        assert!(page.location().starts_with("/confirm?to="), "{path}: {}", page.location());
    }
    for (path, token) in &tokens {
        let mut answers = Answers::none().with("token", &**token);
        if *path == "/factors/removal" {
            answers = answers.with("factor", "totp");
        }
        let page = person.post(path, &answers).sent();
        assert!(page.location().starts_with("/confirm?to="), "{path}: {}", page.status);
    }
    let confirm = "/confirm?to=%2Ffactors%2Fpassphrase";
    let page = person.fill_in(confirm, "/confirm", &Answers::none().with("code", "000000"));
    assert_eq!(page.status, 422);
    let answers = Answers::none().with("code", registry.clock.code(ADVISER)).with("to", "//evil.example");
    let before = person.cookies.clone();
    let page = person.fill_in(confirm, "/confirm", &answers);
    assert_eq!((page.status, page.location()), (303, "/"), "it leads to no other site");
    person.opens("/factors/passphrase");
    // The session that was not fresh is dead, in whoever's hands it is.
    let mut thief = person.clone();
    thief.cookies = before;
    assert_eq!(thief.get("/cases").location(), "/sign-in");
}

#[test]
fn a_new_passphrase_is_typed_twice_and_not_easily_guessed() {
    let registry = TestRegistry::new();
    let server = registry.serve();
    let mut person = server.sign_in(ADVISER);
    let page = "/factors/passphrase";
    for (typed, repeated, field, message) in [
        ("", "", "passphrase", "Skriv en passordfrase"),
        ("fjorten tegn...", "noe annet her ja", "repeated", "De to er ikke like"),
        ("fjorten tegn!!", "fjorten tegn!!", "passphrase", "Passordfrasen må ha minst 15 tegn"),
        ("passordpassord1234", "passordpassord1234", "passphrase", "Passordfrasen er for lett å gjette."),
    ] {
        let answers = Answers::none().with("passphrase", typed).with("repeated", repeated);
        let refused = person.fill_in(page, page, &answers);
        assert_eq!(refused.status, 422, "{typed}");
        let problems = refused.problems();
        assert_eq!(problems[0].0, field, "{typed}");
        assert!(problems[0].1.starts_with(message), "{typed}: {}", problems[0].1);
        assert!(typed.is_empty() || !refused.body.contains(typed), "never shown again");
    }
    let new = "sju lyse måker på et naust";
    let answers = Answers::none().with("passphrase", new).with("repeated", new);
    assert_eq!(person.fill_in(page, page, &answers).location(), "/factors");
    assert_eq!(server.visitor().sign_in(ADVISER, PASSPHRASE).status, 422);
    registry.clock.advance(60);
    // As another keyboard sends it: å as a and a ring (NFD).
    let decomposed = new.replace('å', "a\u{30a}");
    assert_eq!(server.visitor().sign_in(ADVISER, &decomposed).location(), FACTOR);
}

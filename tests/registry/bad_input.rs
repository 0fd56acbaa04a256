//! What is refused at the door: said clearly, with the answers kept and nothing stored.

use crate::support::answers::{days_ago, today, written};
use crate::support::staff::{ADMINISTRATOR, ADVISER, COLLEAGUE};
use crate::support::{Answers, Page, Person, TestRegistry};

const NEW: &str = "/cases/new";
/// More than the 256 KiB that a form may have.
const TOO_LARGE: usize = 1024 * 1024;

/// Sends a case that must be refused for one thing alone, and looks that its answers are kept.
fn refused(person: &mut Person, answers: &Answers, field: &str, message: &str) {
    let page = person.fill_in(NEW, NEW, answers);
    assert_eq!(page.problems(), [(field.to_owned(), message.to_owned())]);
    assert_eq!(page.status, 422, "{message}");
    assert!(page.body.contains(&format!("id=\"{field}-error\"")), "said at the field too: {message}");
    // A code that no list has cannot be shown again.
    let kept = answers.clone().without(field).given();
    let shown = page.form(NEW).answers().without(field).given();
    assert_eq!(shown, kept, "{message}");
}

fn nothing_is_stored(person: &mut Person) {
    assert!(person.opens("/cases").text().contains("Du har ingen saker ennå"));
}

#[test]
fn what_breaks_a_rule_is_said_in_words_and_not_stored() {
    let registry = TestRegistry::new();
    let server = registry.serve();
    let mut person = server.sign_in(ADVISER);
    let unfit = "Hva gjelder saken først og fremst?: «Mistanke om gjennomført tvangsekteskap» kan ikke brukes av \
                 denne tjenesten på denne datoen.";
    let medium = "Hvem tok først kontakt?: «Media» kan ikke brukes av denne tjenesten på denne datoen.";
    let unknown = |question: &str| format!("{question}: Valget finnes ikke. Velg på nytt.");
    let case = Answers::case();
    let yesterday = case.clone().with("opened", written(days_ago(1)));
    for (answers, field, message) in [
        (case.clone().with("main_concern", "MTE"), "main_concern", unfit.to_owned()),
        (case.clone().with("referral", "MED"), "referral", medium.to_owned()),
        (
            case.clone().with("main_concern", "KSM"),
            "main_concern",
            "«Kjønns- og seksualitetsmangfold (LHBT+)» kan bare stå blant de andre bekymringene, ikke som hovedbekymring".to_owned(),
        ),
        (
            case.clone().with("stay_reasons", "AER"),
            "stay_reasons",
            "Grunn til oppholdet kan bare velges når saken gjelder ufrivillig opphold i utlandet, eller frykt for det"
                .to_owned(),
        ),
        (
            case.clone().with("violence", "PSY").and("violence", "FYS"),
            "violence",
            "Former for vold kan bare velges når trusler/vold er blant bekymringene".to_owned(),
        ),
        (
            case.clone().with("additional_concerns", "NSK"),
            "additional_concerns",
            "Hovedbekymringen kan ikke stå blant de andre bekymringene også".to_owned(),
        ),
        (
            case.clone().with("other_referrals", "SEL"),
            "other_referrals",
            "Den som først tok kontakt, kan ikke stå blant de andre også".to_owned(),
        ),
        (
            case.clone().with("closed", written(days_ago(1))).with("outcome", "TRY"),
            "closed",
            "Saken kan ikke avsluttes før den ble åpnet".to_owned(),
        ),
        (
            case.clone().with("opened", written(days_ago(-1))),
            "opened",
            "Datoen kan ikke være etter i dag".to_owned(),
        ),
        (
            case.clone().with("closed", written(days_ago(-1))).with("outcome", "TRY"),
            "closed",
            "Datoen kan ikke være etter i dag".to_owned(),
        ),
        (case.clone().with("closed", written(today())), "outcome", "Velg resultat".to_owned()),
        (case.clone().with("outcome", "TRY"), "closed", "Skriv datoen for avslutning".to_owned()),
        (case.clone().with("opened", "29.02.2025"), "opened", "Datoen må skrives som dd.mm.åååå".to_owned()),
        (case.clone().with("opened", "٠١.٠١.٢٠٢٦"), "opened", "Datoen må skrives som dd.mm.åååå".to_owned()),
        (case.clone().with("opened", "1.1.99999"), "opened", "Datoen må skrives som dd.mm.åååå".to_owned()),
        (
            yesterday.clone().with("note", "å".repeat(20_001)),
            "note",
            "Notat: Teksten er for lang. Skriv høyst 20 000 tegn.".to_owned(),
        ),
        (
            case.clone().with("known_to", "MR"),
            "known_to",
            "Tjenesten som registrerer saken, kan ikke stå blant de andre tjenestene også".to_owned(),
        ),
        (case.clone().with("gender", "X"), "gender", unknown("Kjønn")),
        (case.clone().with("gender", "k"), "gender", unknown("Kjønn")),
        (case.clone().with("country", "NO; drop"), "country", unknown("Oppgitt landbakgrunn")),
        (case.clone().with("actions", "<b>"), "actions", unknown("Tiltak som er gjennomført")),
        (case.clone().with("known_to", "NAV"), "known_to", unknown("Er saken kjent for en annen tjeneste?")),
        (case.clone().with("risk", "Høy"), "risk", unknown("Risikonivå")),
        // The groups of a list are no codes of it.
        (case.clone().with("age_band", "U18G"), "age_band", unknown("Alder da saken ble åpnet")),
    ] {
        refused(&mut person, &answers, field, &message);
    }
    nothing_is_stored(&mut person);
}

#[test]
fn a_day_before_the_registry_began_is_refused() {
    let registry = TestRegistry::new();
    let server = registry.serve();
    let mut person = server.sign_in(ADVISER);
    let page = person.fill_in(NEW, NEW, &Answers::case().with("opened", "31.12.2007"));
    assert_eq!(page.status, 422);
    let problem = ("opened".to_owned(), "Datoen kan ikke være før 01.01.2008".to_owned());
    assert!(page.problems().contains(&problem), "{:?}", page.problems());
    nothing_is_stored(&mut person);
}

#[test]
fn a_note_as_long_as_may_be_is_kept_to_its_last_character() {
    let registry = TestRegistry::new();
    let server = registry.serve();
    let mut person = server.sign_in(ADVISER);
    let note = format!("{}siste.", "å\r\n".repeat(9_997));
    let number = person.registers(&Answers::case().with("note", note.clone()));
    let page = person.opens(&format!("/cases/{number}"));
    assert!(page.body.contains(&note.replace("\r\n", "\n")));
}

#[test]
fn messages_are_in_the_language_that_she_reads() {
    let registry = TestRegistry::new();
    let server = registry.serve();
    let mut person = server.sign_in(ADVISER);
    for (language, violence, unfit) in [
        (
            "nn",
            "Former for vald kan berre veljast når truslar/vald er blant bekymringane",
            "«Mistanke om gjennomført tvangsekteskap» kan ikkje brukast av denne tenesta på denne datoen.",
        ),
        (
            "en",
            "Forms of violence can only be chosen when threats/violence is among the concerns",
            "cannot be used by this service on this date.",
        ),
    ] {
        person.get(&format!("/language/{language}"));
        refused(&mut person, &Answers::case().with("violence", "PSY"), "violence", violence);
        let page = person.fill_in(NEW, NEW, &Answers::case().with("main_concern", "MTE"));
        assert!(page.problems()[0].1.contains(unfit), "{:?}", page.problems());
    }
    for (language, heading) in [
        ("nb", "Det du sendte, er for stort"),
        ("nn", "Det du sende, er for stort"),
        ("en", "What you sent is too large"),
    ] {
        person.get(&format!("/language/{language}"));
        let huge = Answers::case().with("note", "x".repeat(TOO_LARGE));
        let page = person.fill_in(NEW, NEW, &huge);
        assert_eq!((page.status, page.heading().as_str()), (413, heading));
    }
    person.get("/language/nb");
    nothing_is_stored(&mut person);
}

#[test]
fn more_fields_than_a_form_has_are_too_many() {
    let registry = TestRegistry::new();
    let server = registry.serve();
    let mut person = server.sign_in(ADVISER);
    let mut answers = Answers::case();
    for _ in 0..200 {
        answers = answers.and("arenas", "SKO");
    }
    assert_eq!(person.fill_in(NEW, NEW, &answers).status, 413);
    nothing_is_stored(&mut person);
}

/// Sends the form as it stands on the page, with one answer more than it asks for.
fn told_more(person: &mut Person, page: &str, action: &str, more: &str) -> Page {
    let answers = person.opens(page).form(action).answers();
    person.post(action, &answers.and(more, "00000000-0000-0000-0000-000000000000")).sent()
}

#[test]
fn a_form_that_says_more_than_it_asks_for_changes_nothing() {
    let registry = TestRegistry::new();
    let server = registry.serve();
    let mut person = server.sign_in(ADVISER);
    let refused = |page: &Page, what: &str| {
        let heading = "Skjemaet hadde med noe siden ikke spør om";
        assert_eq!((page.status, page.heading().as_str()), (422, heading), "{what}");
    };
    for more in
        ["owner", "owner_id", "team", "team_id", "rev", "revision", "status", "number", "id", "", "Note"]
    {
        let page = person.fill_in(NEW, NEW, &Answers::case().with(more, "1"));
        refused(&page, more);
        assert!(!page.body.contains("main_concern"), "nothing of it is shown again");
    }
    nothing_is_stored(&mut person);

    let number = person.registers(&Answers::case());
    let case = format!("/cases/{number}");
    for (page, action) in [
        (case.as_str(), format!("{case}/closing")),
        ("/factors", "/factors/removal".to_owned()),
        ("/factors", "/factors/recovery".to_owned()),
        ("/factors/telephone", "/factors/telephone".to_owned()),
        ("/factors/passphrase", "/factors/passphrase".to_owned()),
        ("/sessions", "/sessions/end".to_owned()),
        ("/emergencies/new", "/emergencies/new".to_owned()),
        ("/sessions", "/sign-out".to_owned()),
        ("/sessions", "/exit".to_owned()),
    ] {
        for more in ["role", "owner", "state"] {
            refused(&told_more(&mut person, page, &action, more), &action);
        }
    }
    assert!(person.opens(&case).says("Åpen"), "she is in, and the case is as it was");
    let mut administrator = server.sign_in(ADMINISTRATOR);
    for (page, more) in [("/people/new", "standing"), ("/people/new", "person"), ("/teams/new", "role")] {
        refused(&told_more(&mut administrator, page, page, more), more);
    }
    let mut stranger = server.visitor();
    refused(&told_more(&mut stranger, "/sign-in", "/sign-in", "role"), "/sign-in");
    drop(server);
    assert!(!registry.log().iter().any(|line| line.act == "close" && line.outcome == "done"));
}

#[test]
fn a_form_without_its_own_token_is_refused() {
    let registry = TestRegistry::new();
    let server = registry.serve();
    let mut person = server.sign_in(ADVISER);
    let form = person.opens(NEW);
    let (ours, other) = (form.form(NEW).token(), form.form("/sign-out").token());
    let colleagues = server.sign_in(COLLEAGUE).opens(NEW).form(NEW).token();
    let anothers = server.sign_in(ADVISER).opens(NEW).form(NEW).token();
    let before = server.visitor().opens("/sign-in").form("/sign-in").token();
    let case = Answers::case();
    let mut wrong = ours.clone().into_bytes();
    wrong[10] = if wrong[10] == b'0' { b'1' } else { b'0' };
    let wrong = String::from_utf8(wrong).expect("digits");
    for (what, answers) in [
        ("none", case.clone()),
        ("an empty one", case.clone().with("token", "")),
        ("another form's", case.clone().with("token", other)),
        ("a colleague's", case.clone().with("token", colleagues)),
        ("her own of another session", case.clone().with("token", anothers)),
        ("one from before sign-in", case.clone().with("token", before)),
        ("one digit off", case.clone().with("token", wrong)),
        ("a shortened one", case.clone().with("token", &ours[..62])),
        ("ours behind a wrong one", case.clone().with("token", "0".repeat(64)).and("token", &*ours)),
    ] {
        let page = person.post(NEW, &answers).sent();
        assert_eq!((page.status, page.heading().as_str()), (403, "Skjemaet er for gammelt"), "{what}");
        assert!(page.says("Ingenting er lagret."), "{what}");
    }
    nothing_is_stored(&mut person);
    // And the token was good all along.
    assert_eq!(person.post(NEW, &case.with("token", ours)).sent().status, 303);
}

#[test]
fn a_body_that_is_no_form_is_refused() {
    let registry = TestRegistry::new();
    let server = registry.serve();
    let mut person = server.sign_in(ADVISER);
    let answers = Answers::case().with("token", person.opens(NEW).form(NEW).token());
    for kind in ["application/json", "text/plain", "multipart/form-data; boundary=x", "nothing"] {
        let page = person.post(NEW, &answers).header("Content-Type", kind).sent();
        assert_eq!((page.status, page.heading().as_str()), (415, "Vi forsto ikke det du sendte"), "{kind}");
    }
    let page = person.post(NEW, &answers).body([0xff, 0xfe, b'=', 0, b'&', b'%', b'&', b'=']).sent();
    assert_eq!(page.status, 403, "bytes that are no text hold no token");
    nothing_is_stored(&mut person);
}

#[test]
fn hostile_text_is_shown_as_the_text_it_is() {
    let registry = TestRegistry::new();
    let server = registry.serve();
    let mut person = server.sign_in(ADVISER);
    let notes = [
        "<script>alert(1)</script>",
        "</p></main><h1>Sak</h1><img src=x onerror=alert(1)>",
        "\" onmouseover=\"alert(1)\" '",
        "&lt;b&gt; &amp;amp; &#60;",
        "{{ 7 * 7 }} {% raw %} ${7*7}",
        "'; drop table cases; --",
        "\u{202e}baklengs\u{202c} \u{200f}og\u{200e} \u{feff}usynlig\u{200b}",
        "bjelle \u{7} null \u{0} escape \u{1b}[31m slutt",
        "👩🏽\u{200d}🦱 𝔊 😀",
        "% %% %00 %zz + &= ;",
    ];
    for note in notes {
        let number = person.registers(&Answers::case().with("note", note));
        let page = person.opens(&format!("/cases/{number}"));
        let (_, shown) =
            page.body.split_once("<p class=\"note\" translate=\"no\">").expect("there is a note");
        let shown = shown.split("</p>").next().expect("it ends");
        assert!(!shown.contains(['<', '>', '"', '\'']), "{shown}");
        assert_eq!(crate::support::unescaped(shown), note);
        assert_eq!(page.body.matches("<h1").count(), 1);

        // And in the form, when something else must be put right.
        let again = person.fill_in(NEW, NEW, &Answers::case().with("note", note).without("risk"));
        assert_eq!(again.form(NEW).answers().to("note"), [note]);
        assert!(!again.body.contains("<script>"));
    }
}

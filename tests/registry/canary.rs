//! One marked text through every door; then it is looked for everywhere.

use std::io::{Read, Write};
use std::net::TcpStream;

use uuid::Uuid;

use crate::support::answers::{days_ago, written};
use crate::support::staff::{ADVISER, STATISTICIAN};
use crate::support::{Answers, Person, Server, TestRegistry};

/// Where `text` is found among what is kept: as it is, in lower case as logins are, as hexadecimal as
/// PostgreSQL's dumps are, and in two bytes a letter.
fn found(registry: &TestRegistry, text: &str) -> Vec<String> {
    let lower = text.to_lowercase();
    let needles = [
        text.as_bytes().to_owned(),
        lower.as_bytes().to_owned(),
        hex::encode(text).into_bytes(),
        hex::encode(&lower).into_bytes(),
        text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
    ];
    let kept = registry.kept();
    let holds = |bytes: &[u8]| needles.iter().any(|needle| times(bytes, needle) > 0);
    kept.into_iter().filter(|(_, bytes)| holds(bytes)).map(|(name, _)| name).collect()
}

fn times(bytes: &[u8], needle: &[u8]) -> usize {
    bytes.windows(needle.len()).filter(|window| window == &needle).count()
}

/// Answers to every question of a form, each of them the mark.
fn all_marked(names: &[&str], mark: &str) -> Answers {
    names.iter().fold(Answers::none(), |answers, name| answers.with(name, mark))
}

const CASE: [&str; 23] = [
    "opened",
    "main_concern",
    "gender",
    "age_band",
    "country",
    "location",
    "referral",
    "risk",
    "duty_report",
    "duty_avert",
    "additional_concerns",
    "violence",
    "stay_reasons",
    "other_referrals",
    "controllers",
    "arenas",
    "actions",
    "actions_planned",
    "known_to",
    "note",
    "closed",
    "outcome",
    "token",
];

/// Where a visitor types what she likes.
fn at_the_door(server: &Server<'_>, mark: &str) {
    let mut nobody = server.visitor();
    assert_eq!(nobody.sign_in(mark, mark).status, 422);
    assert_eq!(
        nobody.post("/sign-in", &all_marked(&["login", "passphrase", "token"], mark)).sent().status,
        403
    );
    for cookie in ["__Host-session", "__Host-visit", "__Host-language", "other"] {
        let mut marked = server.visitor();
        marked.cookies.insert(cookie.to_owned(), mark.to_owned());
        marked.get("/cases");
        marked.opens("/sign-in");
        marked.post("/sign-in", &Answers::none()).sent();
    }
    for header in
        ["User-Agent", "Referer", "Origin", "X-Forwarded-For", "Accept-Language", "Accept", "X-Other"]
    {
        server.visitor().send("GET", "/sign-in").header(header, mark).sent();
        server.visitor().send("GET", "/ingen").header(header, mark).sent();
    }
    for request in [
        format!("{mark} / HTTP/1.1\r\n\r\n"),
        format!("GET /{mark} HTTP/9.9\r\n\r\n"),
        format!("GET /%ff{mark} HTTP/1.1\r\nHost: {mark}\r\n\r\n"),
        format!("POST /sign-in HTTP/1.1\r\nHost: x\r\nContent-Length: 99999\r\n\r\n{mark}"),
        format!("POST /sign-in HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n{mark}"),
        format!("\u{0}{mark}\r\n\r\n"),
    ] {
        let mut stream = TcpStream::connect(("127.0.0.1", server.port())).expect("the server listens");
        stream.write_all(request.as_bytes()).expect("it reads");
        stream.shutdown(std::net::Shutdown::Write).expect("nothing more is said");
        // Whatever it answers, if anything, is not the question here.
        let _ = stream.read_to_end(&mut Vec::new());
    }
}

/// Where somebody signed in types what she likes: addresses, forms, bodies that are no forms.
fn inside(person: &mut Person, mark: &str) {
    for path in [
        "/MARK",
        "/cases/MARK",
        "/cases/MARK?recorded=MARK",
        "/cases?status=MARK&concern=MARK&from=MARK&to=MARK&sort=MARK&page=MARK",
        "/language/MARK?to=/MARK",
        "/language/nb?to=/MARK",
        "/counts?service=MARK&dimension=MARK",
        "/counts.csv?service=MR&dimension=total&category=MARK&style=MARK",
        "/releases/MARK",
        "/releases/MARK.csv?style=MARK",
        "/releases/1.json?table=MARK",
        "/releases/1/explained/MARK",
        "/accessibility?MARK=MARK",
        "/static/MARK",
    ] {
        person.get(&path.replace("MARK", mark));
    }
    for path in ["/cases/new", "/cases/MARK/closing", "/periods/MARK/MARK/freezing", "/sign-out", "/MARK"] {
        let path = path.replace("MARK", mark);
        person.post(&path, &all_marked(&CASE, mark)).sent();
        person.post(&path, &Answers::none().with(mark, mark)).sent();
        person.post(&path, &Answers::none()).body(format!("{{\"{mark}\": \"%zz{mark}")).sent();
        for kind in ["application/json", "text/plain", "multipart/form-data; boundary=x"] {
            person.post(&path, &Answers::none()).header("Content-Type", kind).body(mark).sent();
        }
        // The server may hang up while too much is still being sent.
        let _ = person.post(&path, &Answers::none()).body(mark.repeat(10_000)).try_send();
    }
}

#[test]
fn a_marked_text_that_went_through_every_door_is_in_the_clear_nowhere() {
    let registry = TestRegistry::new();
    let mark = format!("KANARI-{}", Uuid::new_v4());
    let mut server = registry.serve();
    at_the_door(&server, &mark);

    let mut person = server.sign_in(ADVISER);
    inside(&mut person, &mark);
    let mut statistician = server.sign_in(STATISTICIAN);
    inside(&mut statistician, &mark);
    let year = days_ago(365).year();
    let freezing = format!("/periods/MR/{year}/freezing");
    let unasked = Answers::none().with(&mark, &*mark);
    assert_eq!(statistician.fill_in("/periods", &freezing, &unasked).status, 422);
    assert_eq!(statistician.fill_in("/periods", &freezing, &Answers::none()).status, 303);

    // Wrong in one field, in all fields, and in one that no form has; then right, and stored.
    for unasked in
        [Answers::case().with("note", &*mark).with(&mark, "x"), Answers::case().with(&mark, &*mark)]
    {
        assert_eq!(person.fill_in("/cases/new", "/cases/new", &unasked).status, 422);
    }
    for name in CASE {
        let answers = Answers::case().with("note", &*mark).with(name, &*mark);
        let answers = answers.without("token");
        if name != "note" && name != "token" {
            assert_eq!(person.fill_in("/cases/new", "/cases/new", &answers).status, 422, "{name}");
        }
    }
    assert_eq!(person.fill_in("/cases/new", "/cases/new", &all_marked(&CASE, &mark)).status, 422);
    let too_long = mark.repeat(1_000);
    assert_eq!(
        person.fill_in("/cases/new", "/cases/new", &Answers::case().with("note", too_long)).status,
        422
    );
    let number = person.registers(&Answers::case().with("note", &*mark));
    let (case, closing) = (format!("/cases/{number}"), format!("/cases/{number}/closing"));
    for marked in [&["closed", "outcome"][..], &["closed", "outcome", &mark]] {
        assert_eq!(person.fill_in(&case, &closing, &all_marked(marked, &mark)).status, 422);
    }
    assert!(person.opens(&case).says(&mark), "it was stored");

    server.kill();
    assert_eq!(found(&registry, &mark), [""; 0], "after a crash, the write-ahead log among the files");
    drop(server);

    // At the terminal too; and the names of teams are sealed.
    let said = registry.run(&["staff", "add-team", "--service", "MR", "--name", &mark]);
    assert!(said.succeeded, "{}", said.complaint);
    assert!(!registry.run(&["staff", "add-team", "--service", &mark, "--name", "x"]).succeeded);
    let server = registry.serve();
    assert!(server.sign_in(ADVISER).opens(&case).says(&mark), "it is still there");
    server.stop();
    let export = registry.folder().join("export");
    let said = registry.run(&["audit", "export", &export.display().to_string()]);
    assert!(said.succeeded && export.exists(), "{}", said.complaint);
    assert_eq!(found(&registry, &mark), [""; 0]);
    assert!(!registry.run(&["audit", "show"]).output.to_lowercase().contains(&mark.to_lowercase()));

    // The search finds what is there: in what the server said, in the database, and in a file put there.
    assert_eq!(found(&registry, "\"route\":\"record\""), ["log"]);
    assert!(!found(&registry, "seaql_migrations").is_empty());
    std::fs::write(registry.folder().join("planted"), hex::encode(&mark)).expect("a file in the folder");
    assert_eq!(found(&registry, &mark), ["planted"]);
}

#[test]
fn nothing_that_was_chosen_about_a_case_is_kept_in_the_clear() {
    const CASES: usize = 30;

    let registry = TestRegistry::new();
    let server = registry.serve();
    let mut person = server.sign_in(ADVISER);
    let opened = days_ago(40);
    for _ in 0..CASES {
        person.registers(&Answers::case().with("opened", written(opened)).with("main_concern", "NSK"));
    }
    let number = person.registers(&Answers::case());
    person.opens(&format!("/cases/{number}"));
    server.stop();
    let iso = opened.to_string();
    for text in [
        "Negativ sosial kontroll",
        "\"NSK\"",
        "Videregående skole",
        "\"VGS\"",
        "Oslo",
        "adviser",
        "main_concern",
        "gender",
        "Kari Demo",
        "leder.oslo",
        &written(opened),
        &iso,
        &number,
        &number.replace('-', ""),
    ] {
        assert_eq!(found(&registry, text), [""; 0], "{text}");
    }
    // Three letters may stand in ciphertext by chance, but not once a case.
    for (name, bytes) in registry.kept() {
        for code in ["NSK", "VGS", "IKU", "A16", "SEL"] {
            assert!(times(&bytes, code.as_bytes()) < CASES / 3, "{code} in {name}");
        }
    }
}

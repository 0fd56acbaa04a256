use std::collections::BTreeMap;
use std::sync::Arc;

use fortrolig::access::SessionToken;
use fortrolig::registry::{People, Unlock};

use super::rows::{About, Door};
use crate::support::answers::today;
use crate::support::staff::{
    ADMINISTRATOR, ADVISER, APPROVER, AUDITOR, COLLEAGUE, ENVOY, EXPERT, LEAD, OTHER_LEAD, STATISTICIAN,
};
use crate::support::{Answers, Page, Person, Server, TestRegistry};

/// Somebody of a role, who goes from door to door.
#[derive(Clone, Copy)]
pub(super) struct Walker {
    pub(super) role: &'static str,
    login: &'static str,
}

/// One of each role.
pub(super) const WALKERS: [Walker; 7] = [
    Walker { role: "adviser", login: ADVISER },
    Walker { role: "envoy", login: ENVOY },
    Walker { role: "team-lead", login: LEAD },
    Walker { role: "statistician", login: STATISTICIAN },
    Walker { role: "approver", login: APPROVER },
    Walker { role: "administrator", login: ADMINISTRATOR },
    Walker { role: "auditor", login: AUDITOR },
];

/// Somebody who has typed her passphrase and shown no second factor.
pub(super) const HALFWAY: &str = EXPERT;

const SESSION: &str = "__Host-session";

/// What there is to be asked for, and who asks.
pub(super) struct Things {
    people: Arc<People>,
    persons: BTreeMap<&'static str, Person>,
    /// Each one's case.
    cases: BTreeMap<&'static str, String>,
    /// Doors at which a refusal could be told from what is not there.
    pub(super) oracles: Vec<String>,
}

impl Things {
    pub(super) fn made(registry: &TestRegistry, server: &Server<'_>) -> Self {
        let site = registry.site();
        let opened = People::open(&site, Unlock::File, registry.clock.clock());
        let people = rocket::async_main(opened).expect("the people's part opens");
        let mut cases = BTreeMap::new();
        for login in [ADVISER, COLLEAGUE, LEAD, OTHER_LEAD, ENVOY] {
            cases.insert(login, server.sign_in(login).registers(&Answers::case()));
        }
        let persons = WALKERS.map(|walker| (walker.login, server.sign_in(walker.login))).into();
        Self { people, persons, cases, oracles: Vec::new() }
    }

    pub(super) fn person(&self, walker: Walker) -> Person {
        self.persons[walker.login].clone()
    }

    /// Her cookies may have changed on the way.
    pub(super) fn keep(&mut self, walker: Walker, person: Person) {
        self.persons.insert(walker.login, person);
    }

    /// What stands in the place of a door's parameters, by how somebody stands to it.
    fn addresses(&self, door: &Door, walker: Option<Walker>) -> Vec<(&'static str, String)> {
        let with = |name: &str, value: &str| door.path.replace(name, value);
        let year = today().year() - 1;
        match door.about {
            About::Nothing => vec![("", door.path.to_owned())],
            About::Language => vec![("", with("<tag>", "nn")), ("missing", with("<tag>", "xx"))],
            About::File => vec![("missing", with("<fingerprint>", "0").replace("<name>", "fortrolig.css"))],
            About::Link => vec![("missing", with("<link>", &"0".repeat(96)))],
            About::Release => vec![("missing", with("<number>", "99"))],
            About::ReleaseFile => vec![("missing", with("<file>", "99.csv"))],
            About::Period => {
                let of = |service: &str, year: i32| {
                    with("<service>", service).replace("<year>", &year.to_string())
                };
                vec![("", of("MR", year)), ("missing", of("XX", year))]
            }
            About::Account | About::Approval | About::Emergency => Vec::new(),
            About::Case => {
                let login = walker.map_or("", |walker| walker.login);
                let team = match login {
                    ADVISER => Some(COLLEAGUE),
                    LEAD => Some(ADVISER),
                    _ => None,
                };
                let other = if [ADVISER, LEAD].contains(&login) { OTHER_LEAD } else { COLLEAGUE };
                let own = self.cases.get(login).map(|number| ("own", number.as_str()));
                let team = team.map(|login| ("team", self.cases[login].as_str()));
                let rest = [("other", self.cases[other].as_str()), ("missing", "00000-00000")];
                let all = own.into_iter().chain(team).chain(rest);
                all.map(|(relation, number)| (relation, with("<number>", number))).collect()
            }
        }
    }

    /// Tries a door with everything that may stand behind it; gives the answers as words.
    pub(super) fn try_door(&mut self, door: &Door, person: &mut Person, walker: Option<Walker>) -> String {
        let mut said = Vec::new();
        let mut refused: Option<Page> = None;
        for (relation, path) in self.addresses(door, walker) {
            let page = match door.method {
                "GET" => person.get(&path),
                _ => {
                    let answers = Answers::none().with("token", self.token(person, &path));
                    person.post(&path, &answers).sent()
                }
            };
            let to = page.location().split('?').next().unwrap_or_default().to_owned();
            let led = if to.is_empty() || door.path == "/static/<fingerprint>/<name>" {
                String::new()
            } else {
                format!(" to {}", self.without_ids(&to))
            };
            said.push(format!("{relation} {}{led}", page.status).trim().to_owned());
            // What is refused must look like what is not there.
            match relation {
                "other" if page.status == 404 => refused = Some(page),
                "missing" => {
                    if let Some(refused) = &refused
                        && !same(refused, &page)
                    {
                        self.oracles.push(format!("{} {path}", door.method));
                    }
                }
                _ => {}
            }
        }
        said.join(", ")
    }

    /// What proves that a form is ours, whether or not a page has offered it.
    fn token(&self, person: &Person, path: &str) -> String {
        let session = person.cookies.get(SESSION).and_then(|value| SessionToken::parse(value));
        match session {
            Some(token) if path != "/sign-in" => hex::encode(self.people.form_token(token.bytes(), path)),
            _ => "0".repeat(64),
        }
    }

    fn without_ids(&self, path: &str) -> String {
        let mut path = path.to_owned();
        for number in self.cases.values() {
            path = path.replace(number, "<number>");
        }
        path
    }
}

/// Whether two answers are the same but for what is made anew each time and the address itself.
fn same(one: &Page, other: &Page) -> bool {
    let plain = |page: &Page| {
        let mut body = page.body.clone();
        while let Some(at) = body.find("value=\"").filter(|at| body[at + 7..].len() > 64) {
            body.replace_range(at..at + 7, "value='");
            let end = at + 7 + 64;
            if body.is_char_boundary(end)
                && body[at + 7..end].bytes().all(|letter| letter.is_ascii_hexdigit())
            {
                body.replace_range(at + 7..end, "TOKEN");
            }
        }
        body
    };
    one.status == other.status && plain(one) == plain(other)
}

//! Counts for everybody: frozen, protected, released, and attacked by subtraction.

use std::collections::{BTreeMap, BTreeSet};

use fortrolig::access::{Freeze, Passphrase, Release};
use fortrolig::domain::{Period, Service, Year};
use fortrolig::registry::{Error, Registry, Shown, Unlock, Visit};

use crate::support::answers::today;
use crate::support::staff::{
    ADMINISTRATOR, ADVISER, APPROVER, AUDITOR, EXPERT, LEAD, PASSPHRASE, STATISTICIAN,
};
use crate::support::{Answers, Page, Person, Server, TestRegistry};

pub(crate) fn last_year() -> i32 {
    today().year() - 1
}

/// How many cases have which answers, of 60 that are opened through last year.
const CONCERNS: &[(&str, usize)] = &[("NSK", 31), ("TRV", 18), ("FTE", 7), ("GUU", 3), ("FKL", 1)];
const GENDERS: &[(&str, usize)] = &[("K", 45), ("M", 12), ("A", 1), ("U", 2)];
const AGES: &[(&str, usize)] = &[("A16", 40), ("A18", 20)];
const COUNTRIES: &[(&str, usize)] = &[("XX", 50), ("SO", 6), ("SY", 4)];
const SOURCES: &[(&str, usize)] = &[("SEL", 30), ("SKS", 22), ("BVT", 6), ("POL", 2)];

fn answer(of: &[(&'static str, usize)], case: usize) -> &'static str {
    let mut codes = of.iter().flat_map(|(code, count)| std::iter::repeat_n(*code, *count));
    codes.nth(case).expect("as many answers as cases")
}

/// A case of last year, the `case`th of sixty.
fn of_last_year(case: usize) -> Answers {
    let (day, month) = (case % 28 + 1, case % 12 + 1);
    Answers::case()
        .with("opened", format!("{day:02}.{month:02}.{}", last_year()))
        .with("main_concern", answer(CONCERNS, case))
        .with("gender", answer(GENDERS, case))
        .with("age_band", answer(AGES, case))
        .with("country", answer(COUNTRIES, case))
        .with("referral", answer(SOURCES, case))
}

pub(crate) fn sixty_cases(server: &Server<'_>) {
    let mut adviser = server.sign_in(ADVISER);
    for case in 0..60 {
        adviser.registers(&of_last_year(case));
    }
    // And two of this year, which are nobody's to count yet.
    adviser.registers(&Answers::case());
    adviser.registers(&Answers::case());
}

pub(crate) fn freezes(person: &mut Person, service: &str) -> Page {
    person.fill_in("/periods", &act(service, "freezing"), &Answers::none())
}

pub(crate) fn releases(person: &mut Person, service: &str) -> Page {
    person.fill_in("/periods", &act(service, "release"), &Answers::none())
}

/// Somebody else agrees to every release that waits.
pub(crate) fn publishes(server: &Server<'_>) {
    let mut approver = server.sign_in(APPROVER);
    let page = approver.opens("/approvals");
    let waiting = page.body.split("href=\"/approvals/").skip(1).filter_map(|rest| rest.split('"').next());
    let waiting: BTreeSet<&str> = waiting.collect();
    assert!(!waiting.is_empty(), "a release waits for her");
    for proposal in waiting {
        approver.approves(&format!("/approvals/{proposal}"));
    }
    approver.sign_out();
}

fn act(service: &str, what: &str) -> String {
    format!("/periods/{service}/{}/{what}", last_year())
}

/// A release as whoever downloads it has it: what it counts, by what, and each category's count or none.
pub(crate) struct Download(pub(crate) BTreeMap<(String, String), BTreeMap<String, Option<u32>>>);

impl Download {
    pub(crate) fn read(page: &Page) -> Self {
        Self::parse(&page.body)
    }

    fn parse(text: &str) -> Self {
        let mut tables: BTreeMap<_, BTreeMap<_, _>> = BTreeMap::new();
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let heads = reader.headers().expect("a line of heads").clone();
        for row in reader.records() {
            let row = row.expect("a row of as many fields");
            let field = |name| {
                let place = heads.iter().position(|head| head == name).expect("a column of that name");
                row[place].to_owned()
            };
            let value: Option<u32> = field("value").parse().ok();
            let hidden = field("sign") == ":";
            assert_eq!(value.is_none(), hidden, "a count or the sign, and not both");
            assert!(!hidden || field("percent").is_empty(), "a share would tell the count");
            let table = tables.entry((field("unit"), field("dimension"))).or_default();
            assert_eq!(table.insert(field("category"), value), None, "each cell once");
        }
        Self(tables)
    }

    fn table(&self, dimension: &str) -> &BTreeMap<String, Option<u32>> {
        &self.0[&("cases".to_owned(), dimension.to_owned())]
    }

    fn cell(&self, dimension: &str, category: &str) -> Option<u32> {
        *self.table(dimension).get(category).unwrap_or_else(|| panic!("{dimension} has no {category}"))
    }

    /// What an outsider does with pencil and paper: takes what is shown from the total, table by table. The
    /// hidden cells share the rest; where zeros are shown, each of them has at least one.
    fn attack(&self) {
        for ((unit, dimension), table) in &self.0 {
            let total = self.0[&(unit.clone(), "total".to_owned())]["all"];
            let Some(total) = total else {
                assert!(table.values().all(Option::is_none), "{dimension}: nothing of a hidden total");
                continue;
            };
            let shown: u32 = table.values().flatten().sum();
            let hidden = u32::try_from(table.values().filter(|cell| cell.is_none()).count()).expect("few");
            let rest = total.checked_sub(shown).expect("no more is shown than there is");
            if hidden == 0 {
                assert_eq!(rest, 0, "{dimension}: a table that hides nothing is whole");
                continue;
            }
            assert!(hidden >= 2, "{dimension}: one hidden cell alone is the rest, {rest}");
            let blank = table.values().all(Option::is_none);
            let most = if blank { rest } else { rest - (hidden - 1) };
            assert!(most >= 5, "{dimension}: each of {hidden} hidden cells is 1 to {most} of {rest}");
        }
    }
}

#[test]
fn a_release_shows_what_is_true_and_hides_what_is_small() {
    let registry = TestRegistry::new();
    let server = registry.serve();
    sixty_cases(&server);
    let mut person = server.sign_in(STATISTICIAN);
    assert!(person.opens("/releases").says("Det er ikke laget noen publiseringer ennå."));
    let frozen = freezes(&mut person, "MR");
    assert!(person.follow(&frozen).offers(&act("MR", "release")));
    // A case that comes to light after the freeze changes nothing.
    server.sign_in(ADVISER).registers(&of_last_year(0));
    let released = releases(&mut person, "MR");
    assert_eq!(released.location(), "/releases/1");
    let page = person.follow(&released);
    assert!(page.says("I alt: 60") && page.says("Venter på godkjenning."));
    assert_eq!(person.get("/releases/1.csv").status, 404, "nothing leaves that one person alone has seen");
    publishes(&server);
    let page = person.opens("/releases/1");
    assert!(!page.says("Venter på godkjenning."));

    let plain = person.opens("/releases/1.csv?style=plain");
    let download = Download::read(&plain);
    assert_eq!(download.cell("total", "all"), Some(60));
    assert_eq!(download.cell("main_concern", "NSK"), Some(31));
    assert_eq!(download.cell("main_concern", "TRV"), Some(18));
    for small in ["GUU", "FKL"] {
        assert_eq!(download.cell("main_concern", small), None, "{small}");
    }
    assert_eq!(download.cell("main_concern", "GTE"), Some(0), "a zero is nobody's secret");
    assert_eq!(download.cell("gender", "A_or_U"), None);
    assert_eq!(download.cell("age_group", "under_18"), Some(40));
    assert_eq!(download.cell("age_group", "18_or_over"), Some(20));
    assert_eq!(download.cell("referral_source", "POL"), None);
    assert_eq!(download.cell("referral_source", "SEL"), Some(30));
    assert_eq!(download.cell("person_location", "NO"), Some(60));
    assert!(download.0.len() > 5, "there is something to attack");
    download.attack();

    // The page says the same as the file.
    let rows = page.rows();
    let row = |label: &str| rows.iter().find(|row| row[0] == label).expect("a row of that label").clone();
    assert_eq!(row("Negativ sosial kontroll"), ["Negativ sosial kontroll", "31", "51,7 %"]);
    assert_eq!(row("Ufrivillig opphold i utlandet"), ["Ufrivillig opphold i utlandet", ":", ":"]);
    let hidden = rows.iter().filter(|row| row[1] == ":").count();
    let in_file = download.0.values().flat_map(BTreeMap::values).filter(|cell| cell.is_none());
    let of_totals =
        download.0.iter().filter(|((_, of), _)| of == "total").flat_map(|(_, table)| table.values());
    // A hidden total stands once in the file, and below each table on the page.
    let totals = of_totals.filter(|cell| cell.is_none()).count();
    assert!(hidden >= in_file.count() - totals);

    let spreadsheet = person.opens("/releases/1.csv");
    assert!(spreadsheet.body.starts_with("\u{feff}\"release\";\"service\";\"year\";"));
    assert!(spreadsheet.body.contains("\"Negativ sosial kontroll\";31;51,7;\"\"\r\n"));
    let name = format!("attachment; filename=\"1-MR-{}.csv\"", last_year());
    assert_eq!(spreadsheet.headers("content-disposition").collect::<Vec<_>>(), [name]);
    assert_eq!(spreadsheet.headers("content-type").next(), Some("text/csv; charset=utf-8"));
    assert_eq!(spreadsheet.headers("cache-control").next(), Some("no-store"));
    assert_eq!(spreadsheet.body.lines().count(), plain.body.lines().count());
    assert_eq!(person.get("/releases/1.csv?style=excel").status, 404);
    assert_eq!(person.get("/releases/2").status, 404);
    drop(server);
    let log = registry.log();
    for act in ["freeze", "release", "read-release"] {
        assert!(log.iter().any(|line| line.tells("statistician", act, "done")), "{act}");
    }
    assert!(registry.holds());
}

#[test]
fn a_year_is_frozen_once_and_has_one_release() {
    let registry = TestRegistry::new();
    let server = registry.serve();
    sixty_cases(&server);
    let mut person = server.sign_in(STATISTICIAN);
    let freezing = act("MR", "freezing");
    let token = person.opens("/periods").form(&freezing).token();
    freezes(&mut person, "MR");
    let twice = person.post(&freezing, &Answers::none().with("token", token)).sent();
    assert_eq!((twice.status, twice.heading().as_str()), (409, "Perioden kan ikke fryses"));
    assert!(twice.says("Perioden er frosset fra før"));

    let release = act("MR", "release");
    let token = person.opens("/periods").form(&release).token();
    assert_eq!(releases(&mut person, "MR").location(), "/releases/1");
    assert!(!person.opens("/periods").offers(&release), "there is one now");
    let again = person.post(&release, &Answers::none().with("token", token)).sent();
    assert_eq!((again.status, again.location()), (303, "/releases/1"));
    assert_eq!(person.opens("/releases").rows().len(), 1);
    publishes(&server);
    let one = person.opens("/releases/1.csv").body;

    // Another service's year is another release, and the first one stays what it was.
    freezes(&mut person, "KT");
    assert_eq!(releases(&mut person, "KT").location(), "/releases/2");
    server.stop();
    let server = registry.serve();
    let mut person = server.sign_in(STATISTICIAN);
    assert_eq!(person.opens("/releases").rows().len(), 2);
    assert_eq!(person.opens("/releases/1.csv").body, one);
}

#[test]
fn a_year_with_few_cases_is_not_split() {
    let registry = TestRegistry::new();
    let server = registry.serve();
    let mut expert = server.sign_in(EXPERT);
    for case in 0..7 {
        let opened = format!("0{}.03.{}", case + 1, last_year());
        expert.registers(&Answers::case().with("opened", opened).with("referral", "POL"));
    }
    let mut person = server.sign_in(STATISTICIAN);
    for service in ["KT", "SU"] {
        freezes(&mut person, service);
        releases(&mut person, service);
    }
    publishes(&server);
    let few = Download::read(&person.opens("/releases/1.csv?style=plain"));
    assert_eq!(few.cell("total", "all"), Some(7));
    for dimension in ["main_concern", "gender", "age_group", "referral_source", "person_location"] {
        assert!(few.table(dimension).values().all(Option::is_none), "{dimension}");
    }
    few.attack();
    // No case at all looks like one to four.
    let none = Download::read(&person.opens("/releases/2.csv?style=plain"));
    assert_eq!(none.cell("total", "all"), None);
    none.attack();
}

#[test]
fn nobody_else_freezes_or_releases_and_nobody_sees_a_live_count() {
    let registry = TestRegistry::new();
    let server = registry.serve();
    sixty_cases(&server);
    let mut statistician = server.sign_in(STATISTICIAN);
    let freezing = act("MR", "freezing");
    let token = statistician.opens("/periods").form(&freezing).token();
    for path in ["/cases", "/cases/new"] {
        assert_eq!(statistician.get(path).status, 404, "{path}");
        assert!(!statistician.opens("/periods").body.contains(&format!("href=\"{path}\"")), "{path}");
    }
    for login in [ADVISER, LEAD, ADMINISTRATOR, AUDITOR] {
        let mut person = server.sign_in(login);
        for path in ["/periods", "/releases", "/releases/1", "/releases/1.csv"] {
            assert_eq!(person.get(path).status, 404, "{login}: {path}");
        }
        let answers = Answers::none().with("token", &*token);
        assert_eq!(person.post(&freezing, &answers).sent().status, 403, "{login}");
        assert!(!person.opens("/counts").says("Fra registeret"), "{login}");
    }
    let mut approver = server.sign_in(APPROVER);
    assert!(!approver.opens("/periods").offers(&freezing));

    // Neither before nor after the freeze does a page tell of 60 cases, or of the 62 there are.
    let before = (statistician.opens("/periods"), approver.opens("/counts"));
    freezes(&mut statistician, "MR");
    let after = (approver.opens("/periods"), approver.opens("/counts"));
    for page in [&before.0, &before.1, &after.0, &after.1] {
        let cells: Vec<String> = page.rows().concat();
        assert!(cells.iter().all(|cell| !["60", "62"].contains(&cell.as_str())), "{cells:?}");
    }
    assert_eq!(before.1.rows(), after.1.rows());
    assert!(approver.opens("/releases").says("Det er ikke laget noen publiseringer ennå."));
    assert_eq!(approver.get("/").location(), "/releases");

    releases(&mut statistician, "MR");
    assert!(approver.opens("/releases/1").says("I alt: 60"));
    drop(server);
    let log = registry.log();
    for role in ["adviser", "team-lead", "administrator", "auditor"] {
        assert!(log.iter().any(|line| line.tells(role, "read-release", "denied")), "{role}");
    }
}

/// The forms that no page offers are refused behind the pages too.
#[test]
fn the_registry_itself_refuses_years_that_are_not_over_not_frozen_or_not_hers() {
    let registry = TestRegistry::new();
    rocket::async_main(async {
        let site = registry.site();
        let opened = Registry::open(&site, Unlock::File, registry.clock.clock()).await.expect("it opens");
        let actor = async |login: &str| {
            let people = opened.people();
            let token =
                people.sign_in(login, Passphrase::typed(PASSPHRASE), None).await.expect("her passphrase");
            let code = registry.clock.code(login);
            let token = people.prove(&token, Shown::Code(&code)).await.expect("her code").token;
            match people.authenticate(&token).await.expect("it answers") {
                Some(Visit::In(actor)) => *actor,
                _ => panic!("she is in"),
            }
        };
        let period = |year| Period { service: Service::Mr, year: Year::new(year).expect("a year") };
        let statistician = actor(STATISTICIAN).await;
        for year in [today().year(), today().year() + 1] {
            let grant = opened.permit_period::<Freeze>(&statistician, period(year)).await.expect("hers");
            assert!(matches!(opened.freeze(grant).await, Err(Error::Stale)), "{year}");
        }
        let grant = opened.permit_period::<Release>(&statistician, period(last_year())).await.expect("hers");
        assert!(matches!(opened.release(grant).await, Err(Error::Stale)));
        for login in [ADVISER, LEAD, ADMINISTRATOR, AUDITOR, APPROVER] {
            let person = actor(login).await;
            let freeze = opened.permit_period::<Freeze>(&person, period(last_year())).await;
            let release = opened.permit_period::<Release>(&person, period(last_year())).await;
            assert!(matches!(freeze, Err(Error::NotFound)), "{login}");
            assert!(matches!(release, Err(Error::NotFound)), "{login}");
        }
    });
    let denied = registry.log().into_iter().filter(|line| line.outcome == "denied" && line.kind == "period");
    assert_eq!(denied.count(), 10);
}

/// A release of twenty cases by gender, as no program of ours would make it.
fn careless(cells: &str) -> Download {
    Download::parse(&format!("unit,dimension,category,value,percent,sign\ncases,total,all,20,,\n{cells}"))
}

#[test]
#[should_panic(expected = "one hidden cell alone is the rest, 2")]
fn the_attack_works_out_a_cell_that_is_hidden_alone() {
    careless("cases,gender,K,12,,\ncases,gender,M,6,,\ncases,gender,A_or_U,,,:\n").attack();
}

#[test]
#[should_panic(expected = "each of 2 hidden cells is 1 to 4 of 5")]
fn the_attack_works_out_that_cells_hidden_together_are_small() {
    careless("cases,gender,K,15,,\ncases,gender,M,,,:\ncases,gender,A_or_U,,,:\n").attack();
}

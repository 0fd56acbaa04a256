//! Made-up cases for the tests: few people, few years, so that they meet.

use time::{Date, Duration, Month, OffsetDateTime};
use uuid::Uuid;

use crate::access::{Actor, Scope, Session, SessionId, Stage};
use crate::domain::{
    Assessment, Assignment, CaseId, Closing, Code, Contact, ContactId, Duties, Facts, List, Person, PersonId,
    Point, Question, Referral, Role, Service, Staff, Standing, Team, TeamId, UserId, Workplace,
};

/// Numbers to make something of. Neighbours are of the same kind, so that a shrunk one is a simple case.
pub(super) type Draw = [u16; 20];

pub(super) const OWNERS: u16 = 4;
pub(super) const TEAMS: u16 = 3;
const CASES: u16 = 12;

pub(super) fn owner(number: u16) -> UserId {
    UserId(Uuid::from_u128(0x0A00 + u128::from(number)))
}

pub(super) fn team(number: u16) -> TeamId {
    TeamId(Uuid::from_u128(0x0B00 + u128::from(number)))
}

/// The order of ids is not the order of numbers: the first bits differ one way, the last ones the other.
fn case_id(number: u16) -> CaseId {
    let number = u128::from(number);
    CaseId(Uuid::from_u128((number << 100) | (1_000 - number)))
}

fn code<L: List>(draw: u16) -> Code<L> {
    let place = usize::from(draw) % Code::<L>::all().count();
    Code::all().nth(place).expect("the place is in the list")
}

/// None, one or two codes.
fn codes<L: List>(draw: u16) -> Vec<Code<L>> {
    [draw, draw / 7].into_iter().take(usize::from(draw % 3)).map(code).collect()
}

fn day(draw: u16) -> Date {
    Date::from_calendar_date(2023, Month::December, 1).expect("a day") + Duration::days((draw % 420).into())
}

pub(super) fn facts(draw: &Draw) -> Facts {
    let opened = day(draw[3]);
    let assessment = |point, main: u16, additional: u16, risk: u16| Assessment {
        point,
        on: opened,
        main: code(main),
        additional: codes(additional),
        risk: code(risk),
    };
    Facts {
        id: case_id(draw[0] % CASES),
        lists: "2026-1".to_owned(),
        service: Service::ALL[usize::from(draw[1] % 2)],
        team: team(draw[2] % TEAMS),
        owner: owner(draw[2] / TEAMS % OWNERS),
        workplace: Workplace { kind: None, county: codes(draw[4]).pop(), mission: codes(draw[5]).pop() },
        opened,
        // The last outcome, registered in error, is made more frequent than it is.
        closing: (draw[6] % 2 == 1).then(|| Closing {
            on: opened + Duration::days((draw[6] % 90).into()),
            outcome: code(draw[7] % 12 % 9),
        }),
        person: Person {
            gender: code(draw[8]),
            age_band: code(draw[9]),
            country: code(draw[10]),
            location: code(draw[11]),
        },
        opening: assessment(Point::Opening, draw[12], draw[13], draw[14]),
        later: (0..draw[15] % 3)
            .map(|nth| {
                assessment(Point::FollowUp, draw[16].wrapping_add(nth), draw[17], draw[18].wrapping_add(nth))
            })
            .collect(),
        referral: Referral { main: code(draw[19]), others: Vec::new() },
        controllers: Vec::new(),
        arenas: Vec::new(),
        violence: Vec::new(),
        stay_reasons: Vec::new(),
        actions: Vec::new(),
        duties: Duties { report: code(draw[4]), avert: code(draw[5]) },
        known_to: Vec::new(),
    }
}

pub(super) fn contact(draw: &[u16; 6]) -> (ContactId, Contact) {
    let service = Service::ALL[usize::from(draw[1] % 4)];
    let (team, on) = (team(0), day(draw[2]));
    let contact = if draw[3].is_multiple_of(2) {
        let (target, form, mode) = (code(draw[4]), code(draw[5]), code(draw[4]));
        Contact::Assignment(Assignment { service, team, on, target, form, mode, participants: None })
    } else {
        Contact::Question(Question { service, team, on, gender: code(draw[5]) })
    };
    (ContactId(Uuid::from_u128((draw[0] % 6).into())), contact)
}

/// What an adviser, or the lead of a team, may list.
pub(super) fn scope(role: Role, user: UserId, of: TeamId) -> Scope {
    let staff = Staff {
        id: user,
        person: PersonId(user.0),
        login: String::new(),
        name: String::new(),
        role,
        team: Some(of),
        workplace: Workplace::default(),
        until: day(0),
        standing: Standing::Active,
    };
    let at = OffsetDateTime::UNIX_EPOCH;
    let id = SessionId(Uuid::nil());
    let session = Session { id, user, stage: Stage::In, started: at, seen: at, proven: at };
    Actor::new(staff, Some(Team { id: of, service: Service::Mr, name: String::new() }), session).scope()
}

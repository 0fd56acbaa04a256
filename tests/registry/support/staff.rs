//! Who works in every story's registry.

use fortrolig::access::{Credentials, Passphrase, Totp, TotpSecret};
use fortrolig::domain::{Code, PersonId, Role, Service, Staff, Standing, Team, TeamId, UserId, Workplace};
use fortrolig::registry::Member;
use time::Duration;
use uuid::Uuid;

use super::answers::today;

/// Somebody of the staff.
struct Known {
    login: &'static str,
    name: &'static str,
    role: Role,
    /// The name of her team.
    team: Option<&'static str>,
    /// Codes of the kind of workplace, the county and the mission; empty where there is none.
    place: [&'static str; 3],
}

/// The teams: their services and names.
pub(crate) const TEAMS: [(&str, &str); 4] =
    [("MR", "Oslo"), ("MR", "Vestland"), ("SU", "Utsendingene"), ("KT", "Kompetanseteamet")];

/// An adviser in Oslo, whose cases most stories are about.
pub(crate) const ADVISER: &str = "kari";
/// Her colleague in the same team.
pub(crate) const COLLEAGUE: &str = "lise";
/// The lead of their team.
pub(crate) const LEAD: &str = "leder.oslo";
/// The lead of another team.
pub(crate) const OTHER_LEAD: &str = "leder.vest";
/// A special envoy in Amman.
pub(crate) const ENVOY: &str = "utsending";
/// An adviser in the Kompetanseteam.
pub(crate) const EXPERT: &str = "kompetanse";
/// She makes statistics.
pub(crate) const STATISTICIAN: &str = "statistiker";
/// She approves them.
pub(crate) const APPROVER: &str = "godkjenner";
/// She manages people.
pub(crate) const ADMINISTRATOR: &str = "administrator";
/// She reads the log.
pub(crate) const AUDITOR: &str = "revisor";

/// What everybody signs in with.
pub(crate) const PASSPHRASE: &str = "alt er oppdiktet her";

/// What everybody's telephone makes codes from.
pub(crate) fn secret() -> TotpSecret {
    TotpSecret::from_bytes(*b"alt er oppdiktet her")
}

const SCHOOL: [&str; 3] = ["VGS", "03", ""];
const NOWHERE: [&str; 3] = ["", "", ""];

const EVERYBODY: [Known; 10] = [
    Known { login: ADVISER, name: "Kari Demo", role: Role::Adviser, team: Some("Oslo"), place: SCHOOL },
    Known { login: COLLEAGUE, name: "Lise Demo", role: Role::Adviser, team: Some("Oslo"), place: SCHOOL },
    Known { login: LEAD, name: "Anne Demo", role: Role::TeamLead, team: Some("Oslo"), place: SCHOOL },
    Known {
        login: OTHER_LEAD,
        name: "Berit Demo",
        role: Role::TeamLead,
        team: Some("Vestland"),
        place: ["USK", "46", ""],
    },
    Known {
        login: ENVOY,
        name: "Olav Demo",
        role: Role::Envoy,
        team: Some("Utsendingene"),
        place: ["UTS", "", "AMM"],
    },
    Known {
        login: EXPERT,
        name: "Sara Demo",
        role: Role::Adviser,
        team: Some("Kompetanseteamet"),
        place: ["DIR", "", ""],
    },
    Known { login: STATISTICIAN, name: "Tor Demo", role: Role::Statistician, team: None, place: NOWHERE },
    Known { login: APPROVER, name: "Unni Demo", role: Role::Approver, team: None, place: NOWHERE },
    Known { login: ADMINISTRATOR, name: "Vera Demo", role: Role::Administrator, team: None, place: NOWHERE },
    Known { login: AUDITOR, name: "Wenche Demo", role: Role::Auditor, team: None, place: NOWHERE },
];

/// The teams of every story's registry.
pub(crate) fn teams() -> Vec<Team> {
    let team = |(service, name): &(&str, &str)| Team {
        id: TeamId(Uuid::new_v4()),
        service: Service::parse(service).expect("a service"),
        name: (*name).to_owned(),
    };
    TEAMS.iter().map(team).collect()
}

/// Everybody, with what she comes in with, in these teams.
pub(crate) fn members(teams: &[Team]) -> Vec<Member> {
    let hash = Passphrase::typed(PASSPHRASE).hash().expect("it is hashed");
    let member = |known: &Known| {
        let id = Uuid::new_v4();
        let [kind, county, mission] = known.place;
        let workplace = Workplace { kind: code(kind), county: code(county), mission: code(mission) };
        let team = known.team.and_then(|name| teams.iter().find(|team| team.name == name));
        let staff = Staff {
            id: UserId(id),
            person: PersonId(id),
            login: known.login.to_owned(),
            name: known.name.to_owned(),
            role: known.role,
            team: team.map(|team| team.id),
            workplace,
            until: today() + Duration::days(200),
            standing: Standing::Active,
        };
        let totp = Some(Totp { secret: secret(), last_step: None });
        Member {
            staff,
            credentials: Credentials { passphrase: Some(hash.clone()), totp, ..Credentials::default() },
        }
    };
    EVERYBODY.iter().map(member).collect()
}

fn code<L: fortrolig::domain::List>(text: &str) -> Option<Code<L>> {
    (!text.is_empty()).then(|| Code::parse(text).expect("a code of the list"))
}

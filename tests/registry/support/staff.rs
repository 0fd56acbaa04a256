//! Who works in every story's registry.

/// Somebody, and how `fortrolig staff add` is told of her.
pub(crate) struct Member {
    pub(crate) login: &'static str,
    pub(crate) name: &'static str,
    pub(crate) role: &'static str,
    /// The name of her team.
    pub(crate) team: Option<&'static str>,
    pub(crate) place: &'static [&'static str],
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

const SCHOOL: &[&str] = &["--workplace", "VGS", "--county", "03"];

/// Everybody.
pub(crate) const MEMBERS: [Member; 10] = [
    Member { login: ADVISER, name: "Kari Demo", role: "adviser", team: Some("Oslo"), place: SCHOOL },
    Member { login: COLLEAGUE, name: "Lise Demo", role: "adviser", team: Some("Oslo"), place: SCHOOL },
    Member { login: LEAD, name: "Anne Demo", role: "team-lead", team: Some("Oslo"), place: SCHOOL },
    Member {
        login: OTHER_LEAD,
        name: "Berit Demo",
        role: "team-lead",
        team: Some("Vestland"),
        place: &["--workplace", "USK", "--county", "46"],
    },
    Member {
        login: ENVOY,
        name: "Olav Demo",
        role: "envoy",
        team: Some("Utsendingene"),
        place: &["--workplace", "UTS", "--mission", "AMM"],
    },
    Member {
        login: EXPERT,
        name: "Sara Demo",
        role: "adviser",
        team: Some("Kompetanseteamet"),
        place: &["--workplace", "DIR"],
    },
    Member { login: STATISTICIAN, name: "Tor Demo", role: "statistician", team: None, place: &[] },
    Member { login: APPROVER, name: "Unni Demo", role: "approver", team: None, place: &[] },
    Member { login: ADMINISTRATOR, name: "Vera Demo", role: "administrator", team: None, place: &[] },
    Member { login: AUDITOR, name: "Wenche Demo", role: "auditor", team: None, place: &[] },
];

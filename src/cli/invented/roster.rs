//! The people of the invented registry: teams, and who works in them.

use crate::domain::{
    County, Mission, PersonId, Role, Service, Staff, Standing, Team, TeamId, UserId, Workplace, WorkplaceType,
};

use super::LAST_DAY;
use super::draw::{Draw, Table};

/// The regional teams of the diversity advisers: name, login part, counties with how many advisers each.
const REGIONS: [(&str, &str, &Table); 8] = [
    ("Oslo", "oslo", &[("03", 14)]),
    ("Øst", "ost", &[("32", 7), ("31", 5)]),
    ("Vestviken", "vestviken", &[("33", 5), ("39", 4), ("40", 3)]),
    ("Innlandet", "innlandet", &[("34", 5)]),
    ("Sør", "sor", &[("11", 6), ("42", 4)]),
    ("Vest", "vest", &[("46", 6)]),
    ("Midt", "midt", &[("50", 4), ("15", 2)]),
    ("Nord", "nord", &[("18", 2), ("55", 1), ("56", 1)]),
];

/// The missions: code, name, login part.
const MISSIONS: [(&str, &str, &str); 4] = [
    ("AMM", "Amman", "amman"),
    ("ANK", "Ankara", "ankara"),
    ("ISB", "Islamabad", "islamabad"),
    ("NBO", "Nairobi", "nairobi"),
];

const ENVOYS_AT_A_MISSION: u32 = 2;
const EXPERT_TEAM: u32 = 10;
const FAGTEAM: u32 = 4;

/// How many of the 69 diversity advisers had begun by each year, about as the services grew.
const ADVISERS: [(i32, u32); 5] = [(2021, 59), (2022, 59), (2023, 59), (2024, 65), (2025, 69)];

/// Someone who can own a case.
pub(super) struct CaseWorker {
    pub(super) id: UserId,
    pub(super) team: TeamId,
    pub(super) service: Service,
    pub(super) workplace: Workplace,
    /// How many cases she takes beside the others: caseloads are uneven.
    pub(super) weight: u32,
    began: i32,
}

impl CaseWorker {
    /// Whether she had begun by `year`.
    pub(super) fn works_in(&self, year: i32) -> bool {
        self.began <= year
    }

    /// Her workplace as `year` named it: the counties of 2020 were divided in 2024.
    pub(super) fn workplace_in(&self, year: i32) -> Workplace {
        let county = self.workplace.county.map(|county| match county.as_str() {
            "31" | "32" | "33" if year < 2024 => County::known("30"),
            "39" | "40" if year < 2024 => County::known("38"),
            "55" | "56" if year < 2024 => County::known("54"),
            _ => county,
        });
        Workplace { county, ..self.workplace }
    }
}

/// Teams, staff, and those of the staff who own cases.
pub(super) struct Roster {
    pub(super) teams: Vec<Team>,
    pub(super) staff: Vec<Staff>,
    pub(super) workers: Vec<CaseWorker>,
}

impl Roster {
    /// The people of this seed. Only ids and caseloads hang on it; logins and names are always the same.
    pub(super) fn new(seed: u64) -> Self {
        let mut draw = Draw::new(seed, 0);
        let mut roster = Self { teams: Vec::new(), staff: Vec::new(), workers: Vec::new() };
        roster.diversity_advisers(&mut draw);
        roster.envoys(&mut draw);
        roster.national_teams(&mut draw);
        for (login, name, role) in [
            ("statistiker1", "Demo Statistiker 1", Role::Statistician),
            ("statistiker2", "Demo Statistiker 2", Role::Statistician),
            ("godkjenner", "Demo Godkjenner", Role::Approver),
            ("administrator", "Demo Administrator", Role::Administrator),
            ("revisor", "Demo Revisor", Role::Auditor),
        ] {
            roster.hire(&mut draw, login.to_owned(), name.to_owned(), role, None, Workplace::default());
        }
        roster
    }

    /// The teams of a service.
    pub(super) fn teams_of(&self, service: Service) -> Vec<TeamId> {
        self.teams.iter().filter(|team| team.service == service).map(|team| team.id).collect()
    }

    fn diversity_advisers(&mut self, draw: &mut Draw) {
        let mut number = 0;
        for (name, login, counties) in REGIONS {
            let team = self.found(draw, Service::Mr, format!("Demo mangfoldsrådgivere {name}"));
            let seat = Workplace { county: Some(County::known(counties[0].0)), ..Workplace::default() };
            self.lead(draw, login, name, team, seat);
            for county in counties.iter().flat_map(|(code, count)| (0..*count).map(|_| County::known(code))) {
                number += 1;
                let kind = WorkplaceType::known(match number % 13 {
                    3 | 9 => "USK",
                    6 | 12 => "VOS",
                    _ => "VGS",
                });
                let workplace = Workplace { kind: Some(kind), county: Some(county), mission: None };
                let (login, name) = (format!("radgiver{number:02}"), format!("Demo Rådgiver {number:02}"));
                let id = self.hire(draw, login, name, Role::Adviser, Some(team), workplace);
                // 29 shares no factor with 69: the newest are spread over the country.
                let rank = number * 29 % 69;
                let began = ADVISERS.iter().find(|(_, count)| rank < *count).map_or(2021, |(year, _)| *year);
                self.assign(draw, id, team, Service::Mr, workplace, began);
            }
        }
    }

    fn envoys(&mut self, draw: &mut Draw) {
        let team = self.found(draw, Service::Su, "Demo spesialutsendinger".to_owned());
        self.lead(draw, "su", "spesialutsendinger", team, Workplace::default());
        for (code, name, login) in MISSIONS {
            for number in 1..=ENVOYS_AT_A_MISSION {
                let login = if number == 1 {
                    format!("utsending.{login}")
                } else {
                    format!("utsending.{login}{number}")
                };
                let name = format!("Demo Utsending {name} {number}");
                let (kind, mission) = (Some(WorkplaceType::known("UTS")), Some(Mission::known(code)));
                let workplace = Workplace { kind, county: None, mission };
                let id = self.hire(draw, login, name, Role::Envoy, Some(team), workplace);
                self.assign(draw, id, team, Service::Su, workplace, 2021);
            }
        }
    }

    fn national_teams(&mut self, draw: &mut Draw) {
        let directorate = Workplace { kind: Some(WorkplaceType::known("DIR")), ..Workplace::default() };
        let team = self.found(draw, Service::Kt, "Demo Kompetanseteamet".to_owned());
        self.lead(draw, "kt", "Kompetanseteamet", team, directorate);
        for number in 1..=EXPERT_TEAM {
            let (login, name) = (format!("kompetanse{number:02}"), format!("Demo Kompetanse {number:02}"));
            let id = self.hire(draw, login, name, Role::Adviser, Some(team), directorate);
            self.assign(draw, id, team, Service::Kt, directorate, 2021);
        }
        let team = self.found(draw, Service::Ft, "Demo Fagteamet".to_owned());
        self.lead(draw, "ft", "Fagteamet", team, directorate);
        for number in 1..=FAGTEAM {
            let (login, name) = (format!("fagteam{number}"), format!("Demo Fagteam {number}"));
            self.hire(draw, login, name, Role::Adviser, Some(team), directorate);
        }
    }

    fn found(&mut self, draw: &mut Draw, service: Service, name: String) -> TeamId {
        let id = TeamId(draw.id());
        self.teams.push(Team { id, service, name });
        id
    }

    fn lead(&mut self, draw: &mut Draw, login: &str, name: &str, team: TeamId, workplace: Workplace) {
        let (login, name) = (format!("leder.{login}"), format!("Demo Leder {name}"));
        self.hire(draw, login, name, Role::TeamLead, Some(team), workplace);
    }

    fn hire(
        &mut self,
        draw: &mut Draw,
        login: String,
        name: String,
        role: Role,
        team: Option<TeamId>,
        workplace: Workplace,
    ) -> UserId {
        let id = UserId(draw.id());
        self.staff.push(Staff {
            id,
            person: PersonId(id.0),
            login,
            name,
            role,
            team,
            workplace,
            until: LAST_DAY,
            standing: Standing::Active,
        });
        id
    }

    fn assign(
        &mut self,
        draw: &mut Draw,
        id: UserId,
        team: TeamId,
        service: Service,
        workplace: Workplace,
        began: i32,
    ) {
        // The smaller of two draws: many with few cases, few with many.
        let weight = draw.between(8, 32).min(draw.between(8, 40));
        self.workers.push(CaseWorker { id, team, service, workplace, weight, began });
    }
}

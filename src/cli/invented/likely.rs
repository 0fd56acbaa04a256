//! What is likely once the outline of a case is known. Invented.

use crate::domain::Service;

use super::draw::Table;

/// Concerns beside the main one.
pub(super) fn additional(service: Service) -> &'static Table {
    match service {
        Service::Mr => &[
            ("NSK", 400),
            ("TRV", 250),
            ("FUU", 120),
            ("FTE", 95),
            ("KSM", 48),
            ("RAS", 45),
            ("GUU", 14),
            ("ANN", 18),
            ("FKL", 4),
        ],
        Service::Su => &[
            ("NSK", 360),
            ("TRV", 270),
            ("GUU", 130),
            ("FTE", 140),
            ("GTE", 40),
            ("FKL", 18),
            ("BEK", 12),
            ("ANN", 20),
        ],
        Service::Kt | Service::Ft => &[
            ("NSK", 340),
            ("TRV", 300),
            ("FTE", 150),
            ("FUU", 90),
            ("GUU", 40),
            ("GTE", 25),
            ("MTE", 20),
            ("FKL", 14),
            ("BEK", 6),
            ("ANN", 10),
        ],
    }
}

/// Risk at opening, by main concern.
pub(super) fn risk(concern: &str) -> &'static Table {
    match concern {
        "TRV" => &[("L", 80), ("M", 380), ("H", 400), ("A", 110), ("I", 30)],
        "GUU" | "GTE" | "MTE" => &[("L", 60), ("M", 330), ("H", 450), ("A", 130), ("I", 30)],
        "FTE" | "FUU" | "FKL" | "BEK" => &[("L", 120), ("M", 450), ("H", 340), ("A", 60), ("I", 30)],
        _ => &[("L", 420), ("M", 420), ("H", 100), ("A", 10), ("I", 50)],
    }
}

/// Who exercises the control.
pub(super) fn controllers(concern: &str) -> &'static Table {
    match concern {
        "GTE" | "MTE" => &[("EKT", 300), ("SVI", 220), ("FOR", 300), ("SLE", 120), ("SOS", 60)],
        "RAS" | "ANN" => &[("MED", 500), ("MIL", 150), ("FOR", 150), ("UKJ", 200)],
        "NSK" => &[
            ("FOR", 470),
            ("SOS", 190),
            ("MIL", 90),
            ("SLE", 80),
            ("MED", 60),
            ("KJA", 50),
            ("TRO", 30),
            ("UKJ", 30),
        ],
        _ => &[
            ("FOR", 520),
            ("SOS", 150),
            ("SLE", 150),
            ("EKT", 60),
            ("KJA", 40),
            ("SVI", 20),
            ("MIL", 40),
            ("UKJ", 20),
        ],
    }
}

/// Where it is exercised.
pub(super) const ARENAS: &Table =
    &[("HJM", 480), ("SKO", 150), ("DIG", 190), ("FRI", 100), ("TRO", 40), ("UTL", 40)];

/// Forms of violence.
pub(super) const VIOLENCE: &Table =
    &[("PSY", 420), ("FYS", 330), ("MAT", 50), ("OKO", 80), ("SEK", 50), ("DRT", 70)];

/// Reasons for a stay abroad.
pub(super) const STAY_REASONS: &Table = &[
    ("DIS", 210),
    ("KUL", 180),
    ("TVE", 130),
    ("SKO", 110),
    ("AER", 90),
    ("UEN", 80),
    ("RUS", 70),
    ("LIV", 50),
    ("TIL", 40),
    ("KON", 10),
    ("UKJ", 90),
];

/// What is done.
pub(super) fn actions(service: Service) -> &'static Table {
    match service {
        Service::Mr => &[
            ("RAD", 300),
            ("OPP", 240),
            ("RTJ", 120),
            ("INF", 120),
            ("RIS", 110),
            ("TRE", 70),
            ("FOR", 70),
            ("BEK", 60),
            ("ANO", 60),
            ("HEL", 60),
            ("KTM", 55),
            ("GRP", 50),
            ("SIK", 50),
            ("HJE", 50),
            ("POL", 30),
            ("ING", 25),
            ("FVK", 20),
            ("NAV", 15),
            ("SUM", 15),
            ("KRS", 12),
        ],
        Service::Su => &[
            ("RAD", 260),
            ("HJR", 180),
            ("RTJ", 150),
            ("INF", 150),
            ("RIS", 120),
            ("PAS", 120),
            ("KTM", 110),
            ("SIK", 90),
            ("BEK", 40),
            ("POL", 40),
            ("REF", 40),
            ("HJE", 40),
            ("ING", 40),
            ("KRS", 25),
            ("HEL", 15),
            ("NAV", 10),
        ],
        Service::Kt | Service::Ft => &[
            ("RTJ", 420),
            ("RIS", 200),
            ("SIK", 140),
            ("INF", 110),
            ("BOT", 90),
            ("RAD", 90),
            ("POL", 80),
            ("KRS", 70),
            ("SUM", 70),
            ("BEK", 60),
            ("ANO", 50),
            ("HJR", 40),
            ("HEL", 40),
            ("HJE", 40),
            ("REF", 30),
            ("NAV", 30),
            ("FOR", 20),
            ("FVK", 20),
            ("ING", 10),
        ],
    }
}

/// How it stood at closing.
pub(super) const OUTCOMES: &Table = &[
    ("TRY", 420),
    ("UEN", 180),
    ("HJM", 300),
    ("SLU", 110),
    ("OVT", 90),
    ("MIS", 90),
    ("ONS", 90),
    ("VER", 25),
];

/// The duty to report to child welfare.
pub(super) const REPORT_SERIOUS: &Table = &[("UTM", 560), ("IKU", 300), ("UTA", 80), ("IVU", 60)];
pub(super) const REPORT: &Table = &[("IKU", 780), ("IVU", 150), ("UTM", 60), ("UTA", 10)];
/// The duty to avert a serious crime.
pub(super) const AVERT_SERIOUS: &Table = &[("IKU", 480), ("UTM", 240), ("UTA", 220), ("IVU", 60)];
pub(super) const AVERT: &Table = &[("IKU", 800), ("IVU", 180), ("UTA", 15), ("UTM", 5)];

/// Where an envoy's case belongs, by the missions' country responsibilities as they stood in 2023; other
/// countries go to any of the four.
pub(super) fn mission(country: &str) -> Option<&'static str> {
    match country {
        "PK" | "AF" | "IN" | "BD" | "LK" | "NP" | "VN" | "TH" | "MM" => Some("ISB"),
        "JO" | "IQ" | "PS" | "IR" | "SY" | "LB" | "EG" | "LY" | "DZ" | "TN" | "MA" | "SA" | "YE" => {
            Some("AMM")
        }
        "TR" | "RU" | "XK" | "AL" | "BA" | "MK" | "UA" | "AZ" => Some("ANK"),
        "KE" | "SO" | "ET" | "DJ" | "SD" | "ER" | "GM" | "NG" | "GH" | "CD" | "TZ" | "UG" | "RW" | "BI"
        | "SN" => Some("NBO"),
        _ => None,
    }
}

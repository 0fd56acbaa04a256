//! The service-years: how many cases, and which counts are fixed.
//!
//! **Real**, as the services or the press printed them: the totals but those of 2024; the first half of 2021;
//! MR 2025 by gender (of the 15 that are neither K nor M, the split in 6 A and 9 U is invented); MR 2024 FUU
//! and GUU, SU 2024 GUU; MR 2023 FUU and GUU; KT 2022 TRV, NSK, GUU and FTE (which leaves 162 others), gender,
//! and police as source; KT 2021 abroad, abroad under 18, and police as source; and the sum of FUU and GUU
//! over MR and KT, 330 in 2021 and 387 in 2022, though not how it falls on the two.
//!
//! **Rounded** to whole cases from real percentages: MR 2023 NSK 66, TRV 16, FTE 5, K 70; KT 2023 K 71, M 25,
//! U 4 (one case up, so that they sum), under 18 52; KT 2021 TRV 32. From words: SU GUU «more than half» in
//! 2021 and 2023, «over 150» in 2022; MR 2022 as many under as over 18.
//!
//! **Invented**: all else, the totals of 2024 among it, and every crossing of two figures.

use crate::domain::Service;
use crate::domain::Service::{Kt, Mr, Su};

use super::draw::Table;

/// One service's year: its total, and the counts that are fixed within it. What is not fixed follows the
/// service's shares.
pub(super) struct YearFigures {
    pub(super) service: Service,
    pub(super) year: i32,
    /// Cases that are counted.
    pub(super) total: u32,
    /// Cases registered in error, beside the total.
    pub(super) mistaken: u32,
    /// Cases opened from January to June.
    pub(super) first_half: Option<u32>,
    pub(super) concerns: &'static Table,
    pub(super) genders: &'static Table,
    /// By `U18`, `O18` and `AUK`.
    pub(super) ages: &'static Table,
    pub(super) locations: &'static Table,
    /// Of those abroad, the ones under 18.
    pub(super) abroad_under_18: Option<u32>,
    pub(super) sources: &'static Table,
}

const fn of(service: Service, year: i32, total: u32, mistaken: u32) -> YearFigures {
    YearFigures {
        service,
        year,
        total,
        mistaken,
        first_half: None,
        concerns: &[],
        genders: &[],
        ages: &[],
        locations: &[],
        abroad_under_18: None,
        sources: &[],
    }
}

/// The fifteen service-years.
pub(super) const YEARS: [YearFigures; 15] = [
    YearFigures { first_half: Some(445), concerns: &[("FUU", 112), ("GUU", 50)], ..of(Mr, 2021, 983, 4) },
    YearFigures {
        concerns: &[("FUU", 140), ("GUU", 54)],
        ages: &[("U18", 470), ("O18", 470)],
        ..of(Mr, 2022, 950, 3)
    },
    YearFigures {
        concerns: &[("NSK", 593), ("TRV", 144), ("FUU", 60), ("FTE", 45), ("GUU", 37)],
        genders: &[("K", 629)],
        ..of(Mr, 2023, 899, 5)
    },
    YearFigures { concerns: &[("FUU", 106), ("GUU", 26)], ..of(Mr, 2024, 1000, 3) },
    YearFigures { genders: &[("K", 781), ("M", 305), ("A", 6), ("U", 9)], ..of(Mr, 2025, 1101, 4) },
    YearFigures { first_half: Some(127), concerns: &[("GUU", 148)], ..of(Su, 2021, 273, 1) },
    YearFigures { concerns: &[("GUU", 153)], ..of(Su, 2022, 235, 1) },
    YearFigures { concerns: &[("GUU", 132)], ..of(Su, 2023, 245, 2) },
    YearFigures { concerns: &[("GUU", 203)], ..of(Su, 2024, 330, 1) },
    of(Su, 2025, 384, 2),
    YearFigures {
        concerns: &[("TRV", 243), ("GUU", 100), ("FUU", 68)],
        locations: &[("UT", 192)],
        abroad_under_18: Some(116),
        sources: &[("POL", 53)],
        ..of(Kt, 2021, 759, 2)
    },
    YearFigures {
        concerns: &[("TRV", 368), ("NSK", 135), ("GUU", 113), ("FTE", 113), ("FUU", 80)],
        genders: &[("K", 670), ("M", 190), ("U", 31)],
        sources: &[("POL", 152)],
        ..of(Kt, 2022, 891, 4)
    },
    YearFigures {
        genders: &[("K", 807), ("M", 284), ("U", 46)],
        ages: &[("U18", 591)],
        ..of(Kt, 2023, 1137, 3)
    },
    of(Kt, 2024, 1490, 5),
    of(Kt, 2025, 1360, 4),
];

/// Competence-raising assignments of the envoys in 2025. Real.
pub(super) const SU_ASSIGNMENTS: u32 = 28;

/// Assignments of Fagteamet by year. Invented: none are published.
pub(super) const FT_ASSIGNMENTS: [(i32, u32); 2] = [(2024, 41), (2025, 57)];

/// Questions answered on ung.no in 2025 by gender: the total of 110 is real, the counts are rounded from the
/// real percentages 77, 21 and 2.
pub(super) const QUESTIONS: [(&str, u32); 3] = [("K", 85), ("M", 23), ("A", 2)];

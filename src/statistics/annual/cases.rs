//! [`AnnualCases`]: what is counted, as nobody reads it.

use super::programme::single;
use crate::statistics::linked::{Axis, Microdata, MisshapenAxis, TOTAL};

/// The cases of all services' frozen years, coded along the dimensions of the programme. Content: it has no `Debug`,
/// and nothing outside disclosure control can read it.
pub struct AnnualCases {
    codes: Vec<(&'static str, Vec<&'static str>)>,
    cases: Vec<Vec<(&'static str, &'static str)>>,
    impossible: Vec<[(&'static str, &'static str); 2]>,
}

impl AnnualCases {
    /// `codes`: each dimension with all its codes. `cases`: each case's codes, by dimension, of additional concerns as many
    /// as it has. `impossible`: pairs of codes that no case could have.
    pub fn new(
        codes: Vec<(&'static str, Vec<&'static str>)>,
        cases: Vec<Vec<(&'static str, &'static str)>>,
        impossible: Vec<[(&'static str, &'static str); 2]>,
    ) -> Self {
        Self { codes, cases, impossible }
    }

    /// The codes of a dimension; none where it was not counted.
    pub(super) fn codes(&self, dimension: &str) -> &[&'static str] {
        let found = self.codes.iter().find(|(name, _)| *name == dimension);
        found.map_or(&[], |(_, codes)| codes)
    }

    /// Pairs of codes that no case could have: their zeros are no secret and no cover.
    pub(super) fn impossible(&self) -> &[[(&'static str, &'static str); 2]] {
        &self.impossible
    }

    /// Each case, by its codes.
    pub(super) fn each(&self) -> impl Iterator<Item = &Vec<(&'static str, &'static str)>> {
        self.cases.iter()
    }

    /// How many cases are in a cell, by its code along each of these dimensions.
    pub(super) fn count(&self, dimensions: &[&str], codes: &[String]) -> u32 {
        let split: Vec<(&&str, &String)> =
            dimensions.iter().zip(codes).filter(|(_, code)| *code != TOTAL).collect();
        let within = |case: &&Vec<(&str, &str)>| {
            split.iter().all(|(name, code)| case.iter().any(|(of, is)| of == *name && is == code))
        };
        u32::try_from(self.cases.iter().filter(within).count()).unwrap_or(u32::MAX)
    }

    /// The counts, for the tables to be laid out.
    pub(super) fn microdata(&self) -> Result<Microdata, MisshapenAxis> {
        let axis = |name: &str| Axis::flat(name, self.codes(name).iter().map(|&code| code.to_owned()));
        let axes = single().into_iter().map(axis).collect::<Result<Vec<_>, _>>()?;
        let place = |case: &Vec<(&str, &str)>, axis: &Axis| {
            let code = case.iter().find(|(name, _)| *name == axis.name()).map(|(_, code)| *code);
            code.and_then(|code| axis.place(code)).ok_or(MisshapenAxis::NoTotal(axis.name().to_owned()))
        };
        let row = |case: &Vec<(&str, &str)>| axes.iter().map(|axis| place(case, axis)).collect();
        let rows = self.cases.iter().map(row).collect::<Result<Vec<Vec<u32>>, _>>()?;
        Ok(Microdata::from_counts(axes, rows.into_iter().map(|row| (row, 1))))
    }
}

//! [`Cost`]: what one guess at a passphrase costs.

use std::fmt;

use super::error::KeyringError;

/// Parameters of Argon2id (RFC 9106): memory, passes, lanes. Always between floor and ceiling.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cost {
    memory: u32,
    passes: u32,
    lanes: u32,
}

const FLOOR: Cost = Cost { memory: 64 << 10, passes: 3, lanes: 4 };
const CEILING: Cost = Cost { memory: 4 << 20, passes: 16, lanes: 16 };

impl Cost {
    /// `memory` in KiB. Refused below 64 MiB, 3 passes, 4 lanes, and above 4 GiB, 16 passes, 16 lanes.
    ///
    /// The floor holds even in a keyring whose authentication code fits: it stops whoever could once write
    /// the file from leaving a slot behind that is cheap to guess. The ceiling stops a file from taking all
    /// memory before it was authenticated.
    pub fn new(memory: u32, passes: u32, lanes: u32) -> Result<Self, KeyringError> {
        let cost = Self { memory, passes, lanes };
        let within = |low: Self, high: Self| {
            low.memory <= high.memory && low.passes <= high.passes && low.lanes <= high.lanes
        };
        if !within(FLOOR, cost) {
            Err(KeyringError::CostTooLow { cost: cost.to_string() })
        } else if !within(cost, CEILING) {
            Err(KeyringError::CostTooHigh { cost: cost.to_string() })
        } else {
            Ok(cost)
        }
    }

    /// 1 GiB, 3 passes, 4 lanes: some seconds, once, when the program starts.
    pub const fn recommended() -> Self {
        Self { memory: 1 << 20, ..FLOOR }
    }

    /// The least there is: 64 MiB, 3 passes, 4 lanes, the second recommendation of RFC 9106.
    pub const fn floor() -> Self {
        FLOOR
    }

    pub(super) fn params(self) -> Result<argon2::Params, KeyringError> {
        argon2::Params::new(self.memory, self.passes, self.lanes, Some(32)).map_err(KeyringError::Argon2)
    }
}

impl fmt::Display for Cost {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "m={},t={},p={}", self.memory, self.passes, self.lanes)
    }
}

/// Why a text is not a [`Cost`].
#[derive(Debug)]
pub(super) enum CostFault {
    Unreadable,
    Refused(KeyringError),
}

impl Cost {
    /// The cost that `text` says, in exactly the form that `Display` writes.
    pub(super) fn read(text: &str) -> Result<Self, CostFault> {
        let mut numbers = text.split(',').zip(["m=", "t=", "p="]).map(|(part, name)| {
            part.strip_prefix(name).and_then(|number| number.parse().ok()).ok_or(CostFault::Unreadable)
        });
        let mut next = || numbers.next().unwrap_or(Err(CostFault::Unreadable));
        let cost = Self::new(next()?, next()?, next()?).map_err(CostFault::Refused)?;
        if cost.to_string() == text { Ok(cost) } else { Err(CostFault::Unreadable) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_parameter_has_a_floor_and_a_ceiling() {
        for (memory, passes, lanes) in [(65_535, 3, 4), (65_536, 2, 4), (65_536, 3, 3)] {
            let refused = Cost::new(memory, passes, lanes);
            assert!(matches!(refused, Err(KeyringError::CostTooLow { .. })), "{refused:?}");
        }
        for (memory, passes, lanes) in [(67_108_864, 3, 4), (65_536, 17, 4), (65_536, 3, 17)] {
            let refused = Cost::new(memory, passes, lanes);
            assert!(matches!(refused, Err(KeyringError::CostTooHigh { .. })), "{refused:?}");
        }
        assert!(Cost::new(4 << 20, 16, 16).is_ok());
    }

    #[test]
    fn a_cost_is_read_back_from_its_text() {
        for cost in [Cost::floor(), Cost::recommended()] {
            assert!(Cost::read(&cost.to_string()).is_ok_and(|read| read == cost));
        }
        assert_eq!(Cost::recommended().to_string(), "m=1048576,t=3,p=4");
        for text in ["m=65536,t=3", "m=65536,t=3,p=4,q=1", "m=065536,t=3,p=4", "t=3,m=65536,p=4", ""] {
            assert!(matches!(Cost::read(text), Err(CostFault::Unreadable)), "{text}");
        }
    }
}

//! [`Axis`]: what linked tables are split by, with the sums among its codes.

use std::collections::{BTreeSet, HashMap};

use crate::statistics::interchange::{Grouping, TOTAL};

/// What tables are split by: codes in order, `Total` first, and for each code the groupings that sum to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Axis {
    name: String,
    codes: Vec<String>,
    /// For each code its groupings, each a list of the children's places.
    groupings: Vec<Vec<Vec<u32>>>,
    /// For each code all codes that it is part of, itself among them.
    above: Vec<Vec<u32>>,
    places: HashMap<String, u32>,
}

/// What is wrong with a hierarchy.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MisshapenAxis {
    /// Nothing sums to `Total`.
    #[error("the hierarchy of {0} has no {TOTAL}")]
    NoTotal(String),
    /// A code is part of itself.
    #[error("the hierarchy of {axis} goes in a circle through {code}")]
    Circle {
        /// Which axis.
        axis: String,
        /// A code on the circle.
        code: String,
    },
    /// A code stands twice under one parent, or its parent has a grouping without children.
    #[error("the hierarchy of {axis} has {code} twice under one parent, or nothing under it")]
    Twice {
        /// Which axis.
        axis: String,
        /// The code.
        code: String,
    },
    /// A code is part of a sum and of no total.
    #[error("{code} is no part of the {TOTAL} of {axis}")]
    Apart {
        /// Which axis.
        axis: String,
        /// The code.
        code: String,
    },
    /// Two groupings of one code hold different things, so that they are not two ways to sum one number.
    #[error("the groupings of {code} in {axis} hold different things")]
    Unequal {
        /// Which axis.
        axis: String,
        /// The code.
        code: String,
    },
}

impl Axis {
    /// The axis with these groupings. Codes keep the order in which they are first named, below `Total`.
    ///
    /// # Errors
    /// What is wrong with them: a circle, a code twice, a code that belongs nowhere, groupings that differ.
    pub fn new(name: &str, hierarchy: &[Grouping]) -> Result<Self, MisshapenAxis> {
        if !hierarchy.iter().any(|(parent, _)| parent == TOTAL) {
            return Err(MisshapenAxis::NoTotal(name.to_owned()));
        }
        let mut codes: Vec<String> = vec![TOTAL.to_owned()];
        let mut places = HashMap::from([(TOTAL.to_owned(), 0)]);
        for code in hierarchy.iter().flat_map(|(parent, children)| std::iter::once(parent).chain(children)) {
            if !places.contains_key(code) {
                places.insert(code.clone(), codes.len() as u32);
                codes.push(code.clone());
            }
        }
        let mut groupings = vec![Vec::new(); codes.len()];
        for (parent, children) in hierarchy {
            let twice = |code: &str| MisshapenAxis::Twice { axis: name.to_owned(), code: code.to_owned() };
            let mut seen = BTreeSet::new();
            if let Some(again) = children.iter().find(|child| !seen.insert(*child)) {
                return Err(twice(again));
            }
            if children.is_empty() {
                return Err(twice(parent));
            }
            let children: Vec<u32> = children.iter().map(|child| places[child]).collect();
            let own: &mut Vec<Vec<u32>> = &mut groupings[places[parent] as usize];
            if !own.contains(&children) {
                own.push(children);
            }
        }
        let mut axis = Self { name: name.to_owned(), codes, groupings, above: Vec::new(), places };
        axis.above = axis.climb()?;
        axis.demand_equal_groupings()?;
        Ok(axis)
    }

    /// The axis whose codes all stand right under `Total`.
    ///
    /// # Errors
    /// When a code is `Total` or stands twice, or there is none.
    pub fn flat(name: &str, codes: impl IntoIterator<Item = String>) -> Result<Self, MisshapenAxis> {
        Self::new(name, &[(TOTAL.to_owned(), codes.into_iter().collect())])
    }

    /// Its name: the column of the data.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Its codes, `Total` first.
    pub fn codes(&self) -> &[String] {
        &self.codes
    }

    /// The place of a code.
    pub fn place(&self, code: &str) -> Option<u32> {
        self.places.get(code).copied()
    }

    /// The groupings of the code at `place`; none where nothing is below it.
    pub fn groupings(&self, place: u32) -> &[Vec<u32>] {
        &self.groupings[place as usize]
    }

    /// Whether nothing is below the code at `place`, so that data are coded with it.
    pub fn is_inner(&self, place: u32) -> bool {
        self.groupings[place as usize].is_empty()
    }

    /// The places of the codes that data are coded with.
    pub(in crate::statistics) fn inner(&self) -> impl Iterator<Item = u32> {
        (0..self.codes.len() as u32).filter(|&place| self.is_inner(place))
    }

    /// All codes that the code at `place` is part of, itself among them.
    pub fn above(&self, place: u32) -> &[u32] {
        &self.above[place as usize]
    }

    /// For each code what it is part of, or what stands in the way.
    fn climb(&self) -> Result<Vec<Vec<u32>>, MisshapenAxis> {
        let mut parents = vec![Vec::new(); self.codes.len()];
        for (parent, groupings) in self.groupings.iter().enumerate() {
            for &child in groupings.iter().flatten() {
                parents[child as usize].push(parent as u32);
            }
        }
        let mut above = Vec::with_capacity(self.codes.len());
        for place in 0..self.codes.len() as u32 {
            let mut reached = BTreeSet::from([place]);
            let mut next = vec![place];
            while let Some(at) = next.pop() {
                for &parent in &parents[at as usize] {
                    if parent == place {
                        let code = self.codes[place as usize].clone();
                        return Err(MisshapenAxis::Circle { axis: self.name.clone(), code });
                    }
                    if reached.insert(parent) {
                        next.push(parent);
                    }
                }
            }
            if !reached.contains(&0) {
                let code = self.codes[place as usize].clone();
                return Err(MisshapenAxis::Apart { axis: self.name.clone(), code });
            }
            above.push(reached.into_iter().collect());
        }
        Ok(above)
    }

    fn demand_equal_groupings(&self) -> Result<(), MisshapenAxis> {
        for (place, groupings) in self.groupings.iter().enumerate() {
            let mut inner = groupings.iter().map(|children| self.inner_below(children));
            let first = inner.next();
            if inner.any(|other| Some(other) != first) || first.is_some_and(|first| first.is_none()) {
                let code = self.codes[place].clone();
                return Err(MisshapenAxis::Unequal { axis: self.name.clone(), code });
            }
        }
        Ok(())
    }

    /// The inner codes below these, or nothing when one of them is below two of them.
    fn inner_below(&self, children: &[u32]) -> Option<BTreeSet<u32>> {
        let mut found = BTreeSet::new();
        for place in self.inner() {
            match children.iter().filter(|child| self.above(place).contains(child)).count() {
                0 => {}
                1 => {
                    found.insert(place);
                }
                _ => return None,
            }
        }
        Some(found)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grouping(parent: &str, children: &[&str]) -> Grouping {
        (parent.to_owned(), children.iter().map(|&child| child.to_owned()).collect())
    }

    #[track_caller]
    fn refuses(hierarchy: &[(&str, &[&str])], said: &str) {
        let hierarchy: Vec<_> =
            hierarchy.iter().map(|(parent, children)| grouping(parent, children)).collect();
        let error = Axis::new("region", &hierarchy).expect_err("it is misshapen");
        assert!(error.to_string().contains(said), "{error}");
    }

    #[test]
    fn two_groupings_of_one_total_are_two_sums() {
        let axis = Axis::new(
            "region",
            &[
                grouping("Total", &["north", "south"]),
                grouping("north", &["a", "b"]),
                grouping("south", &["c"]),
                grouping("Total", &["town", "land"]),
                grouping("town", &["a", "c"]),
                grouping("land", &["b"]),
            ],
        )
        .expect("well formed");
        assert_eq!(axis.groupings(0).len(), 2);
        let a = axis.place("a").expect("it is there");
        let above: Vec<&str> = axis.above(a).iter().map(|&at| axis.codes()[at as usize].as_str()).collect();
        assert_eq!(above, ["Total", "north", "a", "town"]);
        assert!(axis.is_inner(a) && !axis.is_inner(0));
    }

    #[test]
    fn a_hierarchy_that_is_none_is_refused() {
        refuses(&[("north", &["a"])], "has no Total");
        refuses(&[("Total", &["a"]), ("a", &["b"]), ("b", &["a"])], "circle");
        refuses(&[("Total", &["a", "a"])], "twice");
        refuses(&[("Total", &["a"]), ("north", &["b"])], "no part");
        refuses(&[("Total", &["a", "b"]), ("Total", &["c"])], "different things");
        refuses(&[("Total", &["n", "s"]), ("n", &["a"]), ("s", &["a", "b"])], "different things");
    }
}

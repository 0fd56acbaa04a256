use std::collections::HashMap;

use super::Index;
use crate::domain::{CaseId, Emergency, EmergencyId};

/// Every emergency there has been. They are few, and what somebody must see at once cannot wait for a reading.
#[derive(Default)]
pub(super) struct Emergencies(HashMap<EmergencyId, (u64, Emergency)>);

impl Index {
    /// Takes in an emergency as it stands at this revision, in place of what was held of it.
    pub fn apply_emergency(&mut self, revision: u64, emergency: Emergency) {
        let held = self.emergencies.0.entry(emergency.id).or_insert((revision, emergency));
        if held.0 < revision {
            *held = (revision, emergency);
        }
    }

    /// Every emergency, in no order.
    pub fn emergencies(&self) -> impl Iterator<Item = &Emergency> {
        self.emergencies.0.values().map(|(_, emergency)| emergency)
    }

    /// The emergency with this id.
    pub fn find_emergency(&self, id: EmergencyId) -> Option<Emergency> {
        self.emergencies.0.get(&id).map(|(_, emergency)| *emergency)
    }

    /// The emergencies in which this case was opened, oldest first.
    pub fn emergencies_of(&self, case: CaseId) -> Vec<Emergency> {
        let mut found: Vec<Emergency> =
            self.emergencies().filter(|emergency| emergency.case == case).copied().collect();
        found.sort_by_key(|emergency| (emergency.at, emergency.id));
        found
    }
}

use uuid::Uuid;

/// Which emergency.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EmergencyId(pub Uuid);

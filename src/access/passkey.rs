/// A key of hers.
#[derive(Clone)]
pub struct Passkey(String);

impl Passkey {
    /// Whether it was taken out of use.
    pub fn is_suspended(&self) -> bool {
        false
    }

    /// Its stored form.
    pub fn to_json(&self) -> String {
        self.0.clone()
    }

    /// From its stored form.
    pub fn from_json(json: &str) -> Option<Self> {
        Some(Self(json.to_owned()))
    }
}

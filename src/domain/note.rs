use crate::confidential::Confidential;

/// The free text of a case, confidential from birth: never listed, never counted.
#[derive(Debug)]
pub struct Note(pub Confidential<String>);

impl Note {
    /// The longest note, in characters.
    pub const LONGEST: usize = 20_000;
}

use time::{Duration, OffsetDateTime};
use uuid::Uuid;

use super::{CaseId, EmergencyCategory, PersonId, TeamId, UserId};
use crate::confidential::Confidential;

/// Which emergency. Random: it may stand in an address, and tells nothing of the case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EmergencyId(pub Uuid);

/// That somebody opened one case of somebody else's in an emergency: who, which, why, and what was thought of it
/// afterwards. All of it but what was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Emergency {
    /// Its id.
    pub id: EmergencyId,
    /// The case that was opened.
    pub case: CaseId,
    /// The account that opened it.
    pub by: UserId,
    /// The person who did, whichever account she used.
    pub person: PersonId,
    /// Her team at that time.
    pub from: TeamId,
    /// What kind of emergency it was.
    pub category: EmergencyCategory,
    /// When.
    pub at: OffsetDateTime,
    /// Who worked the case then.
    pub owner: UserId,
    /// The team it belonged to then.
    pub team: TeamId,
    /// What somebody else thought of it.
    pub review: Review,
}

/// What became of an emergency afterwards.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Review {
    /// Nobody has said anything yet.
    Waiting,
    /// Somebody else has looked at it.
    Reviewed {
        /// Who.
        by: UserId,
        /// When.
        at: OffsetDateTime,
        /// What she found.
        verdict: Verdict,
    },
}

/// Whether it was right to open the case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It was.
    Justified,
    /// It was not.
    Unjustified,
}

impl Verdict {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Justified, Self::Unjustified];

    /// The stable name, in stored rows, in forms and in message keys.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Justified => "justified",
            Self::Unjustified => "unjustified",
        }
    }

    /// The verdict with this name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|verdict| verdict.as_str() == name)
    }
}

impl Emergency {
    /// For so long the case can be read.
    pub const LIFE: Duration = Duration::minutes(60);
    /// One person opens no more cases than this within [`DAY`](Self::DAY).
    pub const MOST_A_DAY: usize = 3;
    /// The time within which they are counted.
    pub const DAY: Duration = Duration::hours(24);
    /// A team whose people have so many that nobody has reviewed opens no more.
    pub const MOST_WAITING: usize = 10;
    /// The working days that a review may take. After that whoever opened the case opens no other.
    pub const REVIEW_WITHIN: u8 = 5;

    /// When the case can no longer be read.
    pub fn ends(&self) -> OffsetDateTime {
        self.at + Self::LIFE
    }

    /// Whether the case can be read at `now`.
    pub fn lasts(&self, now: OffsetDateTime) -> bool {
        now < self.ends()
    }

    /// Whether nobody has reviewed it yet.
    pub fn waits(&self) -> bool {
        self.review == Review::Waiting
    }
}

/// An emergency with what was typed about it, as it is kept.
#[derive(Debug)]
pub struct EmergencyReport {
    /// All that was not typed.
    pub emergency: Emergency,
    /// Why the case was opened.
    pub reason: Justification,
    /// What the reviewer wrote, if she did.
    pub remark: Option<Remark>,
}

/// Why somebody opened a case that is not hers, in her own words.
#[derive(Debug)]
pub struct Justification(pub Confidential<String>);

/// What a reviewer has to say beside her verdict.
#[derive(Debug)]
pub struct Remark(pub Confidential<String>);

/// Why a text is no justification.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unfounded {
    /// It says too little.
    TooShort,
    /// It is longer than anybody reads.
    TooLong,
}

impl Justification {
    /// The fewest characters, so that something is said.
    pub const SHORTEST: usize = 20;
    /// The most.
    pub const LONGEST: usize = 2_000;

    /// The justification in this text. Space fills no justification, wherever it stands.
    ///
    /// # Errors
    /// [`Unfounded`].
    pub fn parse(text: &str) -> Result<Self, Unfounded> {
        let text = text.trim();
        let said = text.split_whitespace().map(|word| word.chars().count() + 1).sum::<usize>();
        if said.saturating_sub(1) < Self::SHORTEST {
            Err(Unfounded::TooShort)
        } else if text.chars().count() > Self::LONGEST {
            Err(Unfounded::TooLong)
        } else {
            Ok(Self(Confidential::new(text.to_owned())))
        }
    }
}

impl Remark {
    /// The most characters.
    pub const LONGEST: usize = 2_000;

    /// The remark in this text, where there is any.
    ///
    /// # Errors
    /// [`Unfounded::TooLong`].
    pub fn parse(text: &str) -> Result<Option<Self>, Unfounded> {
        let text = text.trim();
        if text.chars().count() > Self::LONGEST {
            return Err(Unfounded::TooLong);
        }
        Ok((!text.is_empty()).then(|| Self(Confidential::new(text.to_owned()))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_justification_says_something() {
        let refused = |text: &str| Justification::parse(text).err();
        assert_eq!(refused(""), Some(Unfounded::TooShort));
        assert_eq!(refused("nitten tegn er lite"), Some(Unfounded::TooShort));
        assert_eq!(refused("  nitten tegn er lite \n\n"), Some(Unfounded::TooShort));
        assert_eq!(refused("a                        b"), Some(Unfounded::TooShort));
        assert_eq!(refused("tjue tegn er litt nå"), None);
        assert_eq!(refused(&"å".repeat(Justification::LONGEST)), None);
        assert_eq!(refused(&"å".repeat(Justification::LONGEST + 1)), Some(Unfounded::TooLong));
    }
}

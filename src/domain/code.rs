//! The code lists: what a case may say, as data.
//!
//! A list lies in `src/codelists/*.toml` and is embedded. A code is the list's and for ever; its labels, its
//! term and the services that use it stand beside it there, so that a new code needs no new Rust. In the
//! program a code is its place in the list, one byte, typed by the list it belongs to.
//!
//! Codes are case content. `Code` has no `Display` and no `Serialize`, and its `Debug`, like that of
//! [`CodeError`], names the list alone: a code cannot get into a log by accident.

mod error;
mod list;
mod lists;
mod service;
#[cfg(test)]
mod tests;

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;

use time::Date;

pub use error::CodeError;
pub use list::{CodeList, Entry, Group, Words};
pub use lists::*;
pub use service::Service;

use crate::domain::Language;

/// A code list as a type, so that a gender cannot stand where a concern belongs.
pub trait List: Copy + 'static {
    /// The list's name, as in its file: `concern`.
    const NAME: &'static str;

    /// The list itself, read once.
    fn list() -> &'static CodeList;
}

/// One code of the list `L`, as its place in that list.
pub struct Code<L: List>(u8, PhantomData<fn() -> L>);

impl<L: List> Code<L> {
    /// The code written so, whether in force or not: old cases keep old codes. Never echoes what it refuses.
    pub fn parse(code: &str) -> Result<Self, CodeError> {
        match L::list().find_position(code) {
            Some(position) => Ok(Self(position, PhantomData)),
            None => Err(CodeError::Unknown { list: L::NAME }),
        }
    }

    /// A code that our own source names, beside the rule that knows it.
    ///
    /// # Panics
    /// If the list has no such code: the source and the list disagree. For literals only, and a test calls
    /// every use; what a person or a file says goes through [`Code::parse`].
    pub fn known(code: &'static str) -> Self {
        match Self::parse(code) {
            Ok(known) => known,
            Err(_) => panic!("our source names the code {code}, which the list {} does not have", L::NAME),
        }
    }

    /// Every code of the list in its order, historical ones and those that are off among them.
    pub fn all() -> impl Iterator<Item = Self> {
        // Positions are bytes: the list was refused at loading if it had more codes than that.
        (0..=u8::MAX).take(L::list().len()).map(|position| Self(position, PhantomData))
    }

    /// The codes this service may choose for something that happens on this day.
    pub fn offered(service: Service, on: Date) -> impl Iterator<Item = Self> {
        Self::all().filter(move |code| code.in_force(service, on).is_ok())
    }

    /// The code, if this service may use it for something that happens on this day.
    pub fn in_force(self, service: Service, on: Date) -> Result<Self, CodeError> {
        if self.entry().in_force(service, on) {
            Ok(self)
        } else {
            Err(CodeError::NotInForce { list: L::NAME, code: self.as_str(), service, on })
        }
    }

    /// Whether the code may be used for this type of contact.
    pub fn suits(self, contact: ContactType) -> bool {
        match &self.entry().contact_types {
            Some(types) => types.iter().any(|code| code == contact.as_str()),
            None => true,
        }
    }

    /// The code as written in files and forms.
    pub fn as_str(self) -> &'static str {
        &self.entry().code
    }

    /// What a reader is shown.
    pub fn label(self, language: Language) -> &'static str {
        self.entry().label(language)
    }

    /// The help text, for the codes that need one.
    pub fn definition(self, language: Language) -> Option<&'static str> {
        self.entry().definition.as_ref().map(|definition| definition.say(language))
    }

    /// The group the code is published in, if any. Its label: [`CodeList::group_label`].
    pub fn group(self) -> Option<&'static str> {
        self.entry().group.as_deref()
    }

    /// The current code that a historical one corresponds to.
    pub fn crosswalk(self) -> Option<Self> {
        let current = self.entry().crosswalk.as_deref()?;
        Self::parse(current).ok()
    }

    /// Place in the list, from 0: a small integer for columns in memory. It changes from version to version
    /// of the list, so it is never stored.
    pub fn position(self) -> u8 {
        self.0
    }

    /// The code at this place in the list.
    pub fn from_position(position: u8) -> Option<Self> {
        (usize::from(position) < L::list().len()).then_some(Self(position, PhantomData))
    }

    /// All that the list says of the code.
    pub fn entry(self) -> &'static Entry {
        &L::list().entries[usize::from(self.0)]
    }
}

// By hand, since derived ones would ask the same of `L`, which is only a name.
impl<L: List> Clone for Code<L> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<L: List> Copy for Code<L> {}

impl<L: List> PartialEq for Code<L> {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}

impl<L: List> Eq for Code<L> {}

impl<L: List> PartialOrd for Code<L> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// The order of the list.
impl<L: List> Ord for Code<L> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.cmp(&other.0)
    }
}

impl<L: List> Hash for Code<L> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.hash(state);
    }
}

/// The list's name alone.
impl<L: List> fmt::Debug for Code<L> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Code({})", L::NAME)
    }
}

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Error, Unexpected, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::domain::{Code, List, Service};

/// A code in a stored form.
#[derive(Clone, Copy)]
pub(super) struct Coded<L: List>(pub(super) Code<L>);

impl<L: List> Serialize for Coded<L> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.0.as_str())
    }
}

impl<'de, L: List> Deserialize<'de> for Coded<L> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Reader<L>(PhantomData<L>);

        impl<L: List> Visitor<'_> for Reader<L> {
            type Value = Coded<L>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "a code of the list {}", L::NAME)
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
                // The error names the list and not what stood there.
                Code::parse(text)
                    .map(Coded)
                    .map_err(|_| E::invalid_value(Unexpected::Other("a string"), &self))
            }
        }

        deserializer.deserialize_str(Reader(PhantomData))
    }
}

/// Codes as a stored list.
pub(super) fn stored<L: List>(codes: &[Code<L>]) -> Vec<Coded<L>> {
    codes.iter().copied().map(Coded).collect()
}

/// A stored list as codes.
pub(super) fn opened<L: List>(stored: Vec<Coded<L>>) -> Vec<Code<L>> {
    stored.into_iter().map(|Coded(code)| code).collect()
}

/// A service in a stored form.
#[derive(Clone, Copy)]
pub(super) struct StoredService(pub(super) Service);

impl Serialize for StoredService {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.0.code())
    }
}

impl<'de> Deserialize<'de> for StoredService {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let code = std::borrow::Cow::<str>::deserialize(deserializer)?;
        Service::parse(&code).map(Self).ok_or_else(|| D::Error::custom("no service"))
    }
}

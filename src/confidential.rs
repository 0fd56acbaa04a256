//! [`Confidential<T>`]: content that is shown to its reader and to nobody else.

use std::fmt;

use zeroize::Zeroize;

/// A value that cannot be printed, serialised, compared or copied, and wipes itself when dropped.
///
/// There is one way to the inside, [`reveal`](Self::reveal); a test names the few places where it may be
/// said. The wrapper is what keeps content out of logs and error texts: a value without `Display` and with
/// a `Debug` that says nothing has no way into them.
pub struct Confidential<T: Zeroize>(T);

impl<T: Zeroize> Confidential<T> {
    /// Takes `value` in confidence.
    pub fn new(value: T) -> Self {
        Self(value)
    }

    /// Shows the content, to be sealed or to be shown to its reader.
    pub fn reveal(&self) -> &T {
        &self.0
    }
}

impl<T: Zeroize> Drop for Confidential<T> {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

impl<T: Zeroize> fmt::Debug for Confidential<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[confidential]")
    }
}

impl<T: Zeroize + Default> Default for Confidential<T> {
    fn default() -> Self {
        Self(T::default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_says_nothing() {
        let told = Confidential::new("KANARI".to_owned());
        assert_eq!(format!("{told:?} {:?}", Some(&told)), "[confidential] Some([confidential])");
    }
}

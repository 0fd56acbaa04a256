//! How numbers are written: in Norwegian with a hard space between thousands and a decimal comma, in
//! English with a comma and a point.

use crate::domain::Language;

/// The space that no line breaks at; it is also what Norwegian spreadsheets take for a thousands mark.
const HARD_SPACE: char = '\u{a0}';

/// `n` with its thousands apart: `1 234` (U+00A0) in Norwegian, `1,234` in English.
pub fn number(language: Language, n: u64) -> String {
    let mark = match language {
        Language::Nb | Language::Nn => HARD_SPACE,
        Language::En => ',',
    };
    let digits = n.to_string();
    let mut written = String::with_capacity(digits.len() * 2);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            written.push(mark);
        }
        written.push(digit);
    }
    written
}

/// A number of tenths with one decimal: `413` is `41,3` in Norwegian and `41.3` in English. Below zero
/// stands the minus sign U+2212.
pub fn tenths(language: Language, tenths: i64) -> String {
    let mark = match language {
        Language::Nb | Language::Nn => ',',
        Language::En => '.',
    };
    let size = tenths.unsigned_abs();
    let sign = if tenths < 0 { "\u{2212}" } else { "" };
    format!("{sign}{}{mark}{}", number(language, size / 10), size % 10)
}

/// What share `part` is of `whole`, in percent with one decimal, half rounded up: `41,3 %` in Norwegian,
/// `41.3%` in English. Nothing has a share of nothing.
pub fn percent(language: Language, part: u64, whole: u64) -> Option<String> {
    let (part, whole) = (u128::from(part), u128::from(whole));
    // Half of the divisor added before the division rounds half up, in whole numbers throughout.
    let rounded = (part * 2000 + whole).checked_div(whole * 2)?;
    let written = tenths(language, i64::try_from(rounded).ok()?);
    Some(match language {
        Language::Nb | Language::Nn => format!("{written}{HARD_SPACE}%"),
        Language::En => format!("{written}%"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_stand_apart() {
        for (n, nb, en) in [
            (0, "0", "0"),
            (999, "999", "999"),
            (1234, "1\u{a0}234", "1,234"),
            (1_234_567, "1\u{a0}234\u{a0}567", "1,234,567"),
        ] {
            assert_eq!(number(Language::Nb, n), nb);
            assert_eq!(number(Language::Nn, n), nb);
            assert_eq!(number(Language::En, n), en);
        }
    }

    #[test]
    fn tenths_have_one_decimal() {
        assert_eq!(tenths(Language::Nn, 5), "0,5");
        assert_eq!(tenths(Language::Nb, -34), "\u{2212}3,4");
        assert_eq!(tenths(Language::En, 12_345), "1,234.5");
    }

    /// 781, 305 and 15 of 1101 are printed so in the services' figures for 2025.
    #[test]
    fn shares_round_half_up() {
        let nb = |part, whole| percent(Language::Nb, part, whole);
        assert_eq!(nb(781, 1101).as_deref(), Some("70,9\u{a0}%"));
        assert_eq!(nb(305, 1101).as_deref(), Some("27,7\u{a0}%"));
        assert_eq!(nb(15, 1101).as_deref(), Some("1,4\u{a0}%"));
        assert_eq!(nb(1, 2000).as_deref(), Some("0,1\u{a0}%"));
        assert_eq!(percent(Language::En, 1, 1).as_deref(), Some("100.0%"));
        assert_eq!(nb(1, 0), None);
        assert_eq!(nb(0, 0), None);
    }
}

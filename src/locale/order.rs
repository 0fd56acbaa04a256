//! Norwegian alphabetical order, for lists of countries and the like.

use std::cmp::Ordering;

use unicode_normalization::UnicodeNormalization;

/// The key by which Norwegian lists are ordered, a letter a number.
///
/// æ, ø and å come last, in that order; aa is å; ä and ö count as æ and ø, ü as y; other marks
/// on letters, and everything that is neither letter nor digit, count for nothing. Capitals are as small
/// letters.
pub fn sort_key(text: &str) -> Vec<u32> {
    let letters: Vec<char> = text.nfc().flat_map(char::to_lowercase).collect();
    let mut key = Vec::with_capacity(letters.len());
    let mut rest = letters.iter().copied().peekable();
    while let Some(letter) = rest.next() {
        match letter {
            'a' if rest.next_if_eq(&'a').is_some() => key.push(LAST + 2),
            'æ' | 'ä' => key.push(LAST),
            'ø' | 'ö' => key.push(LAST + 1),
            'å' => key.push(LAST + 2),
            'ü' => key.push(u32::from('y')),
            'đ' | 'ð' => key.push(u32::from('d')),
            ' ' | '-' => key.push(u32::from(' ')),
            other => key.extend(other.nfd().filter(|c| c.is_alphanumeric()).map(u32::from)),
        }
    }
    key
}

/// Compares two names as a Norwegian list would; names with equal keys stand as they are written.
pub fn alphabetical(a: &str, b: &str) -> Ordering {
    sort_key(a).cmp(&sort_key(b)).then_with(|| a.cmp(b))
}

/// Just past every character, so that the three letters stand at the end of any alphabet.
const LAST: u32 = char::MAX as u32 + 1;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_three_letters_come_last_and_aa_is_å() {
        let mut names =
            vec!["Aasen", "Ås", "Østerrike", "Ærø", "Zambia", "Albania", "Åland", "Brasil", "Øst-Timor"];
        names.sort_by(|a, b| alphabetical(a, b));
        assert_eq!(
            names,
            ["Albania", "Brasil", "Zambia", "Ærø", "Øst-Timor", "Østerrike", "Åland", "Ås", "Aasen"]
        );
    }

    #[test]
    fn marks_and_capitals_count_for_nothing() {
        let mut names =
            vec!["São Tomé og Príncipe", "Samoa", "san Marino", "Saudi-Arabia", "Sør-Afrika", "Côte", "Cook"];
        names.sort_by(|a, b| alphabetical(a, b));
        assert_eq!(
            names,
            ["Cook", "Côte", "Samoa", "san Marino", "São Tomé og Príncipe", "Saudi-Arabia", "Sør-Afrika"]
        );
    }

    #[test]
    fn composed_and_decomposed_letters_are_one() {
        assert_eq!(sort_key("A\u{30a}s"), sort_key("Ås"));
    }

    #[test]
    fn words_stand_before_longer_words() {
        let mut names = vec!["Nederland", "Ned erland", "Nord-Makedonia", "Nord", "Nordkorea"];
        names.sort_by(|a, b| alphabetical(a, b));
        assert_eq!(names, ["Ned erland", "Nederland", "Nord", "Nord-Makedonia", "Nordkorea"]);
    }
}

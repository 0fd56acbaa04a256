//! Which passphrases a guesser tries first.
//!
//! `zxcvbn` (Wheeler, USENIX Security 2016) estimates how many guesses a text survives, from some ninety
//! thousand common passwords and English words, from keyboards, dates, repetitions and sequences. It knows no
//! Norwegian and nothing of this place: those words stand here, and the caller adds those of the person.

use std::collections::BTreeSet;

use zeroize::Zeroizing;
use zxcvbn::zxcvbn;

/// Ten thousand million guesses, the bound of zxcvbn's best class. Whoever holds a stolen hash, and the keys
/// to open it, needs a quarter of a second of one core for each: eighty years of one core, on average forty.
const ENOUGH_GUESSES_LOG10: f64 = 10.0;

/// This many different signs must be left when the words of this place and of the person are taken away.
/// Without it a row of five words that everybody here knows would pass for a long text.
const ENOUGH_LEFT: usize = 6;

/// Of this place.
const PLACE: &str = "\
    fortrolig register registeret saksregister sak saker henvendelse oppdrag imdi bufdir udi nav \
    politiet utlendingsdirektoratet utenriksdepartementet integrerings mangfoldsdirektoratet \
    kompetanseteam kompetanseteamet mangfoldsrådgiver mangfoldsrådgiverne integreringsrådgiver \
    spesialutsending minoritetsrådgiver rådgiver rådgivar teamleder teamleiar statistiker administrator \
    revisor godkjenner æresrelatert ære vold vald negativ sosial sosialkontroll kontroll tvangsekteskap \
    tvang ekteskap kjønnslemlestelse utenlandsopphold etterlatt skole skule kommune fylke norge noreg \
    direktorat departement team tjeneste teneste bruker brukar";

/// Of Norwegian: what stands on every list of passwords from here, and the keyboard's own rows.
const NORWEGIAN: &str = "\
    passord passordet passfrase hemmelig hemmelighet velkommen velkomen logg inn hei hallo jeg elsker \
    deg du meg jegelskerdeg min mitt mine vår sommer sommar høst haust vinter januar februar mars april \
    mai juni juli august september oktober november desember mandag måndag tirsdag tysdag onsdag torsdag \
    fredag lørdag laurdag søndag sundag jul påske ferie helg norsk oslo bergen trondheim stavanger \
    tromsø kristiansand drammen fredrikstad bodø sandnes rosenborg brann vålerenga viking lillestrøm \
    fotball ski hytte fjell fjord sol måne stjerne hund katt katten hunden mamma pappa barn jente gutt \
    familie venn kjærlighet kjærleik eple banan sjokolade kaffe bolle test tester kontor jobb jobben \
    arbeid pc data nettbrett telefon en to tre fire fem seks sju syv åtte ni ti ein qwertyuiopå \
    asdfghjkløæ zxcvbnm";

/// Whether a guesser who knows the place, and the person's `context` (login, name, team), is soon there.
/// Capitals do not count, and neither does what stands between words.
///
/// The copies that zxcvbn makes of the text are not wiped: it happens once, when the passphrase is chosen.
pub(super) fn is_guessable(text: &str, context: &[&str]) -> bool {
    let folded = Zeroizing::new(text.to_lowercase());
    let packed = packed(&folded);
    let mut known: Vec<String> = Vec::new();
    for said in context {
        let said = said.to_lowercase();
        known.push(self::packed(&said).to_string());
        known.extend(said.split(|sign: char| !sign.is_alphanumeric()).map(ToOwned::to_owned));
    }
    known.extend(PLACE.split(' ').map(ToOwned::to_owned));
    known.retain(|word| word.chars().count() > 2);

    let inputs: Vec<&str> = known.iter().map(String::as_str).chain(NORWEGIAN.split(' ')).collect();
    let soon = |form: &str| zxcvbn(form, &inputs).guesses_log10() < ENOUGH_GUESSES_LOG10;
    soon(&folded) || (!packed.is_empty() && soon(&packed)) || left(&folded, &packed, known) < ENOUGH_LEFT
}

/// Letters and digits alone.
fn packed(text: &str) -> Zeroizing<String> {
    Zeroizing::new(text.chars().filter(|sign| sign.is_alphanumeric()).collect())
}

/// How many different signs are left without the `known` words, the longest taken first.
fn left(folded: &str, packed: &str, mut known: Vec<String>) -> usize {
    known.sort_unstable_by_key(|word| std::cmp::Reverse(word.len()));
    let mut rest = Zeroizing::new(packed.to_owned());
    for word in known {
        // A blank keeps the two sides from forming a word that was never typed.
        rest = Zeroizing::new(rest.replace(&word, " "));
    }
    let marks = folded.chars().filter(|sign| !sign.is_alphanumeric());
    let signs: BTreeSet<char> = rest.chars().chain(marks).filter(|sign| !sign.is_whitespace()).collect();
    signs.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    const CONTEXT: [&str; 3] = ["kanor17", "Kari Anne Nordmann", "Team Østfold"];

    #[test]
    fn what_everybody_tries_is_guessable() {
        for text in [
            "aaaaaaaaaaaaaaaa",
            "abababababababab",
            "æøåæøåæøåæøåæøå",
            "123456789012345",
            "098765432109876543",
            "abcdefghijklmnop",
            "qwertyuiopåasdfghjkløæ",
            "1q2w3e4r5t6y7u8i9o0p",
            "passordpassord1",
            "Passord12345678",
            "PASSORD-PASSORD-PASSORD",
            "p@ssordp@ssord1",
            "passwordpassword",
            "iloveyouiloveyou",
            "sommersommer2026",
            "sommer sommer 2026!",
            "velkommentilnorge",
            "jegelskerdeg123",
            "2026-03-02 2026-03-02",
            "                ",
        ] {
            assert!(is_guessable(text, &CONTEXT), "{text}");
        }
    }

    #[test]
    fn words_of_the_place_and_of_the_person_are_guessable() {
        for text in [
            "mangfoldsrådgiver",
            "Mangfoldsrådgiver1!",
            "MANGFOLDSRÅDGIVER",
            "æresrelatert vold",
            "negativ sosial kontroll",
            "fortrolig register",
            "fortrolig-register-imdi-2026!",
            "kompetanseteamet imdi udi politiet nav",
            "kanor17kanor17kanor17",
            "kanor17-kanor17-2026",
            "Kari Anne Nordmann",
            "kariannenordmann1",
            "nordmann, kari anne",
            "team østfold fortrolig",
        ] {
            assert!(is_guessable(text, &CONTEXT), "{text}");
        }
    }

    #[test]
    fn a_sentence_of_ones_own_is_not() {
        for text in [
            "blåbær på fjellet i år",
            "correct horse battery staple",
            "kari liker å lese bøker om natten",
            "trikken stanset ved den gule porten",
            "den raude båten låg stille i vika",
            "😀🐻🌲🎈🍎🚲🎻⛵🧦🐟🌙🔑🥕🪁🎲",
            "xK4#vTq9!mLz2&pR",
        ] {
            assert!(!is_guessable(text, &CONTEXT), "{text}");
        }
    }

    #[test]
    fn the_person_decides() {
        let text = "Ragnfrid Bjørgvinsdotter";
        assert!(!is_guessable(text, &CONTEXT));
        assert!(is_guessable(text, &["ragbjo", "Ragnfrid Bjørgvinsdotter"]));
    }
}

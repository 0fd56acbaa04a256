//! The free text: invented sentences that fit any such case and describe nobody.
//!
//! No name, no number, no place: the sentences are chosen from a few, in bokmål or in nynorsk.

use crate::confidential::Confidential;
use crate::domain::{Language, Note};

use super::draw::Draw;
use super::outline::Outline;

/// A note on a case, or none: not every adviser writes one.
pub(super) fn note(draw: &mut Draw, outline: &Outline) -> Option<Note> {
    draw.happens(700).then(|| {
        let language = if draw.happens(650) { Language::Nb } else { Language::Nn };
        Note(Confidential::new(text(draw, language, outline)))
    })
}

fn text(draw: &mut Draw, language: Language, outline: &Outline) -> String {
    let nynorsk = language == Language::Nn;
    let said = |(nb, nn): (&'static str, &'static str)| if nynorsk { nn } else { nb };
    let matter = said(draw.any(matters(outline.concern)));
    let contact = said(contact(outline.source));
    let plan = said(draw.any(&PLANS));
    format!("{} {matter} {contact} {plan}", said(MARKER))
}

/// What every invented note begins with.
const MARKER: (&str, &str) = ("Oppdiktet:", "Oppdikta:");

type Sentence = (&'static str, &'static str);

fn matters(concern: &str) -> &'static [Sentence] {
    match concern {
        "GUU" => &[
            (
                "personen ønsker å reise hjem, men har ikke tilgang til pass.",
                "personen vil reise heim, men har ikkje tilgang til pass.",
            ),
            (
                "ferien ble lengre enn avtalt, og returbilletten er avbestilt av familien.",
                "ferien vart lengre enn avtalt, og familien har avbestilt returbilletten.",
            ),
            (
                "oppholdet er ikke frivillig, og skolegangen har stoppet opp.",
                "opphaldet er ikkje frivillig, og skulegangen har stoppa opp.",
            ),
        ],
        "FUU" => &[
            (
                "en planlagt reise uroer, og personen er redd for ikke å få komme tilbake.",
                "ei planlagd reise uroar, og personen er redd for ikkje å få kome tilbake.",
            ),
            (
                "familien snakker om skolegang i utlandet uten at personen er spurt.",
                "familien snakkar om skulegang i utlandet utan at personen er spurd.",
            ),
        ],
        "FTE" | "GTE" | "MTE" | "BEK" => &[
            (
                "familien legger press på personen om ekteskap.",
                "familien legg press på personen om ekteskap.",
            ),
            (
                "det er snakk om en forlovelse som personen ikke ønsker.",
                "det er snakk om ei truloving som personen ikkje ønskjer.",
            ),
        ],
        "TRV" => &[
            (
                "personen forteller om trusler hjemme og er redd for hva som skjer videre.",
                "personen fortel om truslar heime og er redd for kva som skjer vidare.",
            ),
            (
                "det er fortalt om vold etter en konflikt om klær og venner.",
                "det er fortalt om vald etter ein konflikt om klede og vener.",
            ),
            (
                "trusler kommer fra flere i slekten, også i meldinger på telefonen.",
                "truslar kjem frå fleire i slekta, også i meldingar på telefonen.",
            ),
        ],
        "FKL" | "GKL" => &[(
            "det er uro for helsen, og saken er tatt opp med helsetjenesten.",
            "det er uro for helsa, og saka er teken opp med helsetenesta.",
        )],
        _ => &[
            (
                "personen får ikke delta på fritidsaktiviteter og blir kontrollert på telefonen.",
                "personen får ikkje vere med på fritidsaktivitetar og blir kontrollert på telefonen.",
            ),
            (
                "søsken følger med i friminuttene og melder hjem.",
                "sysken følgjer med i friminutta og melder heim.",
            ),
            (
                "familien bestemmer hvem personen får være sammen med.",
                "familien avgjer kven personen får vere saman med.",
            ),
            (
                "personen lever et dobbeltliv og er sliten av å skjule det.",
                "personen lever eit dobbeltliv og er sliten av å skjule det.",
            ),
        ],
    }
}

fn contact(source: &str) -> Sentence {
    match source {
        "SEL" => ("Personen tok kontakt selv.", "Personen tok kontakt sjølv."),
        "FAM" | "VEN" | "PRI" => {
            ("En som står personen nær, tok kontakt.", "Ein som står personen nær, tok kontakt.")
        }
        "SKS" | "SKA" | "VOP" | "BHG" => {
            ("En bekymret ansatt tok kontakt.", "Ein uroleg tilsett tok kontakt.")
        }
        _ => ("En annen tjeneste tok kontakt.", "Ei anna teneste tok kontakt."),
    }
}

const PLANS: [Sentence; 5] = [
    (
        "Vi ble enige om en trygg måte å ha kontakt på, og om en ny samtale.",
        "Vi vart samde om ein trygg måte å ha kontakt på, og om ein ny samtale.",
    ),
    (
        "Risiko er gått gjennom, og neste steg er avklart med personen.",
        "Risikoen er gjennomgått, og neste steg er avklart med personen.",
    ),
    (
        "Personen ønsker foreløpig bare råd, og vet hvor hjelpen finnes.",
        "Personen vil førebels berre ha råd, og veit kvar hjelpa finst.",
    ),
    (
        "Videre oppfølging er avtalt sammen med andre tjenester.",
        "Vidare oppfølging er avtalt saman med andre tenester.",
    ),
    ("Det er laget en enkel plan for de neste ukene.", "Det er laga ein enkel plan for dei neste vekene."),
];

//! How dates and times are written and read.

use time::{Date, Month, Time};

use crate::domain::Language;

/// As in fields and tables: `17.05.2026` in Norwegian, `17/05/2026` in English.
pub fn date_short(language: Language, date: Date) -> String {
    let (year, month, day) = date.to_calendar_date();
    let month = u8::from(month);
    match language {
        Language::Nb | Language::Nn => format!("{day:02}.{month:02}.{year:04}"),
        Language::En => format!("{day:02}/{month:02}/{year:04}"),
    }
}

/// As in running text: `17. mai 2026` in Norwegian, `17 May 2026` in English.
pub fn date_long(language: Language, date: Date) -> String {
    let (year, month, day) = date.to_calendar_date();
    let dot = match language {
        Language::Nb | Language::Nn => ".",
        Language::En => "",
    };
    format!("{day}{dot} {} {year}", month_name(language, month))
}

/// Hours and minutes: `14.32` in Norwegian, `14:32` in English.
pub fn time_of_day(language: Language, time: Time) -> String {
    let mark = match language {
        Language::Nb | Language::Nn => '.',
        Language::En => ':',
    };
    format!("{:02}{mark}{:02}", time.hour(), time.minute())
}

/// Reads a date as people type it: `17.5.26`, `17/5-26`, `170526`, `17052026`, `17.05.2026` or
/// `2026-05-17`. The day comes first, unless the year does; two figures of a year are of this century.
pub fn parse_date(text: &str) -> Option<Date> {
    let text = text.trim();
    if !text.chars().all(|c| c.is_ascii_digit() || ['.', '/', '-', ' '].contains(&c)) {
        return None;
    }
    let parts: Vec<&str> = text.split(['.', '/', '-', ' ']).filter(|part| !part.is_empty()).collect();
    let (day, month, year) = match parts[..] {
        [all] if all.len() == 6 || all.len() == 8 => (&all[..2], &all[2..4], &all[4..]),
        [year, month, day] if year.len() == 4 => (day, month, year),
        [day, month, year] if year.len() == 2 || year.len() == 4 => (day, month, year),
        _ => return None,
    };
    if day.len() > 2 || month.len() > 2 {
        return None;
    }
    let century = if year.len() == 2 { 2000 } else { 0 };
    let month = Month::try_from(month.parse::<u8>().ok()?).ok()?;
    Date::from_calendar_date(century + year.parse::<i32>().ok()?, month, day.parse().ok()?).ok()
}

fn month_name(language: Language, month: Month) -> &'static str {
    let names = match language {
        Language::Nb | Language::Nn => [
            "januar",
            "februar",
            "mars",
            "april",
            "mai",
            "juni",
            "juli",
            "august",
            "september",
            "oktober",
            "november",
            "desember",
        ],
        Language::En => [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ],
    };
    names[usize::from(u8::from(month)) - 1]
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use time::Duration;
    use time::macros::{date, time};

    use super::*;

    #[test]
    fn dates_are_written_as_the_language_writes_them() {
        let day = date!(2026 - 05 - 07);
        assert_eq!(date_short(Language::Nn, day), "07.05.2026");
        assert_eq!(date_short(Language::En, day), "07/05/2026");
        assert_eq!(date_long(Language::Nb, day), "7. mai 2026");
        assert_eq!(date_long(Language::En, day), "7 May 2026");
        assert_eq!(time_of_day(Language::Nb, time!(14:32)), "14.32");
        assert_eq!(time_of_day(Language::En, time!(09:05)), "09:05");
    }

    #[test]
    fn all_the_usual_ways_of_writing_a_date_are_read() {
        for text in [
            "17.5.26",
            "170526",
            "17052026",
            "17/5-26",
            "17.05.2026",
            "2026-05-17",
            "17. 5. 2026",
            " 17.05.26 ",
            "17/05/2026",
        ] {
            assert_eq!(parse_date(text), Some(date!(2026 - 05 - 17)), "{text}");
        }
    }

    #[test]
    fn what_is_no_date_is_not_guessed_at() {
        for text in [
            "",
            "17",
            "17.5",
            "17.13.2026",
            "31.02.2026",
            "20260517",
            "17.5.026",
            "17 mai 2026",
            "1.2.3.2026",
            "-",
        ] {
            assert_eq!(parse_date(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again(days in 0_i64..36_500) {
            let day = date!(2000 - 01 - 01) + Duration::days(days);
            for language in Language::ALL {
                prop_assert_eq!(parse_date(&date_short(language, day)), Some(day));
            }
        }

        #[test]
        fn reading_never_panics(text in "\\PC{0,12}") {
            let _ = parse_date(&text);
        }
    }
}

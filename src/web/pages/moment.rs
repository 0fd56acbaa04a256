use time::OffsetDateTime;

use crate::clock::norwegian_time;
use crate::locale::{Words, date_short, time_of_day};

/// A day and a time of day.
pub(super) fn moment(words: &Words, at: OffsetDateTime) -> String {
    let at = norwegian_time(at);
    let (day, hour) = (date_short(words.language, at.date()), time_of_day(words.language, at.time()));
    words.say_with("approval-moment", &[("date", (&day).into()), ("time", (&hour).into())])
}

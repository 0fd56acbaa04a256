use fortrolig::clock::Clock;
use fortrolig::domain::Language;
use fortrolig::locale::date_short;
use time::{Date, Duration};

/// Answers to a form, in the order they are sent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Answers(Vec<(String, String)>);

impl Answers {
    pub(crate) fn none() -> Self {
        Self::default()
    }

    /// The fewest answers that make a case, today.
    pub(crate) fn case() -> Self {
        Self::none()
            .with("opened", written(today()))
            .with("main_concern", "NSK")
            .with("gender", "K")
            .with("age_band", "A16")
            .with("country", "XX")
            .with("location", "NO")
            .with("referral", "SEL")
            .with("risk", "L")
            .with("duty_report", "IKU")
            .with("duty_avert", "IKU")
    }

    /// Gives this answer, in place of every other to the same question.
    pub(crate) fn with(self, name: &str, answer: impl Into<String>) -> Self {
        self.without(name).and(name, answer)
    }

    /// Gives this answer beside others to the same question.
    pub(crate) fn and(mut self, name: &str, answer: impl Into<String>) -> Self {
        self.0.push((name.to_owned(), answer.into()));
        self
    }

    /// Leaves a question unanswered.
    pub(crate) fn without(mut self, name: &str) -> Self {
        self.0.retain(|(known, _)| known != name);
        self
    }

    /// The answers given to `name`.
    pub(crate) fn to(&self, name: &str) -> Vec<&str> {
        self.0.iter().filter(|(known, _)| known == name).map(|(_, answer)| answer.as_str()).collect()
    }

    /// The questions that are answered, in order.
    pub(crate) fn names(&self) -> Vec<String> {
        self.0.iter().map(|(name, _)| name.clone()).collect()
    }

    /// Each with its name, sorted, without the form's token and what was left empty.
    pub(crate) fn given(&self) -> Vec<(String, String)> {
        let given = self.0.iter().filter(|(name, answer)| name != "token" && !answer.is_empty());
        let mut given: Vec<_> = given.cloned().collect();
        given.sort();
        given
    }

    /// As a browser sends them.
    pub(crate) fn encoded(&self) -> String {
        let mut form = form_urlencoded::Serializer::new(String::new());
        for (name, answer) in &self.0 {
            form.append_pair(name, answer);
        }
        form.finish()
    }
}

impl FromIterator<(String, String)> for Answers {
    fn from_iter<I: IntoIterator<Item = (String, String)>>(answers: I) -> Self {
        Self(answers.into_iter().collect())
    }
}

/// Today in Norway, as the server counts days.
pub(crate) fn today() -> Date {
    Clock::system().today()
}

/// The day so many days ago.
pub(crate) fn days_ago(days: i64) -> Date {
    today() - Duration::days(days)
}

/// A date as it is typed and shown: `17.05.2026`.
pub(crate) fn written(date: Date) -> String {
    date_short(Language::Nb, date)
}

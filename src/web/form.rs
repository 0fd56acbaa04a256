//! A form as it is shown: questions, answers given so far, and what is wrong with them.
//!
//! The macros of `templates/fields.html` draw these. What is typed is borrowed from where it was received,
//! so that no second copy of it lies about.

use crate::locale::Words;

/// What is asked, whatever form the answer has.
#[derive(Clone, Debug)]
pub struct Question {
    /// The field's name in the form, and its id on the page: where an error leads to.
    pub name: &'static str,
    /// The question itself.
    pub label: String,
    /// What helps to answer it.
    pub hint: Option<String>,
    /// What is wrong with the answer.
    pub error: Option<String>,
    need: Need,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Need {
    Unsaid,
    Required,
    Optional,
}

impl Question {
    /// Asks for `name` with `label`; says nothing of whether an answer is needed.
    pub fn new(name: &'static str, label: String) -> Self {
        Self { name, label, hint: None, error: None, need: Need::Unsaid }
    }

    /// An answer is needed.
    pub fn required(mut self) -> Self {
        self.need = Need::Required;
        self
    }

    /// An answer may be left out.
    pub fn optional(mut self) -> Self {
        self.need = Need::Optional;
        self
    }

    /// Adds what helps to answer.
    pub fn hint(mut self, hint: String) -> Self {
        self.hint = Some(hint);
        self
    }

    /// Adds the first of `problems` that is about this question.
    pub fn with(mut self, problems: &Problems) -> Self {
        self.error = problems.of(self.name).map(str::to_owned);
        self
    }

    /// Whether an answer is needed.
    pub fn is_required(&self) -> bool {
        self.need == Need::Required
    }

    /// The message that says whether an answer is needed.
    pub fn need_key(&self) -> Option<&'static str> {
        match self.need {
            Need::Unsaid => None,
            Need::Required => Some("site-required"),
            Need::Optional => Some("site-optional"),
        }
    }

    /// The ids of what stands around the field and explains it.
    pub fn described_by(&self) -> Option<String> {
        let hint = self.hint.as_ref().map(|_| format!("{}-hint", self.name));
        let error = self.error.as_ref().map(|_| format!("{}-error", self.name));
        let ids: Vec<String> = hint.into_iter().chain(error).collect();
        (!ids.is_empty()).then(|| ids.join(" "))
    }
}

/// What is typed into a text field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entry {
    /// A line of text.
    Line,
    /// Several lines.
    Long,
    /// A date, as [`parse_date`](crate::locale::parse_date) reads it.
    Date,
    /// The name that one signs in by.
    UserName,
    /// The passphrase that one has.
    Passphrase,
    /// The passphrase that one will have.
    NewPassphrase,
    /// The digits that an authenticator shows.
    OneTimeCode,
}

impl Entry {
    /// Whether it is drawn as a text area.
    pub fn is_long(&self) -> bool {
        *self == Self::Long
    }

    /// The input's type.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Passphrase | Self::NewPassphrase => "password",
            Self::Line | Self::Long | Self::Date | Self::UserName | Self::OneTimeCode => "text",
        }
    }

    /// Which keys a telephone shows. A date is no `type=date`: that follows the browser's language, not the
    /// page's.
    pub fn input_mode(&self) -> Option<&'static str> {
        matches!(self, Self::Date | Self::OneTimeCode).then_some("numeric")
    }

    /// What a browser may fill in: what one signs in by, and nothing of a case.
    pub fn autocomplete(&self) -> &'static str {
        match self {
            Self::UserName => "username",
            Self::Passphrase => "current-password",
            Self::NewPassphrase => "new-password",
            Self::OneTimeCode => "one-time-code",
            Self::Line | Self::Long | Self::Date => "off",
        }
    }

    /// The class that makes the field as wide as what goes into it.
    pub fn width(&self) -> Option<&'static str> {
        matches!(self, Self::Date | Self::OneTimeCode).then_some("width-date")
    }
}

/// A question that is answered in writing.
#[derive(Clone, Debug)]
pub struct TextField<'a> {
    /// What is asked.
    pub question: Question,
    /// The answer so far. Passphrases and codes are not shown again: leave them empty.
    pub value: &'a str,
    /// What is typed.
    pub entry: Entry,
}

impl<'a> TextField<'a> {
    /// Asks `question`, answered so far with `value`.
    pub fn new(question: Question, entry: Entry, value: &'a str) -> Self {
        Self { question, value, entry }
    }
}

/// A question that is answered by choosing: one of a select or of radio buttons, several of check boxes.
#[derive(Clone, Debug)]
pub struct Choices {
    /// What is asked.
    pub question: Question,
    /// What may be chosen.
    pub choices: Vec<Choice>,
    unchosen: &'static str,
}

/// One of several things that may be chosen.
#[derive(Clone, Debug)]
pub struct Choice {
    /// What the form sends.
    pub code: String,
    /// What is read.
    pub label: String,
    /// What explains it; not shown in a select.
    pub description: Option<String>,
    /// Whether it is chosen.
    pub chosen: bool,
}

impl Choice {
    /// A choice, not chosen.
    pub fn new(code: impl Into<String>, label: impl Into<String>) -> Self {
        Self { code: code.into(), label: label.into(), description: None, chosen: false }
    }

    /// Adds what explains it.
    pub fn described(mut self, description: impl Into<String>) -> Self {
        self.description = Some(description.into());
        self
    }
}

impl Choices {
    /// Asks `question`, with nothing chosen yet.
    pub fn new(question: Question, choices: Vec<Choice>) -> Self {
        Self { question, choices, unchosen: "site-choose" }
    }

    /// Chooses those whose codes are among `codes`, and no others.
    pub fn choosing<'c>(mut self, codes: impl IntoIterator<Item = &'c str>) -> Self {
        let codes: Vec<&str> = codes.into_iter().collect();
        for choice in &mut self.choices {
            choice.chosen = codes.contains(&choice.code.as_str());
        }
        self
    }

    /// Says the message `key` where a select has nothing chosen; «Velg» if nothing else is said.
    pub fn or_else(mut self, key: &'static str) -> Self {
        self.unchosen = key;
        self
    }

    /// What a select says while nothing is chosen.
    pub fn unchosen(&self, words: &Words) -> String {
        words.say(self.unchosen)
    }

    /// Each choice with its id. The first bears the field's own name, so that an error leads to it.
    pub fn with_ids(&self) -> impl Iterator<Item = (String, &Choice)> {
        self.choices.iter().enumerate().map(|(index, choice)| match index {
            0 => (self.question.name.to_owned(), choice),
            _ => (format!("{}-{}", self.question.name, choice.code), choice),
        })
    }

    /// Whether there are more choices than one column shows at a glance.
    pub fn is_long(&self) -> bool {
        self.choices.len() > 8
    }
}

/// What is wrong with the answers of a form, in the order of its fields.
#[derive(Clone, Debug, Default)]
pub struct Problems(Vec<Problem>);

/// One thing that is wrong: said of a field, never quoting the answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The field's name.
    pub field: &'static str,
    /// The same words at the top of the page and at the field.
    pub message: String,
}

impl Problems {
    /// Adds a problem with `field`.
    pub fn add(&mut self, field: &'static str, message: String) {
        self.0.push(Problem { field, message });
    }

    /// Whether nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The problems, in the order they were added.
    pub fn iter(&self) -> impl Iterator<Item = &Problem> {
        self.0.iter()
    }

    /// What is wrong with `field`: the first that was said of it.
    pub fn of(&self, field: &str) -> Option<&str> {
        self.0.iter().find(|problem| problem.field == field).map(|problem| problem.message.as_str())
    }
}

#[cfg(test)]
mod tests {
    use askama::Template;

    use super::*;
    use crate::domain::Language;

    #[derive(Template)]
    #[template(
        ext = "html",
        source = r#"{% import "fields.html" as f %}{{ f::summary(words, problems) }}{{ f::text(words, date) }}
{{ f::text(words, note) }}{{ f::select(words, county) }}{{ f::radios(words, concern) }}{{ f::checkboxes(words, arenas) }}"#
    )]
    struct Sample<'a> {
        words: Words,
        problems: Problems,
        date: TextField<'a>,
        note: TextField<'a>,
        county: Choices,
        concern: Choices,
        arenas: Choices,
    }

    fn sample(problems: Problems) -> String {
        let words = Words::of(Language::Nb);
        let choices =
            || vec![Choice::new("NSK", "Negativ sosial kontroll"), Choice::new("TRV", "Trusler/vold")];
        let sample = Sample {
            date: TextField::new(
                Question::new("opened", "Dato".to_owned())
                    .required()
                    .hint("For eksempel".to_owned())
                    .with(&problems),
                Entry::Date,
                "17.5.26\" onfocus=\"x",
            ),
            note: TextField::new(
                Question::new("note", "Notat".to_owned()).optional(),
                Entry::Long,
                "\n</textarea><b>",
            ),
            county: Choices::new(Question::new("county", "Fylke".to_owned()), choices()).choosing(["TRV"]),
            concern: Choices::new(Question::new("concern", "Hva?".to_owned()).with(&problems), choices()),
            arenas: Choices::new(Question::new("arenas", "Hvor?".to_owned()), choices())
                .choosing(["NSK", "TRV"]),
            words,
            problems,
        };
        sample.render().expect("the template renders")
    }

    fn tag_with<'h>(html: &'h str, id: &str) -> &'h str {
        let at = html.find(&format!(" id=\"{id}\"")).expect("the id is there");
        let from = html[..at].rfind('<').expect("an id stands in a tag");
        &html[from..from + html[from..].find('>').expect("a tag ends")]
    }

    #[test]
    fn an_error_is_said_at_the_top_and_at_the_field() {
        let mut problems = Problems::default();
        problems.add("opened", "Datoen er feil".to_owned());
        problems.add("concern", "Velg hva saken gjelder".to_owned());
        problems.add("opened", "Enda mer er feil".to_owned());
        let html = sample(problems);
        assert!(html.contains("<a class=\"ds-link\" href=\"#opened\">Datoen er feil</a>"));
        assert!(html.contains("<a class=\"ds-link\" href=\"#concern\">Velg hva saken gjelder</a>"));
        let date = tag_with(&html, "opened");
        assert!(
            date.contains("aria-invalid=\"true\"") && date.contains("\"opened-hint opened-error\""),
            "{date}"
        );
        assert!(tag_with(&html, "opened-error").contains("ds-validation-message"));
        assert!(tag_with(&html, "concern").contains("type=\"radio\""), "the link leads to the first choice");
        assert!(html.contains("<fieldset class=\"ds-fieldset\" aria-describedby=\"concern-error\">"));
        assert!(tag_with(&html, "feil").contains("tabindex=\"-1\""));
    }

    #[test]
    fn without_errors_there_is_no_summary() {
        let html = sample(Problems::default());
        assert!(!html.contains("feil") && !html.contains("aria-invalid"));
    }

    #[test]
    fn answers_are_shown_again_as_text_only() {
        let html = sample(Problems::default());
        assert!(html.contains("value=\"17.5.26&#34; onfocus=&#34;x\""));
        // The first line break of a text area is dropped by browsers: there is one more than was typed.
        assert!(html.contains(">\n\n&#60;/textarea&#62;&#60;b&#62;</textarea>"), "{html}");
        assert!(html.contains("<option value=\"TRV\" selected>") && html.contains("<option value=\"NSK\">"));
        assert_eq!(html.matches(" checked").count(), 2);
    }

    #[test]
    fn typed_text_stays_out_of_the_browsers_memory_and_services() {
        let html = sample(Problems::default());
        for id in ["opened", "note"] {
            let tag = tag_with(&html, id);
            for guard in ["autocomplete=\"off\"", "spellcheck=\"false\"", "translate=\"no\""] {
                assert!(tag.contains(guard), "{guard} in {tag}");
            }
        }
        assert_eq!(Entry::Passphrase.autocomplete(), "current-password");
    }

    #[test]
    fn what_is_needed_is_said_in_words() {
        let html = sample(Problems::default());
        assert!(html.contains(">Må fylles ut</span></label>") && html.contains(">Valgfritt</span></label>"));
        assert!(tag_with(&html, "opened").contains("aria-required=\"true\""));
        assert!(!tag_with(&html, "note").contains("aria-required"));
    }

    #[test]
    fn every_id_is_used_once() {
        let html = sample(Problems::default());
        let mut ids: Vec<&str> =
            html.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        let all = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), all);
        assert!(ids.contains(&"arenas") && ids.contains(&"arenas-TRV"));
    }
}

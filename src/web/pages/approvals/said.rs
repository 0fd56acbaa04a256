use time::OffsetDateTime;

use crate::domain::{Approval, Decision, Proposal};
use crate::locale::Words;
use crate::registry::{ApprovalProgress, ShownApproval};

use super::super::moment::moment;
use super::super::people::role;

/// A proposal in a line.
pub(super) fn title(words: &Words, shown: &ShownApproval) -> String {
    match &shown.approval.proposal {
        Proposal::Join(staff) => words.say_with(
            "approval-join",
            &[("name", (&staff.name).into()), ("role", (&role(words, staff.role)).into())],
        ),
        Proposal::Change(staff) => words.say_of("approval-change", "name", &staff.name),
        Proposal::Reset(_) => {
            let name = shown.now.as_ref().map(|staff| staff.name.as_str()).unwrap_or_default();
            words.say_of("approval-reset", "name", name)
        }
        Proposal::Found(team) => words.say_of("approval-found", "name", &team.name),
        Proposal::Publish { period, number } => words.say_with(
            "release-one",
            &[
                ("number", (&number.to_string()).into()),
                ("service", period.service.label(words.language).into()),
                ("year", (&period.year.number().to_string()).into()),
            ],
        ),
        Proposal::PublishAnnual { year, number } => words.say_with(
            "annuals-one",
            &[("number", (&number.to_string()).into()), ("year", (&year.number().to_string()).into())],
        ),
    }
}

/// How far it has come, in a sentence.
pub(super) fn progress(words: &Words, shown: &ShownApproval) -> String {
    let (at, decider) = match shown.approval.decision {
        Decision::Approved { at, .. } | Decision::Refused { at, .. } => (moment(words, at), &shown.decider),
        Decision::Waiting => (moment(words, ends(&shown.approval)), &None),
    };
    let decider = decider.as_deref().unwrap_or_default();
    let values = [("at", (&at).into()), ("person", decider.into())];
    match shown.progress {
        ApprovalProgress::Waiting => words.say_of("approval-waiting", "at", &at),
        ApprovalProgress::Approved => words.say_with("approval-approved", &values),
        ApprovalProgress::Refused => words.say_with("approval-refused", &values),
        ApprovalProgress::Withdrawn => words.say_of("approval-withdrawn", "at", &at),
        ApprovalProgress::Expired => words.say_of("approval-expired", "at", &at),
        ApprovalProgress::Void => words.say("approval-void"),
    }
}

/// When nobody can decide it any more.
fn ends(approval: &Approval) -> OffsetDateTime {
    approval.at + Approval::LIFE
}

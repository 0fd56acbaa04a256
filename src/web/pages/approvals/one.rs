use std::sync::Arc;

use askama::Template;
use rocket::{State, get};

use super::super::moment::moment;
use super::said::{progress, title};
use super::{address, parse};
use crate::domain::{Proposal, Staff, Team};
use crate::locale::{Words, date_short};
use crate::registry::{ApprovalProgress, People, ShownApproval};
use crate::web::error::{Answer, Error};
use crate::web::form::Problems;
use crate::web::guards::SignedIn;
use crate::web::page::{Frame, Page};
use crate::web::pages::people::{role, team_line, workplace};
use crate::web::proof::Proof;

#[derive(Template)]
#[template(path = "approvals/approval.html")]
pub(super) struct ApprovalPage {
    frame: Frame,
    problems: Problems,
    /// What was just done.
    done: Option<String>,
    progress: String,
    facts: Vec<(String, String)>,
    changes: Vec<Change>,
    /// What will happen, in sentences.
    about: Vec<String>,
    /// The release that it is about.
    release: Option<String>,
    digest: String,
    approve: Option<Form>,
    refuse: Option<Form>,
    withdraw: Option<Form>,
    proof: Option<Proof>,
    /// Why whoever looks cannot decide it, though it waits.
    not_yours: Option<String>,
}

/// One line of what an account is and will be.
struct Change {
    label: String,
    before: String,
    after: String,
    changed: bool,
}

/// A form with a button.
struct Form {
    address: String,
    token: String,
}

/// One proposal: exactly what will happen, and what may be said to it.
#[get("/approvals/<approval>?<proposed>&<approved>")]
pub(in crate::web) async fn show(
    approval: &str,
    proposed: Option<&str>,
    approved: Option<&str>,
    person: SignedIn,
    people: &State<Arc<People>>,
) -> Answer<Page> {
    let shown = people.find_approval(&person.actor, parse(approval).ok_or(Error::NOT_FOUND)?).await?;
    let mut page = page(&person, &shown, Problems::default()).await?;
    let done = match (proposed, approved) {
        (Some(_), _) if shown.progress == ApprovalProgress::Waiting => Some("approval-proposed-done"),
        (_, Some(_)) if shown.progress == ApprovalProgress::Approved => Some("approval-approved-done"),
        _ => None,
    };
    page.done = done.map(|key| person.words.say(key));
    Ok(Page::of(&page))
}

/// The page of a proposal, for whoever looks.
pub(super) async fn page(
    person: &SignedIn,
    shown: &ShownApproval,
    problems: Problems,
) -> Answer<ApprovalPage> {
    let words = person.words;
    let own_address = address(shown.approval.id);
    let frame = person.titled(title(&words, shown), &own_address).failed_for(&problems);
    let form = |offered: bool, last| {
        offered.then(|| {
            let address = format!("{own_address}/{last}");
            Form { token: person.form_token(&address), address }
        })
    };
    let waits = shown.progress == ApprovalProgress::Waiting;
    Ok(ApprovalPage {
        frame,
        done: None,
        progress: progress(&words, shown),
        facts: facts(&words, shown),
        changes: changes(&words, shown),
        about: about(&words, shown),
        release: match shown.approval.proposal {
            Proposal::Publish { number, .. } if shown.legible => Some(format!("/releases/{number}")),
            Proposal::PublishAnnual { number, .. } if shown.legible => Some(format!("/annual/{number}")),
            _ => None,
        },
        digest: hex::encode(shown.digest),
        approve: form(shown.decidable, "approval"),
        refuse: form(shown.decidable, "refusal"),
        withdraw: form(shown.own && waits, "withdrawal"),
        proof: if shown.decidable { person.proof(&problems).await? } else { None },
        not_yours: (waits && !shown.decidable).then(|| words.say(not_yours(shown))),
        problems,
    })
}

/// Why whoever looks cannot decide what waits.
fn not_yours(shown: &ShownApproval) -> &'static str {
    if shown.own {
        "approval-own"
    } else if shown.legible {
        "approval-same-person"
    } else {
        "approval-elsewhere"
    }
}

/// What is proposed, line by line, and by whom.
fn facts(words: &Words, shown: &ShownApproval) -> Vec<(String, String)> {
    let mut facts = Vec::new();
    match &shown.approval.proposal {
        Proposal::Join(staff) => {
            facts.push(("people-login", staff.login.clone()));
            facts.push(("people-name", staff.name.clone()));
            facts.extend(role_lines(words, staff, shown.team.as_ref()));
        }
        Proposal::Change(staff) => {
            facts.push(("people-login", staff.login.clone()));
            facts.push(("people-name", staff.name.clone()));
        }
        Proposal::Reset(_) => {
            if let Some(staff) = &shown.now {
                facts.push(("people-login", staff.login.clone()));
                facts.push(("people-name", staff.name.clone()));
                facts.extend(role_lines(words, staff, shown.team_now.as_ref()));
            }
        }
        Proposal::Found(team) => {
            facts.push(("counts-service", team.service.label(words.language).to_owned()));
            facts.push(("people-team-name", team.name.clone()));
        }
        Proposal::Publish { period, number } => {
            facts.push(("release-number", number.to_string()));
            facts.push(("counts-service", period.service.label(words.language).to_owned()));
            facts.push(("counts-year", period.year.number().to_string()));
        }
        Proposal::PublishAnnual { year, number } => {
            facts.push(("release-number", number.to_string()));
            facts.push(("counts-year", year.number().to_string()));
        }
    }
    facts.extend(shown.others.iter().map(|other| {
        ("people-other-account", format!("{} · {} · {}", other.name, other.login, role(words, other.role)))
    }));
    facts.push(("approval-proposer", shown.proposer.clone()));
    facts.push(("approval-at", moment(words, shown.approval.at)));
    facts.retain(|(_, value)| !value.is_empty());
    facts.into_iter().map(|(key, value)| (words.say(key), value)).collect()
}

fn role_lines(words: &Words, staff: &Staff, team: Option<&Team>) -> [(&'static str, String); 4] {
    [
        ("people-role", role(words, staff.role)),
        ("people-team", team_line(words, team)),
        ("people-workplace", workplace(words, staff.workplace)),
        ("people-until", date_short(words.language, staff.until)),
    ]
}

/// What an account is, beside what it will be.
fn changes(words: &Words, shown: &ShownApproval) -> Vec<Change> {
    let (Proposal::Change(after), Some(before)) = (&shown.approval.proposal, &shown.now) else {
        return Vec::new();
    };
    let before = role_lines(words, before, shown.team_now.as_ref());
    let after = role_lines(words, after, shown.team.as_ref());
    let change = |((key, before), (_, after)): ((&str, String), (&str, String))| Change {
        label: words.say(key),
        changed: before != after,
        before,
        after,
    };
    before.into_iter().zip(after).map(change).collect()
}

/// What will happen, in sentences.
fn about(words: &Words, shown: &ShownApproval) -> Vec<String> {
    if shown.progress != ApprovalProgress::Waiting {
        return Vec::new();
    }
    let keys: &[&str] = match &shown.approval.proposal {
        Proposal::Join(_) if shown.others.is_empty() => &["approval-join-about", "approval-join-person"],
        Proposal::Join(_) => &["approval-join-about", "approval-join-same"],
        Proposal::Change(_) => &["approval-change-about"],
        Proposal::Reset(_) => &["approval-reset-about", "approval-reset-wait"],
        Proposal::Found(_) => &["approval-found-about"],
        Proposal::Publish { .. } => &["approval-publish-about"],
        Proposal::PublishAnnual { .. } => &["approval-annual-about", "approval-annual-tables"],
    };
    keys.iter().map(|key| words.say(key)).collect()
}

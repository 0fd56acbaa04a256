use std::sync::Arc;

use askama::Template;
use rocket::{State, get};
use time::{Duration, OffsetDateTime};

use super::super::moment::moment;
use super::said::{progress, title};
use super::{PATH, address};
use crate::locale::Words;
use crate::registry::{ApprovalProgress, People, ShownApproval};
use crate::web::error::Answer;
use crate::web::guards::SignedIn;
use crate::web::page::{Frame, Page};

/// What was decided longer ago than this is in the log, and not on the page.
const SHOWN: Duration = Duration::days(30);

#[derive(Template)]
#[template(path = "approvals/approvals.html")]
struct ApprovalsPage {
    frame: Frame,
    waiting: Vec<Row>,
    others: Vec<Row>,
}

struct Row {
    address: String,
    title: String,
    proposer: String,
    at: String,
    progress: String,
}

/// The proposals that wait for her, and those she has made or could have decided lately.
#[get("/approvals")]
pub(in crate::web) async fn list(person: SignedIn, people: &State<Arc<People>>) -> Answer<Page> {
    let shown = people.approvals(&person.actor).await?;
    let now = people.clock().now();
    let (waiting, others): (Vec<_>, Vec<_>) = shown.iter().partition(|shown| shown.decidable);
    let row = |shown: &ShownApproval| row(&person.words, shown);
    Ok(Page::of(&ApprovalsPage {
        frame: person.frame("approval-title", PATH),
        waiting: waiting.into_iter().map(row).collect(),
        others: others.into_iter().filter(|shown| is_recent(shown, now)).map(row).collect(),
    }))
}

fn is_recent(shown: &ShownApproval, now: OffsetDateTime) -> bool {
    shown.progress == ApprovalProgress::Waiting || now < shown.approval.at + SHOWN
}

fn row(words: &Words, shown: &ShownApproval) -> Row {
    Row {
        address: address(shown.approval.id),
        title: title(words, shown),
        proposer: shown.proposer.clone(),
        at: moment(words, shown.approval.at),
        progress: progress(words, shown),
    }
}

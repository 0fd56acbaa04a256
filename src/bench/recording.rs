//! Recording a case from end to end: leave, rules, seal, durable commit with its entry in the log, index.

use std::sync::Arc;
use std::time::Instant;

use super::ground::Ground;
use super::report::{Report, Unit};
use super::times::{self, timed_until};
use super::{Error, SEED};
use crate::access::Actor;
use crate::cli::invented::{self, InventedCase, Scale};
use crate::domain::{CaseDraft, Service};
use crate::registry::Registry;

/// What it took one adviser alone, and many at once.
pub(super) struct Times {
    registry: Arc<Registry>,
    adviser: Actor,
    drafts: std::vec::IntoIter<CaseDraft>,
    alone: Clients,
    together: Clients,
}

/// So many clients, each recording one case after the other.
struct Clients {
    count: usize,
    cases_each: usize,
    /// One case.
    each: times::Times,
    /// All clients' cases of a round.
    round: times::Times,
}

impl Times {
    pub(super) async fn prepare(ground: &Ground, rounds: u32) -> Result<Self, Error> {
        let registry = ground.open().await?;
        let adviser = ground.adviser(&registry).await?;
        let (alone, together) = (Clients::new(1, 100), Clients::new(32, 25));
        let needed = rounds as usize * (alone.cases() + together.cases());
        let today = ground.clock().today();
        // Two in five invented cases are the diversity advisers'.
        let invented = u32::try_from(needed * 3).unwrap_or(u32::MAX);
        let drafts: Vec<CaseDraft> = invented::registry(SEED + 1, Scale::Cases(invented))
            .cases
            .into_iter()
            .filter(|case| case.facts.service == Service::Mr)
            .map(draft)
            .filter(|draft| draft.faults(Service::Mr, today).is_empty())
            .collect();
        if drafts.len() < needed {
            return Err(Error::Lacking("cases that could be recorded"));
        }
        Ok(Self { registry: Arc::new(registry), adviser, drafts: drafts.into_iter(), alone, together })
    }

    pub(super) async fn round(&mut self) -> Result<(), Error> {
        for clients in [&mut self.alone, &mut self.together] {
            let drafts = self.drafts.by_ref().take(clients.cases()).collect();
            clients.record(&self.registry, &self.adviser, drafts).await?;
        }
        Ok(())
    }

    pub(super) fn tell(&self, report: &mut Report) {
        for clients in [&self.alone, &self.together] {
            clients.tell(report);
        }
        let rate = |clients: &Clients| clients.cases() as f64 / clients.round.median().as_secs_f64();
        report.ratio(
            "recording, 32 clients against 1, acts a second",
            rate(&self.together) / rate(&self.alone),
        );
    }
}

impl Clients {
    fn new(count: usize, cases_each: usize) -> Self {
        Self { count, cases_each, each: times::Times::default(), round: times::Times::default() }
    }

    fn cases(&self) -> usize {
        self.count * self.cases_each
    }

    async fn record(
        &mut self,
        registry: &Arc<Registry>,
        adviser: &Actor,
        mut drafts: Vec<CaseDraft>,
    ) -> Result<(), Error> {
        let begun = Instant::now();
        let mut clients = tokio::task::JoinSet::new();
        while !drafts.is_empty() {
            let own = drafts.split_off(drafts.len().saturating_sub(self.cases_each));
            let (registry, adviser) = (registry.clone(), adviser.clone());
            clients.spawn(async move { record(&registry, &adviser, own).await });
        }
        while let Some(times) = clients.join_next().await {
            self.each.extend(times??);
        }
        self.round.note(begun.elapsed());
        Ok(())
    }

    fn tell(&self, report: &mut Report) {
        let who = if self.count == 1 { "1 client".to_owned() } else { format!("{} clients", self.count) };
        report.time(&format!("record a case, {who}: p50"), Unit::Microseconds, &self.each);
        report.tail(&format!("record a case, {who}: p99"), Unit::Microseconds, &self.each);
        let cases = u32::try_from(self.cases()).unwrap_or(u32::MAX);
        report.rate(&format!("record a case, {who}"), &self.round, cases);
    }
}

async fn record(registry: &Registry, adviser: &Actor, drafts: Vec<CaseDraft>) -> Result<times::Times, Error> {
    let mut times = times::Times::default();
    for draft in drafts {
        let (number, time) = timed_until(async {
            let grant = registry.permit_new_case(adviser).await?;
            registry.record(grant, draft).await
        })
        .await;
        number?;
        times.note(time);
    }
    Ok(times)
}

/// What an adviser would have given to have this case recorded.
fn draft(InventedCase { facts, note }: InventedCase) -> CaseDraft {
    CaseDraft {
        opened: facts.opened,
        main: facts.opening.main,
        additional: facts.opening.additional,
        person: facts.person,
        referral: facts.referral,
        controllers: facts.controllers,
        arenas: facts.arenas,
        violence: facts.violence,
        stay_reasons: facts.stay_reasons,
        risk: facts.opening.risk,
        duties: facts.duties,
        actions: facts.actions,
        known_to: facts.known_to,
        closing: facts.closing.map(|closing| (closing.on, closing.outcome)),
        note,
    }
}

//! Whoever opens more cases than work asks for is stopped, and those who answer for her see it.

use crate::support::staff::{ADMINISTRATOR, ADVISER, AUDITOR, COLLEAGUE, LEAD, OTHER_LEAD};
use crate::support::{Answers, TestRegistry};

/// As many as may be opened within an hour.
const MOST: usize = 60;
const TOLD: &str = "Kari Demo åpnet så mange saker at registeret stanset det";

#[test]
fn the_sixty_first_case_within_an_hour_stays_closed_and_the_lead_and_the_auditor_see_it() {
    let registry = TestRegistry::new();
    let server = registry.serve();
    let mut person = server.sign_in(ADVISER);
    let cases: Vec<String> =
        (0..=MOST).map(|_| format!("/cases/{}", person.registers(&Answers::case()))).collect();
    for case in &cases[..MOST] {
        person.opens(case);
        person.opens(case);
    }
    for method in ["GET", "HEAD"] {
        let page = person.send(method, &cases[MOST]).sent();
        assert_eq!(page.status, 429, "{method}");
        assert!(!page.body.contains("class=\"note\""));
    }
    let page = person.get(&cases[MOST]);
    assert_eq!(page.heading(), "Du har åpnet svært mange saker på kort tid");
    person.opens(&cases[0]);
    // What she records and lists is not in question, nor what others open.
    person.registers(&Answers::case());
    let mut lead = server.sign_in(LEAD);
    lead.opens(&cases[MOST]);
    assert!(lead.opens("/cases").says(TOLD) && lead.opens("/people").says(TOLD));
    assert!(server.sign_in(AUDITOR).opens("/people").says(TOLD));
    for login in [OTHER_LEAD, COLLEAGUE] {
        assert!(!server.sign_in(login).opens("/cases").says(TOLD), "{login}");
    }
    assert!(!server.sign_in(ADMINISTRATOR).opens("/people").says(TOLD), "how much she reads is not theirs");

    registry.clock.advance(60 * 60);
    server.sign_in(ADVISER).opens(&cases[MOST]);
    drop(server);
    let log = registry.log();
    let stopped = log.iter().filter(|line| line.act == "mass-reading" && line.outcome == "failed");
    assert_eq!(stopped.count(), 3, "each time is in the log");
    let read = log.iter().filter(|line| line.tells("adviser", "read", "done")).count();
    assert_eq!(read, 2 * MOST + 2, "and what was not opened is not told as read");
    assert!(registry.holds());
}

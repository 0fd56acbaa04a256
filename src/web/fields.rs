//! What each form asks. An answer to anything else was put in by hand, and is refused with the rest of it: who owns a
//! case, in which team and at which revision is nothing that a form says.

use rocket::request::Request;

/// The names that a form at any address may carry.
const ALWAYS: &[&str] = &["token"];
/// A second factor, where an act asks for it in its own form.
const PROOF: &[&str] = &["code", "passkey"];
/// A role, and what belongs to it.
const ROLE: &[&str] = &["role", "team", "kind", "county", "mission", "until"];
/// A passphrase, chosen.
const CHOSEN: &[&str] = &["passphrase", "repeated"];
/// A new case.
const CASE: &[&str] = &[
    "opened",
    "main_concern",
    "gender",
    "age_band",
    "country",
    "location",
    "referral",
    "risk",
    "duty_report",
    "duty_avert",
    "additional_concerns",
    "violence",
    "stay_reasons",
    "other_referrals",
    "controllers",
    "arenas",
    "actions",
    "actions_planned",
    "known_to",
    "note",
    "closed",
    "outcome",
];

/// Whether the form at the address of this request asks for `name`. A form that is not named here asks for nothing.
pub(super) fn asks(request: &Request<'_>, name: &str) -> bool {
    let route = request.route().map(|route| route.uri.path()).unwrap_or_default();
    ALWAYS.contains(&name) || asked(route).iter().any(|names| names.contains(&name))
}

fn asked(route: &str) -> &'static [&'static [&'static str]] {
    match route {
        "/sign-in" => &[&["login", "passphrase"]],
        "/sign-in/factor" => &[PROOF, &["recovery"]],
        "/confirm" => &[PROOF, &["to"]],
        "/activate/<link>" | "/factors/passphrase" => &[CHOSEN],
        "/begin/<link>" => &[&["administrator_login", "administrator_name", "auditor_login", "auditor_name"]],
        "/factors/telephone" => &[&["code"]],
        "/factors/passkey" => &[&["passkey"]],
        "/factors/removal" => &[&["factor"]],
        "/sessions/end" => &[&["session"]],
        "/cases/new" => &[CASE],
        "/cases/<number>/closing" => &[&["closed", "outcome"]],
        "/hand-over/<user>" => &[&["cases", "to"]],
        "/annual/new" => &[PROOF, &["year", "publish_on", "note"]],
        "/tables/new" => &[&["unit", "first", "second", "third", "years"]],
        "/emergencies/new" => &[PROOF, &["number", "category", "reason"]],
        "/emergencies/<emergency>/review" => &[&["verdict", "remark"]],
        "/people/new" => &[PROOF, ROLE, &["login", "name", "same"]],
        "/people/<user>/changes" => &[PROOF, ROLE],
        "/people/<user>/resets" | "/people/<user>/closing" | "/people/<user>/sessions" => &[PROOF],
        "/teams/new" => &[PROOF, &["service", "name"]],
        "/approvals/<approval>/approval" => &[PROOF, &["digest"]],
        "/approvals/<approval>/refusal" => &[&["digest"]],
        _ => &[],
    }
}

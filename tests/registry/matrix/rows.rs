/// A mounted route, and what stands in its address.
pub(super) struct Door {
    pub(super) method: &'static str,
    pub(super) path: &'static str,
    pub(super) about: About,
    /// Whether it ends the session of whoever uses it.
    pub(super) ends_the_session: bool,
}

/// What a route is about.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum About {
    /// Nothing in particular.
    Nothing,
    /// A case, by its number.
    Case,
    /// Somebody's account.
    Account,
    /// A proposal.
    Approval,
    /// A one-time link.
    Link,
    /// A release, by its number.
    Release,
    /// A release's file.
    ReleaseFile,
    /// A table of a release.
    ReleaseTable,
    /// An annual release's file.
    AnnualFile,
    /// A service in a table of an annual release.
    AnnualTable,
    /// A table that was asked for.
    Table,
    /// Such a table's file.
    TableFile,
    /// A service's year.
    Period,
    /// One emergency.
    Emergency,
    /// A language.
    Language,
    /// A file of the program.
    File,
}

const fn get(path: &'static str, about: About) -> Door {
    Door { method: "GET", path, about, ends_the_session: false }
}

const fn post(path: &'static str, about: About) -> Door {
    Door { method: "POST", path, about, ends_the_session: false }
}

const fn leave(path: &'static str) -> Door {
    Door { method: "POST", path, about: About::Nothing, ends_the_session: true }
}

/// Every route of the program.
pub(super) const DOORS: &[Door] = &[
    get("/", About::Nothing),
    get("/static/<fingerprint>/<name>", About::File),
    get("/language/<tag>", About::Language),
    get("/accessibility", About::Nothing),
    get("/sign-in", About::Nothing),
    get("/sign-in/factor", About::Nothing),
    get("/exit", About::Nothing),
    get("/confirm", About::Nothing),
    get("/factors", About::Nothing),
    get("/factors/telephone", About::Nothing),
    get("/factors/passkey", About::Nothing),
    get("/factors/passphrase", About::Nothing),
    get("/sessions", About::Nothing),
    get("/cases", About::Nothing),
    get("/cases/new", About::Nothing),
    get("/cases/<number>", About::Case),
    get("/emergencies", About::Nothing),
    get("/emergencies/new", About::Nothing),
    get("/emergencies/<emergency>", About::Emergency),
    get("/emergencies/<emergency>/case", About::Emergency),
    get("/hand-over", About::Nothing),
    get("/hand-over/<user>", About::Account),
    get("/people", About::Nothing),
    get("/people/new", About::Nothing),
    get("/people/<user>", About::Account),
    get("/people/<user>/changes", About::Account),
    get("/people/<user>/resets", About::Account),
    get("/people/<user>/sessions", About::Account),
    get("/people/<user>/closing", About::Account),
    get("/teams/new", About::Nothing),
    get("/approvals", About::Nothing),
    get("/approvals/<approval>", About::Approval),
    get("/activate/<link>", About::Link),
    get("/begin/<link>", About::Link),
    get("/counts", About::Nothing),
    get("/counts.csv", About::Nothing),
    get("/periods", About::Nothing),
    get("/releases", About::Nothing),
    get("/releases/<number>", About::Release),
    get("/releases/<file>", About::ReleaseFile),
    get("/releases/<number>/explained/<table>", About::ReleaseTable),
    get("/annual", About::Nothing),
    get("/annual/new", About::Nothing),
    get("/annual/<number>", About::Release),
    get("/annual/<file>", About::AnnualFile),
    get("/annual/years", About::Nothing),
    get("/annual/<number>/explained/<table>/<service>", About::AnnualTable),
    get("/tables", About::Nothing),
    get("/tables/new", About::Nothing),
    get("/tables/<question>", About::Table),
    get("/tables/<file>", About::TableFile),
    post("/sign-in", About::Nothing),
    post("/sign-in/factor", About::Nothing),
    post("/confirm", About::Nothing),
    post("/factors/removal", About::Nothing),
    post("/factors/objection", About::Nothing),
    post("/factors/done", About::Nothing),
    post("/factors/telephone", About::Nothing),
    post("/factors/passkey", About::Nothing),
    post("/factors/passphrase", About::Nothing),
    post("/factors/recovery", About::Nothing),
    post("/sessions/end", About::Nothing),
    post("/cases/new", About::Nothing),
    post("/cases/<number>/closing", About::Case),
    post("/periods/<service>/<year>/freezing", About::Period),
    post("/periods/<service>/<year>/release", About::Period),
    post("/annual/new", About::Nothing),
    post("/annual/<number>/recomputation", About::Release),
    post("/tables/new", About::Nothing),
    post("/emergencies/new", About::Nothing),
    post("/emergencies/<emergency>/review", About::Emergency),
    post("/hand-over/<user>", About::Account),
    post("/people/new", About::Nothing),
    post("/teams/new", About::Nothing),
    post("/people/<user>/changes", About::Account),
    post("/people/<user>/resets", About::Account),
    post("/people/<user>/sessions", About::Account),
    post("/approvals/<approval>/approval", About::Approval),
    post("/approvals/<approval>/refusal", About::Approval),
    post("/approvals/<approval>/withdrawal", About::Approval),
    post("/people/<user>/closing", About::Account),
    post("/activate/<link>", About::Link),
    post("/begin/<link>", About::Link),
    post("/csp", About::Nothing),
    leave("/sign-out"),
    leave("/exit"),
];

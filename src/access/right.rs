/// A right as a type, so that a function can demand it: `Grant<Read>`.
pub trait Right: Send + Sync + 'static {
    /// Its name.
    const NAME: Name;
}

/// What a right asks of the session, beside the role.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Proof {
    /// Being signed in.
    Session,
    /// A second factor shown within [`Session::FRESH`](super::Session::FRESH).
    Fresh,
}

macro_rules! rights {
    ($($(#[$doc:meta])+ $right:ident: $name:literal, $proof:ident);+ $(;)?) => {
        /// A right, as a name: what the policy table and the log speak of.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Name {
            $($(#[$doc])+ $right,)+
        }

        impl Name {
            /// All of them, in the order of the policy table.
            pub const ALL: &[Self] = &[$(Self::$right),+];

            /// The stable name, in the log.
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$right => $name,)+
                }
            }

            /// What it asks of the session.
            pub fn proof(self) -> Proof {
                match self {
                    $(Self::$right => Proof::$proof,)+
                }
            }
        }

        $(
            $(#[$doc])+
            #[derive(Clone, Copy, Debug)]
            pub enum $right {}

            impl Right for $right {
                const NAME: Name = Name::$right;
            }
        )+
    };
}

rights! {
    /// To sign in.
    SignIn: "sign-in", Session;
    /// To come in by a recovery code, as far as the page of factors.
    Recover: "recover", Session;
    /// To sign out.
    SignOut: "sign-out", Session;
    /// To choose credentials by a link that was handed over.
    Activate: "activate", Session;
    /// To choose second factors, before there is anything else that one may do.
    Enrol: "enrol", Session;
    /// To see and end one's own sessions, and to see one's own factors.
    ManageSessions: "manage-sessions", Session;
    /// To add and remove one's own factors, and to choose another passphrase.
    ManageFactors: "manage-factors", Fresh;
    /// To record a case.
    Record: "record", Session;
    /// To open a case.
    Read: "read", Session;
    /// To close a case.
    Close: "close", Session;
    /// To see a caseload.
    List: "list", Session;
    /// To hand somebody's cases to a colleague in her team.
    HandOver: "hand-over", Session;
    /// To open one case of somebody else's in an emergency.
    OpenEmergency: "open-emergency", Fresh;
    /// To read the case that an emergency opened.
    ReadInEmergency: "read-in-emergency", Session;
    /// To see that there was an emergency.
    SeeEmergency: "see-emergency", Session;
    /// To say afterwards whether it was one.
    ReviewEmergency: "review-emergency", Session;
    /// To freeze a period.
    Freeze: "freeze", Session;
    /// To make the release of a frozen period, and to propose it.
    Release: "release", Fresh;
    /// To see a release.
    ReadRelease: "read-release", Session;
    /// To see annual releases that are published.
    ReadPublished: "read-published", Session;
    /// To ask for a table of one's own, of years that are published.
    AskTable: "ask-table", Session;
    /// To see the tables that were asked for.
    ReadTables: "read-tables", Session;
    /// To agree to the publication of a release, or not.
    ApproveRelease: "approve-release", Fresh;
    /// To see people, their roles and teams.
    ReadStaff: "read-staff", Session;
    /// To propose people, roles, teams and new credentials.
    ProposeStaff: "propose-staff", Fresh;
    /// To agree to what was proposed of people, or not.
    ApproveStaff: "approve-staff", Fresh;
    /// To see proposals that one has made, or may decide.
    SeeApprovals: "see-approvals", Session;
    /// To say no to what was proposed.
    Refuse: "refuse", Session;
    /// To take back what one has proposed.
    Withdraw: "withdraw", Session;
    /// To close the account of somebody who leaves, at once.
    CloseAccount: "close-account", Fresh;
    /// To end the sessions of somebody else.
    EndSessions: "end-sessions", Fresh;
    /// To read and export the log.
    ReadAudit: "read-audit", Session;
}

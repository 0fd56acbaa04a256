/// A right as a type, so that a function can demand it: `Grant<Read>`.
pub trait Right: Send + Sync + 'static {
    /// Its name.
    const NAME: Name;
}

macro_rules! rights {
    ($($(#[$doc:meta])+ $right:ident: $name:literal),+ $(,)?) => {
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
    SignIn: "sign-in",
    /// To sign out.
    SignOut: "sign-out",
    /// To record a case.
    Record: "record",
    /// To open a case.
    Read: "read",
    /// To close a case.
    Close: "close",
    /// To see a caseload.
    List: "list",
    /// To freeze a period.
    Freeze: "freeze",
    /// To make the release of a frozen period.
    Release: "release",
    /// To see a release.
    ReadRelease: "read-release",
    /// To add and change people and teams.
    ManageStaff: "manage-staff",
    /// To read and export the log.
    ReadAudit: "read-audit",
}

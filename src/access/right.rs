/// A right, as a name: what the policy table and the log speak of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Name {
    /// To sign in.
    SignIn,
    /// To sign out.
    SignOut,
    /// To record a case.
    Record,
    /// To open a case.
    Read,
    /// To close a case.
    Close,
    /// To see a caseload.
    List,
    /// To freeze a period.
    Freeze,
    /// To make the release of a frozen period.
    Release,
    /// To see a release.
    ReadRelease,
    /// To add and change people and teams.
    ManageStaff,
    /// To read and export the log.
    ReadAudit,
}

impl Name {
    /// All of them, in the order of the policy table.
    pub const ALL: [Self; 11] = [
        Self::SignIn,
        Self::SignOut,
        Self::Record,
        Self::Read,
        Self::Close,
        Self::List,
        Self::Freeze,
        Self::Release,
        Self::ReadRelease,
        Self::ManageStaff,
        Self::ReadAudit,
    ];

    /// The stable name, in the log.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::SignIn => "sign-in",
            Self::SignOut => "sign-out",
            Self::Record => "record",
            Self::Read => "read",
            Self::Close => "close",
            Self::List => "list",
            Self::Freeze => "freeze",
            Self::Release => "release",
            Self::ReadRelease => "read-release",
            Self::ManageStaff => "manage-staff",
            Self::ReadAudit => "read-audit",
        }
    }
}

/// A right as a type, so that a function can demand it: `Grant<Read>`.
pub trait Right: Send + Sync + 'static {
    /// Its name.
    const NAME: Name;
}

macro_rules! rights {
    ($($(#[$doc:meta])* $right:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug)]
        pub enum $right {}

        impl Right for $right {
            const NAME: Name = Name::$right;
        }
    )+};
}

rights! {
    /// See [`Name::SignIn`].
    SignIn,
    /// See [`Name::SignOut`].
    SignOut,
    /// See [`Name::Record`].
    Record,
    /// See [`Name::Read`].
    Read,
    /// See [`Name::Close`].
    Close,
    /// See [`Name::List`].
    List,
    /// See [`Name::Freeze`].
    Freeze,
    /// See [`Name::Release`].
    Release,
    /// See [`Name::ReadRelease`].
    ReadRelease,
    /// See [`Name::ManageStaff`].
    ManageStaff,
    /// See [`Name::ReadAudit`].
    ReadAudit,
}

//! The policy, printed: `docs/policy.md` is what the program does, and a change of it is a change to that page.

use std::fmt::Write;
use std::path::Path;

use fortrolig::access::policy::permits;
use fortrolig::access::{Name, Proof, Relation};
use fortrolig::domain::Role;

const INTRODUCTION: &str = "\
# Who may do what

The whole policy, printed from `src/access/policy.rs` by a test, which fails when this page says anything else
(`FORTROLIG_WRITE=1 cargo test --test registry policy` prints it anew; the change is then reviewed like any other).

How somebody stands to what she asks for: **own**, hers, or nobody's in particular; **team**, a colleague's in the team
she belongs to; **other**, anybody else's. A dash is a refusal, which looks like *not found* and leaves an entry in the
log. *Fresh*: a second factor was shown within the last five minutes, or is shown with the act. Beside this table hold
the rules that depend on the thing itself: nobody decides what she proposed or what is about herself, by whichever of
her accounts; an emergency opens one case, read only, for an hour; what is closed, frozen or decided stays so.
";

fn printed() -> String {
    let mut page = String::from(INTRODUCTION);
    page.push_str("\n| right | proof |");
    for role in Role::ALL {
        let _ = write!(page, " {} |", role.as_str());
    }
    page.push_str("\n|---|---|");
    page.push_str(&"---|".repeat(Role::ALL.len()));
    page.push('\n');
    for right in Name::ALL {
        let proof = match right.proof() {
            Proof::Session => "session",
            Proof::Fresh => "fresh",
        };
        let _ = write!(page, "| `{}` | {proof} |", right.as_str());
        for role in Role::ALL {
            let relations = [(Relation::Own, "own"), (Relation::Team, "team"), (Relation::Other, "other")];
            let held: Vec<&str> = relations
                .iter()
                .filter(|(relation, _)| permits(role, *right, *relation))
                .map(|it| it.1)
                .collect();
            let _ = write!(page, " {} |", if held.is_empty() { "–".to_owned() } else { held.join(", ") });
        }
        page.push('\n');
    }
    page
}

#[test]
fn the_policy_is_as_it_is_printed() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/policy.md");
    let printed = printed();
    if std::env::var_os("FORTROLIG_WRITE").is_some() {
        std::fs::write(&file, &printed).expect("the page is written");
    }
    let kept = std::fs::read_to_string(&file).expect("docs/policy.md");
    let differing = kept.lines().zip(printed.lines()).find(|(kept, printed)| kept != printed);
    assert_eq!(differing, None, "docs/policy.md says otherwise");
    assert_eq!(kept, printed);
}

/// What the table may never come to say, whoever edits it.
#[test]
fn some_roles_exclude_one_another_and_no_right_undoes_that() {
    let cases = [
        Name::Record,
        Name::Read,
        Name::Close,
        Name::List,
        Name::HandOver,
        Name::OpenEmergency,
        Name::ReadInEmergency,
    ];
    for role in Role::ALL {
        let holds = |right: Name| Relation::ALL.into_iter().any(|relation| permits(role, right, relation));
        let works_cases = cases.into_iter().any(holds);
        let counts = holds(Name::Freeze) || holds(Name::Release);
        let manages = holds(Name::ProposeStaff);
        let audits = holds(Name::ReadAudit);
        let alone = [works_cases, counts, manages, audits].into_iter().filter(|held| *held).count();
        assert!(alone <= 1, "{role:?}");
        assert!(!(counts && holds(Name::ApproveRelease)), "{role:?} would approve her own");
        assert!(!(manages && holds(Name::ApproveStaff)), "{role:?} would approve her own");
    }
}

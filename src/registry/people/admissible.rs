use time::Duration;
use unicode_normalization::UnicodeNormalization;

use super::People;
use crate::domain::{Role, Service, Staff, Team};
use crate::registry::{Error, Inadmissible};

/// More characters than any login or name has.
const LONGEST_NAME: usize = 80;

impl People {
    /// Whether somebody may be what is proposed.
    ///
    /// # Errors
    /// [`Error::Inadmissible`], with what is in the way.
    pub(super) async fn check_admissible(&self, staff: &Staff) -> Result<(), Error> {
        let refuse = |why| Err(Error::Inadmissible(why));
        if !can_be_read(&staff.login) || staff.login.chars().any(char::is_whitespace) {
            return refuse(Inadmissible::Login);
        }
        if !can_be_read(&staff.name) {
            return refuse(Inadmissible::Name);
        }
        let today = self.clock.today();
        if staff.until < today || staff.until > today + Duration::days(Staff::LONGEST_ROLE) {
            return refuse(Inadmissible::Until);
        }
        if !self.suits_its_team(staff).await? {
            return refuse(Inadmissible::Team);
        }
        let all = self.all_staff().await?;
        if all.iter().any(|other| other.clashes_with(staff)) {
            return refuse(Inadmissible::Separation);
        }
        let is_new = !all.iter().any(|other| other.id == staff.id);
        if is_new && self.login_is_taken(&staff.login).await? {
            return refuse(Inadmissible::LoginTaken);
        }
        Ok(())
    }

    /// Whether a new team may be called what is proposed. Two that are called alike would be taken for one by
    /// whoever agrees to somebody joining them.
    ///
    /// # Errors
    /// [`Error::Inadmissible`], with what is in the way.
    pub(super) async fn check_team(&self, team: &Team) -> Result<(), Error> {
        if !can_be_read(&team.name) {
            return Err(Error::Inadmissible(Inadmissible::Name));
        }
        let named = |name: &str| name.to_lowercase().nfc().collect::<String>();
        if self.teams().await?.iter().any(|other| named(&other.name) == named(&team.name)) {
            return Err(Error::Inadmissible(Inadmissible::TeamTaken));
        }
        Ok(())
    }

    async fn suits_its_team(&self, staff: &Staff) -> Result<bool, Error> {
        let Some(id) = staff.team else { return Ok(!staff.role.works_cases()) };
        let team = self.teams().await?.into_iter().find(|known| known.id == id);
        Ok(team.is_some_and(|team| match staff.role {
            Role::Envoy => team.service == Service::Su,
            role => role.works_cases(),
        }))
    }
}

/// Whether a text is there, is no longer than a name, and shows all that it is: no control characters, and none of
/// the signs without ink that turn the direction of writing, so that one name cannot look like another.
fn can_be_read(text: &str) -> bool {
    let hidden = |sign: char| {
        sign.is_control()
            || matches!(sign, '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}')
    };
    !text.trim().is_empty() && text.chars().count() <= LONGEST_NAME && !text.chars().any(hidden)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_shows_all_that_it_is() {
        for name in ["Kari", "Áile Ánne Sárá", "Nguyễn Thị", "محمد", "O’Neill-Berg", &"a".repeat(80)]
        {
            assert!(can_be_read(name), "{name}");
        }
        for name in ["", "  ", "Ka\u{200b}ri", "Kari\u{202e}", "Ka\nri", "Ka\0ri", &"a".repeat(81)] {
            assert!(!can_be_read(name), "{name:?}");
        }
    }
}

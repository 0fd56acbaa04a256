use super::address;
use crate::registry::{self, ToldOf};
use crate::web::error::Answer;
use crate::web::guards::SignedIn;
use crate::web::pages::moment::moment;

/// Something that a lead is told above all else on a page, and where it leads.
pub(in crate::web::pages) struct Told {
    pub(in crate::web::pages) text: String,
    pub(in crate::web::pages) address: String,
    pub(in crate::web::pages) label: String,
}

/// What she is told of those whom she answers for.
pub(in crate::web::pages) async fn told(person: &SignedIn) -> Answer<Vec<Told>> {
    let told = person.people.told(&person.actor).await?;
    Ok(told.iter().map(|one| line(person, one)).collect())
}

fn line(person: &SignedIn, one: &registry::Told) -> Told {
    let (words, at) = (&person.words, moment(&person.words, one.at));
    let key = match one.what {
        ToldOf::Recovered => "people-recovered-told",
        ToldOf::Stopped => "people-stopped-told",
    };
    Told {
        text: words.say_with(key, &[("name", (&one.name).into()), ("at", (&at).into())]),
        address: address(one.id),
        label: words.say("people-told-see"),
    }
}

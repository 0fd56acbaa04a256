use super::address;
use crate::registry::Recovered;
use crate::web::error::Answer;
use crate::web::guards::SignedIn;
use crate::web::pages::moment::moment;

/// Something that a lead is told above all else on a page, and where it leads.
pub(in crate::web::pages) struct Told {
    pub(in crate::web::pages) text: String,
    pub(in crate::web::pages) address: String,
    pub(in crate::web::pages) label: String,
}

/// What she is told of those whom she answers for: who has come in by a recovery code.
pub(in crate::web::pages) async fn told(person: &SignedIn) -> Answer<Vec<Told>> {
    let recovered = person.people.recovered(&person.actor).await?;
    Ok(recovered.iter().map(|one| line(person, one)).collect())
}

fn line(person: &SignedIn, one: &Recovered) -> Told {
    let (words, at) = (&person.words, moment(&person.words, one.at));
    Told {
        text: words.say_with("people-recovered-told", &[("name", (&one.name).into()), ("at", (&at).into())]),
        address: address(one.id),
        label: words.say("people-recovered-see"),
    }
}

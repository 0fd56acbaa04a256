use crate::access::{Actor, ReadTables, Target};
use crate::domain::TableQuestion;
use crate::registry::{Error, Registry};
use crate::statistics::adhoc::Answer;

impl Registry {
    /// The table that somebody has asked for; the same for everybody who may see it, and at any time.
    ///
    /// # Errors
    /// [`Error::NotFound`] when nobody has asked for it, or for whoever may see none.
    pub async fn asked_table(&self, actor: &Actor, question: TableQuestion) -> Result<Answer, Error> {
        let kept = self.kept_tables::<ReadTables>(actor, Target::Table(question)).await?;
        if !kept.asked.iter().any(|asked| asked.question == question) {
            return Err(Error::NotFound);
        }
        let bases = kept.bases(question).map_err(|_| Error::NotFound)?;
        Answer::of(question, bases).ok_or(Error::NotFound)
    }
}

use sea_orm::ConnectionTrait;
use sea_orm::sea_query::{Expr, ExprTrait, Query};
use uuid::Uuid;

use super::acting::Acting;
use super::columns::{number, sealed};
use super::connection::Store;
use super::documents::{AllCredentials, Approvals, Document, StoredRow, Teams, Users, read, select};
use super::error::StoreError;
use crate::domain::Staff;
use crate::keyring::Sealed;

impl Store {
    /// The staff row with this login index. Looking somebody up is no act yet: signing in is.
    ///
    /// # Errors
    /// [`StoreError::Tampered`] when the row is older than it was.
    pub async fn find_user_by_login(&self, index: [u8; 32]) -> Result<Option<StoredRow<Users>>, StoreError> {
        let query = select(Users::TABLE).and_where(Expr::col("login_index").eq(index.to_vec())).to_owned();
        match self.plain().query_one(&query).await?.as_ref().map(read::<Users>).transpose()? {
            Some(row) => self.newest_of(row).await.map(Some),
            None => Ok(None),
        }
    }

    /// The staff row with this id, for whoever holds a session.
    ///
    /// # Errors
    /// [`StoreError::Tampered`] when the row is older than it was, or gone.
    pub async fn find_user(&self, id: Uuid) -> Result<Option<StoredRow<Users>>, StoreError> {
        self.find_plain(id).await
    }

    /// Every staff row.
    ///
    /// # Errors
    /// [`StoreError::Tampered`] when one is older than it was.
    pub async fn find_users(&self) -> Result<Vec<StoredRow<Users>>, StoreError> {
        self.all_plain().await
    }

    /// Every team row.
    ///
    /// # Errors
    /// [`StoreError::Tampered`] when one is older than it was.
    pub async fn find_teams(&self) -> Result<Vec<StoredRow<Teams>>, StoreError> {
        self.all_plain().await
    }

    async fn all_plain<D: Document>(&self) -> Result<Vec<StoredRow<D>>, StoreError> {
        let rows = self.plain().query_all(&select(D::TABLE)).await?;
        let mut newest = Vec::with_capacity(rows.len());
        for row in &rows {
            newest.push(self.newest_of(read::<D>(row)?).await?);
        }
        Ok(newest)
    }

    /// A row that was found before anything was known of it. When it seems older than it was, it may have been
    /// changed since: then it is read once more, and held against what is known by now.
    async fn newest_of<D: Document>(&self, row: StoredRow<D>) -> Result<StoredRow<D>, StoreError> {
        match self.roster().at_least(D::TABLE, row.id).holds(Some(row.revision)) {
            Ok(()) => Ok(row),
            Err(older) => self.find_plain(row.id).await?.ok_or(older.into()),
        }
    }

    /// The team row with this id.
    ///
    /// # Errors
    /// [`StoreError::Tampered`] when the row is older than it was, or gone.
    pub async fn find_team(&self, id: Uuid) -> Result<Option<StoredRow<Teams>>, StoreError> {
        self.find_plain(id).await
    }

    /// What the person with this id comes in with: for whoever tries to, before she is anybody.
    ///
    /// # Errors
    /// [`StoreError::Tampered`] when the row is older than it was, or gone.
    pub async fn find_credentials(&self, id: Uuid) -> Result<Option<StoredRow<AllCredentials>>, StoreError> {
        self.find_plain(id).await
    }

    /// A proposal, for whoever decides it: deciding is the act.
    ///
    /// # Errors
    /// [`StoreError::Tampered`] when the row is older than it was, or gone.
    pub async fn find_approval(&self, id: Uuid) -> Result<Option<StoredRow<Approvals>>, StoreError> {
        self.find_plain(id).await
    }

    async fn find_plain<D: Document>(&self, id: Uuid) -> Result<Option<StoredRow<D>>, StoreError> {
        let known = self.roster().at_least(D::TABLE, id);
        let query = select(D::TABLE).and_where(Expr::col("id").eq(id)).to_owned();
        let row = self.plain().query_one(&query).await?.as_ref().map(read::<D>).transpose()?;
        known.holds(row.as_ref().map(|row| row.revision))?;
        Ok(row)
    }
}

impl Acting<'_> {
    /// Keeps a new member of staff, to be found by the keyed hash of her login.
    ///
    /// # Errors
    /// [`StoreError::Database`], also when the login is taken.
    pub async fn insert_user(
        &self,
        id: Uuid,
        login_index: [u8; 32],
        content: &Sealed<Staff>,
    ) -> Result<(), StoreError> {
        let insert = Query::insert()
            .into_table(Users::TABLE)
            .columns(["id", "revision", "sealed", "login_index"])
            .values_panic([
                id.into(),
                number(self.revision()).into(),
                sealed(content).into(),
                login_index.to_vec().into(),
            ])
            .to_owned();
        self.transaction().execute(&insert).await?;
        self.wrote(Users::TABLE, id, self.revision(), None, content.as_bytes());
        Ok(())
    }
}

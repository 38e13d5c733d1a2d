//! Where the journals stood when the cabinet was last seen. SQLCipher authenticates pages, not
//! history: an old file put back opens without complaint. The heads kept here, outside the
//! databases and under the header's seal, notice it.

use crate::chain;
use crate::error::VaultError;
use crate::journal::{BreakKind, Head, JournalBreak};
use sqlx::SqliteConnection;

/// Compares a database with the head that was remembered for it.
///
/// A journal that goes on from the remembered head is fine: the program was killed before it
/// could anchor. One that ends before it, or says something else at its place, is not.
pub(crate) async fn check(conn: &mut SqliteConnection, anchored: Option<&Head>) -> Result<Head, VaultError> {
    let found = chain::head(conn).await?;
    let Some(anchored) = anchored else { return Ok(found) };
    if found.sequence < anchored.sequence {
        return Err(VaultError::RolledBack { anchored: *anchored, found });
    }
    if chain::hash_at(conn, anchored.sequence).await? != Some(anchored.hash) {
        let at = anchored.sequence;
        return Err(VaultError::JournalBroken(JournalBreak { at, kind: BreakKind::OtherHistory }));
    }
    chain::verify_from(conn, *anchored).await?;
    Ok(found)
}

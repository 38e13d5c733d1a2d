//! Where the journals stood when the cabinet was last seen. SQLCipher authenticates pages, not
//! history: an old file put back opens without complaint. The heads kept here, outside the
//! databases and under the header's seal, notice it. The note beside a database notices what went
//! missing after a program was killed, before it could anchor.

use crate::chain;
use crate::error::VaultError;
use crate::journal::{BreakKind, Head, JournalBreak};
use sqlx::SqliteConnection;

/// Compares a database with the heads that were remembered for it.
///
/// A journal that goes on from a remembered head is fine: the program was killed before it could
/// remember more. One that ends before it, or says something else at its place, is not.
pub(crate) async fn check(
    conn: &mut SqliteConnection,
    anchored: Option<&Head>,
    noted: Option<&Head>,
) -> Result<Head, VaultError> {
    let found = chain::head(conn).await?;
    if let Some(anchored) = anchored {
        if found.sequence < anchored.sequence {
            return Err(VaultError::RolledBack { anchored: *anchored, found });
        }
        require_same(conn, anchored).await?;
        chain::verify_from(conn, *anchored).await?;
    }
    if let Some(noted) = noted {
        if found.sequence < noted.sequence {
            return Err(VaultError::ChangesLost { noted: *noted, found });
        }
        require_same(conn, noted).await?;
    }
    Ok(found)
}

/// Refuses a journal that has another entry where this head was.
async fn require_same(conn: &mut SqliteConnection, head: &Head) -> Result<(), VaultError> {
    if chain::hash_at(conn, head.sequence).await? == Some(head.hash) {
        return Ok(());
    }
    let at = head.sequence;
    Err(VaultError::JournalBroken(JournalBreak { at, kind: BreakKind::OtherHistory }))
}

//! Compares a vault with its journal: the chain from the first entry on, and every record against
//! the last thing that the journal says of it.

use crate::chain::{self, Details};
use crate::error::VaultError;
use crate::journal::{BreakKind, Head, JournalBreak, Verified};
use crate::row::{get, number, uuid};
use sqlx::SqliteConnection;

/// Records compared at a time, so that memory stays flat.
const STEP: i64 = 500;

/// Verifies the whole journal and every record.
pub(crate) async fn journal_and_records(conn: &mut SqliteConnection) -> Result<Verified, VaultError> {
    let head = chain::verify_from(conn, Head::EMPTY).await?;
    let records = compare_records(conn).await?;
    let remaining: i64 = sqlx::query_scalar(
        "SELECT ifnull(sum(CASE action WHEN 'created' THEN 1 WHEN 'erased' THEN -1 ELSE 0 END), 0)
         FROM journal WHERE subject NOT IN ('outbox', 'file')",
    )
    .fetch_one(conn)
    .await
    .map_err(VaultError::db("counting the journal's records"))?;
    if i64::try_from(records) != Ok(remaining) {
        return Err(VaultError::JournalBroken(JournalBreak { at: head.sequence, kind: BreakKind::Record }));
    }
    Ok(Verified { head, records })
}

async fn compare_records(conn: &mut SqliteConnection) -> Result<u64, VaultError> {
    let mut last = 0;
    let mut records = 0;
    loop {
        let rows =
            sqlx::query("SELECT row, id, version, body FROM record WHERE row > ? ORDER BY row LIMIT ?")
                .bind(last)
                .bind(STEP)
                .fetch_all(&mut *conn)
                .await
                .map_err(VaultError::db("reading records"))?;
        if rows.is_empty() {
            return Ok(records);
        }
        for row in &rows {
            last = get(row, "row")?;
            let said = sqlx::query(
                // What is sent may bear the id of the record that it sends; an export changes nothing.
                "SELECT sequence, version, details FROM journal
                 WHERE subject_id = ? AND subject NOT IN ('outbox', 'file') AND action <> 'exported'
                 ORDER BY sequence DESC LIMIT 1",
            )
            .bind(uuid(row, "id")?.to_string())
            .fetch_optional(&mut *conn)
            .await
            .map_err(VaultError::db("reading the journal"))?;
            let Some(said) = said else {
                return Err(VaultError::JournalBroken(JournalBreak { at: 0, kind: BreakKind::Record }));
            };
            let details: Option<&str> = get(&said, "details")?;
            let details: Option<Details> = details.and_then(|details| serde_json::from_str(details).ok());
            let digest = details.and_then(|details| details.body);
            let agrees = number(&said, "version")? == number(row, "version")?
                && digest == Some(chain::digest_of_body(get(row, "body")?));
            if !agrees {
                let at = number(&said, "sequence")?;
                return Err(VaultError::JournalBroken(JournalBreak { at, kind: BreakKind::Record }));
            }
            records += 1;
        }
    }
}

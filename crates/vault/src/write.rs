//! The one way into a vault: applies a change, its search words, its links, its outbox rows and
//! its journal entries in one transaction. Either all of it is on disk afterwards or none.

use crate::chain::{self, Details, NewEntry};
use crate::change::{Change, Committed, Document, Expected, NewFile, OPS_MAX, OpKind, Stale};
use crate::diff::{self, Direction, FieldChange};
use crate::error::VaultError;
use crate::journal::{Action, Subject};
use crate::outbox::{self, OutboxRow};
use crate::query::{self, Row};
use crate::row::as_i64;
use crate::search;
use casework::Kind;
use jiff::Timestamp;
use serde_json::{Value, json};
use sqlx::{Connection as _, SqliteConnection};
use uuid::Uuid;

/// Applies a change.
pub(crate) async fn write(conn: &mut SqliteConnection, change: Change) -> Result<Committed, VaultError> {
    if change.ops.len() > OPS_MAX {
        return Err(VaultError::TooLarge { what: "change", limit: OPS_MAX as u64 });
    }
    let mut transaction =
        conn.begin_with("BEGIN IMMEDIATE").await.map_err(VaultError::db("beginning a change"))?;
    let committed = apply(&mut transaction, change).await?;
    transaction.commit().await.map_err(VaultError::db("committing a change"))?;
    Ok(committed)
}

async fn apply(conn: &mut SqliteConnection, change: Change) -> Result<Committed, VaultError> {
    let at = change.author.at;
    let mut versions = Vec::new();
    let mut entries = Vec::new();
    let mut linked = Vec::new();
    let mut erased = Vec::new();
    for op in change.ops {
        let entry = match op.0 {
            OpKind::Put(document, expected) => {
                let id = document.id;
                let (version, entry) = put(conn, &document, expected, at).await?;
                versions.push((id, version));
                linked.push(document);
                entry
            }
            OpKind::Delete { kind, id, version } => {
                versions.push((id, version + 1));
                Some(set_deleted(conn, kind, id, version, Some(at), at).await?)
            }
            OpKind::Restore { kind, id, version } => {
                versions.push((id, version + 1));
                Some(set_deleted(conn, kind, id, version, None, at).await?)
            }
            OpKind::Erase { kind, id, version } => {
                erased.push((kind, id, version));
                None
            }
            OpKind::Export { kind, id } => Some(export(conn, kind, id).await?),
            OpKind::Exported(entry) => Some(entry),
            OpKind::Outbox(row) => Some(put_outbox(conn, &row, at).await?),
            OpKind::File(file) => Some(put_file(conn, &file, at).await?),
            OpKind::EraseFile(id) => Some(erase_file(conn, id, at).await?),
        };
        entries.extend(entry);
    }
    // Links last: records of one change may refer to each other in any order.
    for document in &linked {
        set_links(conn, document).await?;
    }
    // Erasures after links: a change may take away the last reference and the record together.
    let redacted: Vec<String> = erased.iter().map(|(_, id, _)| id.to_string()).collect();
    for (kind, id, version) in erased {
        entries.push(erase(conn, kind, id, version).await?);
    }
    let head = chain::append(conn, &change.author, &change.reason, entries).await?;
    for subject_id in redacted {
        chain::redact(conn, &subject_id).await?;
    }
    Ok(Committed { sequence: head.sequence, versions })
}

/// Stores a document and returns its version; no entry when nothing changed.
async fn put(
    conn: &mut SqliteConnection,
    document: &Document,
    expected: Expected,
    at: Timestamp,
) -> Result<(u64, Option<NewEntry>), VaultError> {
    let stored = query::load_row(conn, document.id).await?;
    let current = match (&stored, expected) {
        (None, Expected::New) => None,
        (Some(row), Expected::Version(version))
            if row.kind == document.kind && row.version == version && row.deleted_at.is_none() =>
        {
            Some(row)
        }
        _ => return Err(stale(conn, document.kind, document.id, expected, stored).await?),
    };
    let before = current.map_or(Ok(Value::Null), Row::document)?;
    if before == document.body {
        return Ok((current.map_or(1, |row| row.version), None));
    }
    let version = current.map_or(1, |row| row.version + 1);
    let body = document.body.to_string();
    let row = store(conn, document, &body, version, at).await?;
    search::index(conn, row, &document.title, &document.terms).await?;
    let fields = if current.is_some() {
        diff::diff(&before, &document.body)
    } else {
        diff::diff(&json!({}), &document.body)
    };
    let entry = NewEntry {
        action: if current.is_some() { Action::Changed } else { Action::Created },
        subject: Subject::Record(document.kind),
        subject_id: document.id.to_string(),
        version,
        details: Details { fields, body: Some(chain::digest_of_body(&body)) },
    };
    Ok((version, Some(entry)))
}

async fn store(
    conn: &mut SqliteConnection,
    document: &Document,
    body: &str,
    version: u64,
    at: Timestamp,
) -> Result<i64, VaultError> {
    sqlx::query_scalar(
        "INSERT INTO record (id, kind, version, title, sort_key, terms, body, created_at_ms, changed_at_ms)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?8)
         ON CONFLICT (id) DO UPDATE SET version = ?3, title = ?4, sort_key = ?5, terms = ?6, body = ?7, changed_at_ms = ?8
         RETURNING row",
    )
    .bind(document.id.as_bytes().as_slice())
    .bind(document.kind.as_str())
    .bind(as_i64(version))
    .bind(&document.title)
    .bind(search::fold(&document.title))
    .bind(document.terms.join("\n"))
    .bind(body)
    .bind(at.as_millisecond())
    .fetch_one(conn)
    .await
    .map_err(VaultError::db("storing a record"))
}

/// Moves a record into the recycle bin or out of it.
async fn set_deleted(
    conn: &mut SqliteConnection,
    kind: Kind,
    id: Uuid,
    version: u64,
    deleted_at: Option<Timestamp>,
    at: Timestamp,
) -> Result<NewEntry, VaultError> {
    let row = require_version(conn, kind, id, version, deleted_at.is_none()).await?;
    sqlx::query(
        "UPDATE record SET version = version + 1, changed_at_ms = ?, deleted_at_ms = ? WHERE row = ?",
    )
    .bind(at.as_millisecond())
    .bind(deleted_at.map(Timestamp::as_millisecond))
    .bind(row.row)
    .execute(&mut *conn)
    .await
    .map_err(VaultError::db("moving a record to or from the bin"))?;
    if deleted_at.is_some() {
        search::remove(conn, row.row).await?;
    } else {
        let terms: Vec<String> = row.terms.lines().map(str::to_owned).collect();
        search::index(conn, row.row, &row.title, &terms).await?;
    }
    Ok(NewEntry {
        action: if deleted_at.is_some() { Action::Deleted } else { Action::Restored },
        subject: Subject::Record(kind),
        subject_id: id.to_string(),
        version: version + 1,
        details: Details { fields: Vec::new(), body: Some(chain::digest_of_body(&row.body)) },
    })
}

/// Returns the entry of an export: the record at its version, unchanged.
async fn export(conn: &mut SqliteConnection, kind: Kind, id: Uuid) -> Result<NewEntry, VaultError> {
    let stored = query::load_row(conn, id).await?;
    let row = stored.filter(|row| row.kind == kind).ok_or(VaultError::NotFound { kind, id })?;
    Ok(NewEntry {
        action: Action::Exported,
        subject: Subject::Record(kind),
        subject_id: id.to_string(),
        version: row.version,
        details: Details { fields: Vec::new(), body: Some(chain::digest_of_body(&row.body)) },
    })
}

/// Takes a record away for good.
async fn erase(
    conn: &mut SqliteConnection,
    kind: Kind,
    id: Uuid,
    version: u64,
) -> Result<NewEntry, VaultError> {
    let stored = query::load_row(conn, id).await?;
    let Some(row) = stored.as_ref().filter(|row| row.kind == kind && row.version == version) else {
        return Err(stale(conn, kind, id, Expected::Version(version), stored).await?);
    };
    let by: Option<Vec<u8>> =
        sqlx::query_scalar("SELECT from_id FROM link WHERE to_id = ? AND from_id <> ? LIMIT 1")
            .bind(id.as_bytes().as_slice())
            .bind(id.as_bytes().as_slice())
            .fetch_optional(&mut *conn)
            .await
            .map_err(VaultError::db("looking for references"))?;
    if let Some(by) = by {
        let by = Uuid::from_slice(&by).map_err(|_| VaultError::UnknownValue { column: "link.from_id" })?;
        return Err(VaultError::StillLinked { id, by });
    }
    search::remove(conn, row.row).await?;
    sqlx::query("DELETE FROM record WHERE row = ?")
        .bind(row.row)
        .execute(conn)
        .await
        .map_err(VaultError::db("erasing a record"))?;
    Ok(NewEntry {
        action: Action::Erased,
        subject: Subject::Record(kind),
        subject_id: id.to_string(),
        version: version + 1,
        details: Details::of_fields(Vec::new()),
    })
}

/// Makes a record's links those of its document. What it refers to anew has to be there: outside the
/// bin, and of the kind that it is referred to as.
async fn set_links(conn: &mut SqliteConnection, document: &Document) -> Result<(), VaultError> {
    let error = || VaultError::db("linking a record");
    let from = document.id;
    let known: Vec<Vec<u8>> = sqlx::query_scalar("SELECT to_id FROM link WHERE from_id = ?")
        .bind(from.as_bytes().as_slice())
        .fetch_all(&mut *conn)
        .await
        .map_err(error())?;
    sqlx::query("DELETE FROM link WHERE from_id = ?")
        .bind(from.as_bytes().as_slice())
        .execute(&mut *conn)
        .await
        .map_err(error())?;
    for link in &document.links {
        let there: Option<i64> =
            sqlx::query_scalar("SELECT 1 FROM record WHERE id = ? AND kind = ? AND deleted_at_ms IS NULL")
                .bind(link.to.as_bytes().as_slice())
                .bind(link.kind.as_str())
                .fetch_optional(&mut *conn)
                .await
                .map_err(error())?;
        if there.is_none() && !known.iter().any(|id| id == link.to.as_bytes()) {
            return Err(VaultError::MissingLink { from, role: link.role, to: link.to });
        }
        sqlx::query("INSERT OR IGNORE INTO link (from_id, role, to_id) VALUES (?, ?, ?)")
            .bind(from.as_bytes().as_slice())
            .bind(link.role.as_str())
            .bind(link.to.as_bytes().as_slice())
            .execute(&mut *conn)
            .await
            .map_err(error())?;
    }
    Ok(())
}

async fn put_outbox(
    conn: &mut SqliteConnection,
    row: &OutboxRow,
    at: Timestamp,
) -> Result<NewEntry, VaultError> {
    let before = outbox::load(conn, row.id).await?;
    outbox::put(conn, row, at).await?;
    let state = |row: &OutboxRow| json!(row.state.as_str());
    let change = FieldChange {
        path: "/state".to_owned(),
        before: before.as_ref().map(state),
        after: Some(state(row)),
    };
    Ok(NewEntry {
        action: if before.is_some() { Action::Changed } else { Action::Created },
        subject: Subject::Outbox,
        subject_id: row.id.to_string(),
        version: u64::from(row.attempts),
        details: Details::of_fields(vec![change]),
    })
}

async fn put_file(
    conn: &mut SqliteConnection,
    file: &NewFile,
    at: Timestamp,
) -> Result<NewEntry, VaultError> {
    sqlx::query(
        "INSERT INTO file (id, key, size_bytes, media_type, created_at_ms) VALUES (?1, ?2, ?3, ?4, ?5)
         ON CONFLICT (id) DO UPDATE SET key = ?2, size_bytes = ?3, media_type = ?4, erased_at_ms = NULL",
    )
    .bind(file.id.bytes().as_slice())
    // EXPOSE: the file's key is kept in the encrypted database and nowhere else.
    .bind(file.key.expose().as_slice())
    .bind(as_i64(file.size_bytes))
    .bind(&file.media_type)
    .bind(at.as_millisecond())
    .execute(conn)
    .await
    .map_err(VaultError::db("storing a file's key"))?;
    let size =
        FieldChange { path: "/size_bytes".to_owned(), before: None, after: Some(json!(file.size_bytes)) };
    Ok(NewEntry {
        action: Action::Created,
        subject: Subject::File,
        subject_id: file.id.to_string(),
        version: 1,
        details: Details::of_fields(vec![size]),
    })
}

async fn erase_file(
    conn: &mut SqliteConnection,
    id: crate::attachment::FileId,
    at: Timestamp,
) -> Result<NewEntry, VaultError> {
    let done = sqlx::query("UPDATE file SET key = NULL, erased_at_ms = ? WHERE id = ? AND key IS NOT NULL")
        .bind(at.as_millisecond())
        .bind(id.bytes().as_slice())
        .execute(conn)
        .await
        .map_err(VaultError::db("erasing a file's key"))?;
    if done.rows_affected() == 0 {
        return Err(VaultError::FileUnknown { file: id.to_string() });
    }
    Ok(NewEntry {
        action: Action::Erased,
        subject: Subject::File,
        subject_id: id.to_string(),
        version: 2,
        details: Details::of_fields(Vec::new()),
    })
}

async fn require_version(
    conn: &mut SqliteConnection,
    kind: Kind,
    id: Uuid,
    version: u64,
    deleted: bool,
) -> Result<Row, VaultError> {
    let stored = query::load_row(conn, id).await?;
    match stored {
        Some(row) if row.kind == kind && row.version == version && row.deleted_at.is_some() == deleted => {
            Ok(row)
        }
        other => Err(stale(conn, kind, id, Expected::Version(version), other).await?),
    }
}

/// Returns the error of a late write, with what a merge needs.
async fn stale(
    conn: &mut SqliteConnection,
    kind: Kind,
    id: Uuid,
    expected: Expected,
    stored: Option<Row>,
) -> Result<VaultError, VaultError> {
    let Some(row) = stored else {
        return Ok(VaultError::NotFound { kind, id });
    };
    if row.kind != kind {
        return Ok(VaultError::OtherKind { id, asked: kind, found: row.kind });
    }
    let base = match expected {
        Expected::New => None,
        Expected::Version(version) => at_version(conn, &row, version).await?,
    };
    Ok(VaultError::Stale(Box::new(Stale {
        kind,
        id,
        expected,
        version: Some(row.version),
        deleted: row.deleted_at.is_some(),
        stored: Some(row.document()?),
        base,
    })))
}

/// Returns a record's document at an older version, by walking the journal back.
pub(crate) async fn at_version(
    conn: &mut SqliteConnection,
    row: &Row,
    version: u64,
) -> Result<Option<Value>, VaultError> {
    if version == 0 || version > row.version {
        return Ok(None);
    }
    let mut body = row.document()?;
    let entries = crate::journal::entries_about(conn, &row.id.to_string()).await?;
    // What is sent may bear the id of the record that it sends; an export changes nothing.
    let changes = entries
        .iter()
        .filter(|entry| entry.subject == Subject::Record(row.kind) && entry.action != Action::Exported);
    for entry in changes.rev().take_while(|entry| entry.version > version) {
        let Some(fields) = &entry.fields else { return Ok(None) };
        diff::apply(&mut body, fields, Direction::Back);
    }
    Ok(Some(body))
}

//! The cabinet's own index: which clients there are, and the settings. Every change of it stands
//! in the cabinet's journal.

use crate::chain::{self, Details, NewEntry};
use crate::change::Author;
use crate::client::{Client, ClientId, NAME_CHARS_MAX};
use crate::diff;
use crate::error::VaultError;
use crate::journal::{Action, Subject};
use crate::row::{get, uuid};
use crate::search::fold;
use crate::time;
use jiff::Timestamp;
use serde_json::{Value, json};
use sqlx::sqlite::SqliteRow;
use sqlx::{Connection as _, SqliteConnection};

/// The largest setting; settings are choices, not documents.
const SETTING_BYTES_MAX: usize = 64 * 1024;

/// Refuses a client that no list could show.
pub(crate) fn check(client: &Client) -> Result<(), VaultError> {
    let longest = client.name.chars().count().max(client.colour.chars().count());
    if longest > NAME_CHARS_MAX {
        return Err(VaultError::TooLarge { what: "client name", limit: NAME_CHARS_MAX as u64 });
    }
    Ok(())
}

/// Returns the clients in the order of their names.
pub(crate) async fn list_clients(conn: &mut SqliteConnection) -> Result<Vec<Client>, VaultError> {
    let rows = sqlx::query("SELECT * FROM client ORDER BY sort_key, id")
        .fetch_all(conn)
        .await
        .map_err(VaultError::db("listing clients"))?;
    rows.iter().map(read_client).collect()
}

/// Returns a client.
pub(crate) async fn load_client(
    conn: &mut SqliteConnection,
    id: ClientId,
) -> Result<Option<Client>, VaultError> {
    let row = sqlx::query("SELECT * FROM client WHERE id = ?")
        .bind(id.0.as_bytes().as_slice())
        .fetch_optional(conn)
        .await
        .map_err(VaultError::db("reading a client"))?;
    row.as_ref().map(read_client).transpose()
}

/// Adds clients, all or none.
pub(crate) async fn insert_clients(
    conn: &mut SqliteConnection,
    clients: Vec<Client>,
    author: Author,
    reason: &'static str,
) -> Result<(), VaultError> {
    let error = || VaultError::db("adding a client");
    let mut transaction = conn.begin_with("BEGIN IMMEDIATE").await.map_err(error())?;
    let mut entries = Vec::new();
    for client in &clients {
        store_client(&mut transaction, client).await?;
        entries.push(entry_about(client, Action::Created, &json!({})));
    }
    chain::append(&mut transaction, &author, reason, entries).await?;
    transaction.commit().await.map_err(error())
}

/// Takes a client out of the index, and its name out of the journal.
pub(crate) async fn erase_client(
    conn: &mut SqliteConnection,
    id: ClientId,
    author: Author,
) -> Result<(), VaultError> {
    let error = || VaultError::db("erasing a client");
    let mut transaction = conn.begin_with("BEGIN IMMEDIATE").await.map_err(error())?;
    sqlx::query("DELETE FROM client WHERE id = ?")
        .bind(id.0.as_bytes().as_slice())
        .execute(&mut *transaction)
        .await
        .map_err(error())?;
    chain::append(&mut transaction, &author, "erase_client", vec![note(id, Action::Erased)]).await?;
    chain::redact(&mut transaction, &id.to_string()).await?;
    transaction.commit().await.map_err(error())
}

/// Notes in the journal that something was done with clients that changed nothing in the index.
pub(crate) async fn note_clients(
    conn: &mut SqliteConnection,
    ids: &[ClientId],
    action: Action,
    reason: &'static str,
    author: &Author,
) -> Result<(), VaultError> {
    let error = || VaultError::db("noting in the journal");
    let mut transaction = conn.begin_with("BEGIN IMMEDIATE").await.map_err(error())?;
    let entries = ids.iter().map(|id| note(*id, action)).collect();
    chain::append(&mut transaction, author, reason, entries).await?;
    transaction.commit().await.map_err(error())
}

fn note(id: ClientId, action: Action) -> NewEntry {
    NewEntry {
        action,
        subject: Subject::Client,
        subject_id: id.to_string(),
        version: 1,
        details: Details::of_fields(Vec::new()),
    }
}

/// Changes a client.
pub(crate) async fn update_client(
    conn: &mut SqliteConnection,
    id: ClientId,
    author: Author,
    edit: impl FnOnce(&mut Client),
) -> Result<Client, VaultError> {
    let mut transaction =
        conn.begin_with("BEGIN IMMEDIATE").await.map_err(VaultError::db("changing a client"))?;
    let before = load_client(&mut transaction, id).await?.ok_or(VaultError::UnknownClient { id })?;
    let mut client = before.clone();
    edit(&mut client);
    check(&client)?;
    if client != before {
        store_client(&mut transaction, &client).await?;
        let entry = entry_about(&client, Action::Changed, &as_document(&before));
        chain::append(&mut transaction, &author, "edit_client", vec![entry]).await?;
        transaction.commit().await.map_err(VaultError::db("changing a client"))?;
    }
    Ok(client)
}

async fn store_client(conn: &mut SqliteConnection, client: &Client) -> Result<(), VaultError> {
    sqlx::query(
        "INSERT INTO client (id, name, sort_key, colour, created_at_ms, archived_at_ms) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
         ON CONFLICT (id) DO UPDATE SET name = ?2, sort_key = ?3, colour = ?4, archived_at_ms = ?6",
    )
    .bind(client.id.0.as_bytes().as_slice())
    .bind(&client.name)
    .bind(fold(&client.name))
    .bind(&client.colour)
    .bind(client.created_at.as_millisecond())
    .bind(client.archived_at.map(Timestamp::as_millisecond))
    .execute(conn)
    .await
    .map_err(VaultError::db("storing a client"))?;
    Ok(())
}

fn entry_about(client: &Client, action: Action, before: &Value) -> NewEntry {
    NewEntry {
        action,
        subject: Subject::Client,
        subject_id: client.id.to_string(),
        version: 1,
        details: Details::of_fields(diff::diff(before, &as_document(client))),
    }
}

fn as_document(client: &Client) -> Value {
    json!({ "name": client.name, "colour": client.colour, "archived_at": client.archived_at })
}

fn read_client(row: &SqliteRow) -> Result<Client, VaultError> {
    let archived: Option<i64> = get(row, "archived_at_ms")?;
    Ok(Client {
        id: ClientId(uuid(row, "id")?),
        name: get(row, "name")?,
        colour: get(row, "colour")?,
        created_at: time::from_ms(get(row, "created_at_ms")?, "client.created_at_ms")?,
        archived_at: archived.map(|ms| time::from_ms(ms, "client.archived_at_ms")).transpose()?,
    })
}

/// Returns a setting's JSON.
pub(crate) async fn load_setting(
    conn: &mut SqliteConnection,
    name: &str,
) -> Result<Option<String>, VaultError> {
    sqlx::query_scalar("SELECT value FROM setting WHERE name = ?")
        .bind(name)
        .fetch_optional(conn)
        .await
        .map_err(VaultError::db("reading a setting"))
}

/// Keeps a setting.
pub(crate) async fn put_setting(
    conn: &mut SqliteConnection,
    name: &str,
    value: &str,
    author: &Author,
) -> Result<(), VaultError> {
    if value.len() > SETTING_BYTES_MAX {
        return Err(VaultError::TooLarge { what: "setting", limit: SETTING_BYTES_MAX as u64 });
    }
    let before = load_setting(conn, name).await?;
    if before.as_deref() == Some(value) {
        return Ok(());
    }
    let error = || VaultError::db("keeping a setting");
    let mut transaction = conn.begin_with("BEGIN IMMEDIATE").await.map_err(error())?;
    sqlx::query(
        "INSERT INTO setting (name, value) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET value = ?2",
    )
    .bind(name)
    .bind(value)
    .execute(&mut *transaction)
    .await
    .map_err(error())?;
    let entry = NewEntry {
        action: if before.is_some() { Action::Changed } else { Action::Created },
        subject: Subject::Setting,
        subject_id: name.to_owned(),
        version: 1,
        details: Details::of_fields(Vec::new()),
    };
    chain::append(&mut transaction, author, "setting", vec![entry]).await?;
    transaction.commit().await.map_err(error())
}

//! Calls about clients and the journal.

use crate::cabinet::open;
use crate::call::cabinet::{Client, In, Journal};
use crate::casework;
use crate::output::{Answer, counted, minute};
use crate::passphrase;
use desk::view::{
    ClientInput, ClientRow, JournalFile, JournalRequest, JournalRow, JournalScope, JournalVerdict,
};
use desk::{AppError, Desk};
use serde_json::json;

/// Works on clients.
pub async fn run(command: Client) -> Result<Answer, AppError> {
    match command {
        Client::List { at } => {
            let desk = open(&at).await?;
            let rows = desk.clients_overview().await?;
            desk.cabinet_lock().await?;
            Answer::yes(&json!({ "clients": rows }), rows.iter().map(line_of).collect::<String>())
        }
        Client::Create { at, name, colour } => {
            let desk = open(&at).await?;
            let made = desk.client_create(ClientInput { name, colour }).await?;
            desk.cabinet_lock().await?;
            Answer::yes(&made, format!("{} made.", made.name))
        }
        Client::Rename { at, client, name, colour } => {
            let (desk, row) = find(&at, &client).await?;
            let input = ClientInput { name: name.unwrap_or(row.name), colour: colour.unwrap_or(row.colour) };
            let renamed = desk.client_rename(row.id, input).await?;
            desk.cabinet_lock().await?;
            Answer::yes(&renamed, format!("{}, {}.", renamed.name, renamed.colour))
        }
        Client::Archive { at, client, undo } => {
            let (desk, row) = find(&at, &client).await?;
            desk.client_archive(row.id, !undo).await?;
            desk.cabinet_lock().await?;
            let text = if undo { "Taken back." } else { "Put aside." };
            Answer::yes(&json!({ "archived": !undo }), text)
        }
        Client::Export { at, client, out, archive } => {
            let (desk, row) = find(&at, &client).await?;
            let file = desk.client_export(row.id, &out, passphrase::for_archive(&archive)?).await?;
            desk.cabinet_lock().await?;
            Answer::yes(&json!({ "file": file }), format!("{} is in {file}.", row.name))
        }
        Client::Import { at, file, archive } => {
            let desk = open(&at).await?;
            let taken = desk.client_import(&file, passphrase::of_archive(&archive)?).await?;
            desk.cabinet_lock().await?;
            let names: Vec<&str> = taken.iter().map(|client| client.name.as_str()).collect();
            Answer::yes(&json!({ "clients": taken }), format!("Taken in: {}.", names.join(", ")))
        }
        Client::Erase { at, client, confirm } => {
            let (desk, row) = find(&at, &client).await?;
            let backups = desk.client_erasure(row.id.clone()).await?.backups;
            desk.client_erase(row.id, confirm).await?;
            desk.cabinet_lock().await?;
            let hold = if backups == 1 { "holds" } else { "hold" };
            let backups_made = counted(backups, "backup");
            let text = format!("Erased. {backups_made} made before still {hold} it until let go.");
            Answer::yes(&json!({ "erased": true, "backups": backups }), text)
        }
        Client::RotateKey { at, client } => {
            let (desk, row) = find(&at, &client).await?;
            desk.client_rotate_key(row.id).await?;
            desk.cabinet_lock().await?;
            Answer::yes(&json!({ "rotated": true }), format!("{} has a new key.", row.name))
        }
    }
}

/// Shows the journal, writes it into a file, checks such a file.
pub async fn journal(command: Journal) -> Result<Answer, AppError> {
    match command {
        Journal::Show { at, own, subject, action, limit } => {
            let desk = casework::open(&at).await?;
            let scope = if own { JournalScope::Cabinet } else { JournalScope::Client };
            let mut request = JournalRequest { scope, subject, action, before: None };
            let mut rows = Vec::new();
            while rows.len() < limit {
                let page = desk.journal_page(request.clone()).await?;
                rows.extend(page.rows);
                if page.next.is_none() {
                    break;
                }
                request.before = page.next;
            }
            rows.truncate(limit);
            desk.cabinet_lock().await?;
            Answer::yes(&json!({ "entries": rows }), rows.iter().map(entry_line).collect::<String>())
        }
        Journal::Export { at, out } => {
            let desk = casework::open(&at).await?;
            let done = desk.journal_export(&out).await?;
            desk.cabinet_lock().await?;
            let text = format!("The journal is in {}.\n{}", done.file, facts(&done.journal));
            Answer::yes(&done, text)
        }
        Journal::Check { file, key } => {
            let check = desk::check_journal(&file, key.as_deref()).await?;
            let is_yes = matches!(check.verdict, JournalVerdict::Sound | JournalVerdict::KeyUnknown);
            let facts = check.journal.as_ref().map(facts).unwrap_or_default();
            Answer::of(&check, format!("{}\n{facts}", check.text.en), is_yes)
        }
    }
}

async fn find(at: &In, wanted: &str) -> Result<(Desk, ClientRow), AppError> {
    let desk = open(at).await?;
    let rows = desk.clients_overview().await?;
    let row = casework::one_client(rows, wanted, |row| (&row.id, &row.name))?;
    Ok((desk, row))
}

fn line_of(row: &ClientRow) -> String {
    let state = match (&row.trouble, &row.archived_at) {
        (Some(trouble), _) => trouble.en.as_str(),
        (None, Some(_)) => "put aside",
        (None, None) => "",
    };
    format!(
        "{}  {}  {} people, {} open applications, {} to do  {} {state}\n",
        row.id,
        row.name,
        row.people,
        row.applications_open,
        row.needs,
        row.next_deadline.as_deref().unwrap_or("-")
    )
}

fn facts(journal: &JournalFile) -> String {
    format!(
        "client {}, exported {}, {} entries\npublic key {}\n",
        journal.client,
        minute(&journal.exported_at),
        journal.entries,
        journal.public_key
    )
}

fn entry_line(row: &JournalRow) -> String {
    let fields: Vec<&str> = row.fields.iter().map(|field| field.field.as_str()).collect();
    format!(
        "{}  {}  {}  {} {} {}  {}\n",
        row.sequence,
        minute(&row.at),
        row.actor,
        row.text.en,
        row.subject,
        row.title,
        fields.join(", ")
    )
}

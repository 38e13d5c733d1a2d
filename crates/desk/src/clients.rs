//! Clients: whose papers there are. Making, renaming and putting aside, all of them at once, handing
//! one over in an encrypted file, taking one in, erasing one for good.

use crate::backups::short;
use crate::companies::count;
use crate::convert::Reader;
use crate::environment::stamp;
use crate::error::{AppError, ErrorCode, FieldIssue};
use crate::session::{Desk, Open};
use crate::view::{ClientErasure, ClientInput, ClientRow, ClientView, Text, WorkStateView};
use crate::{account, as_found, outbox, passphrases, settings};
use casework::Kind;
use secrecy::SecretString;
use std::collections::BTreeMap;
use std::path::Path;
use vault::{Client, ClientId, Vault};

impl Desk {
    /// Creates a client and switches to it.
    pub async fn client_create(&self, input: ClientInput) -> Result<ClientView, AppError> {
        let name = name_of(&input)?;
        let cabinet = self.cabinet().await?;
        refuse_taken(&name, None, &cabinet.clients().await?)?;
        let client = cabinet.create_client(&name, &input.colour, self.author()).await?;
        self.client_select(client.id.to_string()).await?;
        Ok(client_view(&client))
    }

    /// Gives a client another name and colour.
    pub async fn client_rename(&self, id: String, input: ClientInput) -> Result<ClientView, AppError> {
        let name = name_of(&input)?;
        let (cabinet, id) = (self.cabinet().await?, parse(&id)?);
        refuse_taken(&name, Some(id), &cabinet.clients().await?)?;
        let client = cabinet.rename_client(id, &name, &input.colour, self.author()).await?;
        Ok(client_view(&client))
    }

    /// Puts a client aside, or takes it back. The one on the desk makes room for another.
    pub async fn client_archive(&self, id: String, archived: bool) -> Result<(), AppError> {
        let id = parse(&id)?;
        let _delivery = self.delivering.lock().await;
        let mut open = self.session().await?;
        if archived {
            self.make_room(&mut open, id).await?;
        }
        let at = archived.then(|| self.environment.now());
        open.cabinet.archive_client(id, at, self.author()).await?;
        Ok(())
    }

    /// Returns all clients with what each holds and needs, put-aside ones last.
    pub async fn clients_overview(&self) -> Result<Vec<ClientRow>, AppError> {
        let cabinet = self.cabinet().await?;
        let mut rows = Vec::new();
        for client in cabinet.clients().await? {
            let mut row = blank_row(&client);
            // A client that is put aside is counted, and not looked through for what it needs.
            let counted = match cabinet.open_client(client.id).await {
                Ok(vault) => self.count_client(&vault, &mut row).await,
                Err(error) => {
                    row.can_be_taken = as_found::is_age(&error);
                    Err(error.into())
                }
            };
            row.trouble = counted.err().map(|error| error.text);
            rows.push(row);
        }
        rows.sort_by_key(|row| row.archived_at.is_some());
        Ok(rows)
    }

    async fn count_client(&self, vault: &Vault, row: &mut ClientRow) -> Result<(), AppError> {
        let (records, _) = vault.totals().await?;
        row.companies = held(&records, Kind::Company);
        row.people = held(&records, Kind::Person);
        row.outbox_waiting = outbox::waiting(vault).await?;
        if row.archived_at.is_none() {
            let survey = self.survey(vault).await?;
            row.needs = count(survey.needs.len());
            row.next_deadline =
                survey.calendar.keys().find(|day| **day >= self.today_date()).map(ToString::to_string);
            let is_open = |work: &&WorkStateView| **work != WorkStateView::Sent;
            row.applications_open = count(survey.works.iter().filter(is_open).count());
        }
        Ok(())
    }

    /// Writes a client into one encrypted file that standard tools open with the passphrase, and
    /// returns the file.
    pub async fn client_export(&self, id: String, to: &Path, passphrase: String) -> Result<String, AppError> {
        passphrases::require_strong(&passphrase)?;
        let cabinet = self.cabinet().await?;
        cabinet.export_clients(&[parse(&id)?], to, SecretString::from(passphrase), self.author()).await?;
        Ok(to.to_string_lossy().into_owned())
    }

    /// Takes the clients of an archive in, all or none, each as a new client. One whose name is there
    /// already gets a number behind it.
    pub async fn client_import(&self, from: &Path, passphrase: String) -> Result<Vec<ClientView>, AppError> {
        let cabinet = self.cabinet().await?;
        let taken = cabinet.import_clients(from, SecretString::from(passphrase), self.author()).await?;
        let mut views = Vec::with_capacity(taken.len());
        for client in taken {
            let name = free_name(&client, &cabinet.clients().await?);
            views.push(if name == client.name {
                client_view(&client)
            } else {
                client_view(&cabinet.rename_client(client.id, &name, &client.colour, self.author()).await?)
            });
        }
        Ok(views)
    }

    /// Returns what erasing a client would take away, and what stays.
    pub async fn client_erasure(&self, id: String) -> Result<ClientErasure, AppError> {
        let (cabinet, id) = (self.cabinet().await?, parse(&id)?);
        let client = cabinet.require_client(id).await?;
        // A vault that can't be opened can be erased all the same; nobody knows what is in it.
        let records = match cabinet.open_client(id).await {
            Ok(vault) => vault.totals().await?.0,
            Err(_) => BTreeMap::new(),
        };
        let backups = self.backups_list().await?;
        Ok(ClientErasure {
            name: client.name,
            companies: held(&records, Kind::Company),
            people: held(&records, Kind::Person),
            papers: held(&records, Kind::Paper),
            applications: held(&records, Kind::Application),
            backups: count(backups.snapshots.len()),
            obstacle: (cabinet.clients().await?.len() == 1).then(only_client),
        })
    }

    /// Erases a client whose name was typed: its vault, its files, its key, its portal account.
    /// Can't be undone; backups made before hold it until they are let go.
    pub async fn client_erase(&self, id: String, typed_name: String) -> Result<(), AppError> {
        let id = parse(&id)?;
        let _delivery = self.delivering.lock().await;
        let mut open = self.session().await?;
        let client = open.cabinet.require_client(id).await?;
        if typed_name.trim() != client.name {
            return Err(AppError::invalid(vec![FieldIssue {
                field: "name".to_owned(),
                code: "differs".to_owned(),
                text: other_name(),
            }]));
        }
        self.make_room(&mut open, id).await?;
        open.cabinet.erase_client(id, self.author()).await?;
        account::forget(&open.cabinet, id, self.author()).await
    }

    /// Exchanges a client's key: its database is written anew under a random one.
    pub async fn client_rotate_key(&self, id: String) -> Result<(), AppError> {
        let id = parse(&id)?;
        let _delivery = self.delivering.lock().await;
        let mut open = self.session().await?;
        let rotated = open.cabinet.rotate_client_key(id).await;
        // The vault was closed for it, also where it failed.
        if open.client == id {
            open.vault = open.cabinet.open_client(id).await?;
        }
        Ok(rotated?)
    }

    /// Puts another client's papers on the desk if those of `leaving` are on it.
    async fn make_room(&self, open: &mut Open, leaving: ClientId) -> Result<(), AppError> {
        let others = open.cabinet.clients().await?.into_iter();
        let others: Vec<Client> =
            others.filter(|one| one.id != leaving && one.archived_at.is_none()).collect();
        if others.is_empty() {
            return Err(AppError::with_text(ErrorCode::NotReady, "only client", only_client()));
        }
        if open.client != leaving {
            return Ok(());
        }
        let mut outcome = Err(AppError::internal("no other client"));
        for other in others {
            match open.cabinet.open_client(other.id).await {
                Ok(vault) => {
                    (open.client, open.vault) = (other.id, vault);
                    settings::store_last_client(&open.cabinet, &other.id.to_string(), self.author()).await?;
                    return outbox::recover(&open.vault, &self.author()).await;
                }
                Err(error) => outcome = Err(error.into()),
            }
        }
        outcome
    }
}

/// Returns a client as the frame of the window shows it.
pub(crate) fn client_view(client: &Client) -> ClientView {
    ClientView { id: client.id.to_string(), name: client.name.clone(), colour: client.colour.clone() }
}

/// Reads a client's id.
pub(crate) fn parse(id: &str) -> Result<ClientId, AppError> {
    id.parse().map_err(|_| AppError::new(ErrorCode::NotFound, "malformed client id"))
}

/// Refuses a name that another client has, however it is written: whoever picks a client by its name
/// must not open the wrong file.
fn refuse_taken(name: &str, own: Option<ClientId>, clients: &[Client]) -> Result<(), AppError> {
    if !is_taken(name, own, clients) {
        return Ok(());
    }
    Err(AppError::invalid(vec![FieldIssue {
        field: "name".to_owned(),
        code: "taken".to_owned(),
        text: Text::new(
            "Another client has this name. Choose one that tells them apart.",
            "Такое название уже есть у другого клиента. Выберите другое, чтобы их не спутать.",
            "Мұндай атау басқа клиентте бар. Оларды шатастырмайтын басқа атау таңдаңыз.",
        ),
    }]))
}

fn is_taken(name: &str, own: Option<ClientId>, clients: &[Client]) -> bool {
    let folded = vault::fold(name);
    clients.iter().any(|other| Some(other.id) != own && vault::fold(&other.name) == folded)
}

/// Returns a client's name, with a number behind it where another client has it.
fn free_name(client: &Client, clients: &[Client]) -> String {
    let numbered = (2..).map(|number: u32| format!("{} ({number})", client.name));
    let mut names = std::iter::once(client.name.clone()).chain(numbered);
    names.find(|name| !is_taken(name, Some(client.id), clients)).unwrap_or_else(|| client.name.clone())
}

fn name_of(input: &ClientInput) -> Result<String, AppError> {
    let mut reader = Reader::default();
    reader.required("name", &input.name);
    reader.finish()?;
    Ok(input.name.trim().to_owned())
}

fn held(records: &BTreeMap<Kind, u64>, kind: Kind) -> u32 {
    short(records.get(&kind).copied().unwrap_or(0))
}

fn blank_row(client: &Client) -> ClientRow {
    ClientRow {
        id: client.id.to_string(),
        name: client.name.clone(),
        colour: client.colour.clone(),
        created_at: stamp(client.created_at),
        archived_at: client.archived_at.map(stamp),
        companies: 0,
        people: 0,
        applications_open: 0,
        needs: 0,
        next_deadline: None,
        outbox_waiting: 0,
        trouble: None,
        can_be_taken: false,
    }
}

fn only_client() -> Text {
    Text::new(
        "A cabinet keeps at least one client in use. Add another client first.",
        "В картотеке должен оставаться хотя бы один действующий клиент. Сначала добавьте другого.",
        "Картотекада кемінде бір қолданыстағы клиент қалуы керек. Алдымен басқасын қосыңыз.",
    )
}

fn other_name() -> Text {
    Text::new(
        "This is not the client's name. Type it exactly as it is shown.",
        "Это не имя клиента. Введите его в точности как показано.",
        "Бұл клиенттің атауы емес. Оны дәл көрсетілгендей теріңіз.",
    )
}

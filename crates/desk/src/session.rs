//! Opening and switching: which cabinet is open, and whose papers are on the desk.
//!
//! Invariant: while the cabinet is locked nothing of it is in memory but the folder's path.

use crate::clients::{self, client_view};
use crate::config::DeskConfig;
use crate::delivery::Contact;
use crate::environment::{Environment, System, day_in_kazakhstan};
use crate::error::{AppError, ErrorCode};
use crate::import::Pending;
use crate::letters::making::Making;
use crate::view::{
    AppState, CabinetCreateInput, ClientTrouble, ClientView, RecoveryGroup, RecoveryKeyView, Screen,
    Settings, Text,
};
use crate::{VERSION, account, as_found, folder, keys, passphrases, place, restore, settings};
use jiff::Timestamp;
use jiff::civil::Date;
use paperwork::guarded::Cancel;
use portal::RunningPortal;
use secrecy::SecretString;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, PoisonError, RwLock};
use tokio::sync::{MappedMutexGuard, Mutex, MutexGuard, Notify};
use vault::{Author, Cabinet, ClientId, RecoveryDraft, RecoveryKey, Unlock, Vault};

/// An open cabinet, and whose papers are on the desk.
pub(crate) struct Open {
    pub cabinet: Cabinet,
    pub client: ClientId,
    pub vault: Vault,
    pub settings: Settings,
    /// The file that is being looked at for an import.
    pub import: Option<Pending>,
    /// Clients that could not be opened when the cabinet was.
    pub troubles: Vec<ClientTrouble>,
    /// A new recovery key until two of its groups were typed back; the old one opens until then.
    pub draft: Option<RecoveryDraft>,
    /// The recovery key of a new cabinet until two of its groups were typed back.
    unconfirmed: Option<RecoveryKey>,
    pub(crate) active_at: Timestamp,
    /// Ends the processes that draw and typeset what is read while it is open.
    pub(crate) cancel: Cancel,
}

/// What becomes of clients whose files are older than the cabinet remembers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Older {
    /// They stay closed.
    Refused,
    /// They are taken as they were found.
    TakenAsFound,
}

/// The desk of one user.
pub struct Desk {
    /// Replaced when the user chooses another data folder.
    pub(crate) config: RwLock<Arc<DeskConfig>>,
    pub(crate) environment: Arc<dyn Environment>,
    pub(crate) open: Mutex<Option<Open>>,
    pub(crate) sandbox: Mutex<Option<RunningPortal>>,
    /// Held while the outbox is worked through, so that no row is sent by two at once.
    pub(crate) delivering: Mutex<()>,
    pub(crate) contact: Mutex<Contact>,
    /// Held from the wish to lock until the files are closed; whoever unlocks waits for it.
    pub(crate) closing: Mutex<()>,
    /// Why the last backup is not what it should be; none when it is.
    pub(crate) backup_problem: Mutex<Option<Text>>,
    /// Where the screen in front of the desk looks for backups, once the user has chosen a folder.
    pub(crate) restore_folder: Mutex<Option<PathBuf>>,
    /// The desk is about to lock: nothing of it is to be shown any more.
    pub(crate) is_dark: AtomicBool,
    pub(crate) going_dark: Notify,
    pub(crate) making: Making,
}

impl Desk {
    /// Returns a desk with the system's clock; nothing is opened yet.
    #[must_use]
    pub fn new(config: DeskConfig) -> Self {
        Self::with_environment(config, Arc::new(System))
    }

    /// Returns a desk with a clock and ids of the caller's.
    #[must_use]
    pub fn with_environment(config: DeskConfig, environment: Arc<dyn Environment>) -> Self {
        // Before the sandbox or a cabinet opens the first database of the process.
        vault::share_allocator_with_sqlite();
        restore::finish_interrupted(&config);
        Self {
            config: RwLock::new(Arc::new(config)),
            environment,
            open: Mutex::new(None),
            sandbox: Mutex::new(None),
            delivering: Mutex::new(()),
            contact: Mutex::new(Contact::default()),
            closing: Mutex::new(()),
            backup_problem: Mutex::new(None),
            restore_folder: Mutex::new(None),
            is_dark: AtomicBool::new(false),
            going_dark: Notify::new(),
            making: Making::default(),
        }
    }

    /// Returns where things lie.
    pub(crate) fn config(&self) -> Arc<DeskConfig> {
        Arc::clone(&self.config.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Returns what the frame of the window shows.
    pub async fn app_state(&self) -> Result<AppState, AppError> {
        if self.is_dark.load(Ordering::SeqCst) {
            return Ok(self.state_in_front(Screen::Locked).await);
        }
        let guard = self.open.lock().await;
        let Some(open) = guard.as_ref().filter(|open| open.unconfirmed.is_none()) else {
            let is_there = Cabinet::is_in(&self.config().cabinet());
            let screen = if is_there && guard.is_none() { Screen::Locked } else { Screen::Welcome };
            return Ok(self.state_in_front(screen).await);
        };
        let clients = open.cabinet.clients().await?;
        let shown = clients.iter().filter(|one| one.archived_at.is_none() || one.id == open.client);
        let clients: Vec<ClientView> = shown.map(client_view).collect();
        let current = open.client.to_string();
        let waiting = crate::outbox::waiting(&open.vault).await?;
        Ok(AppState {
            language: open.settings.language,
            theme: open.settings.theme,
            client: clients.iter().find(|client| client.id == current).cloned(),
            clients,
            portal: account::view(self, open).await?,
            outbox_waiting: waiting,
            client_troubles: open.troubles.clone(),
            ..self.state_in_front(Screen::Open).await
        })
    }

    /// Returns what is shown of a desk that nobody has opened.
    async fn state_in_front(&self, screen: Screen) -> AppState {
        let config = self.config();
        let slots = match screen {
            Screen::Locked => Cabinet::peek_slots(&config.cabinet()).map_err(AppError::from),
            Screen::Welcome | Screen::Open => Ok(Vec::new()),
        };
        AppState {
            screen,
            version: VERSION.to_owned(),
            language: settings::language_hint(&config),
            theme: settings::theme_hint(&config),
            clients: Vec::new(),
            client: None,
            portal: None,
            outbox_waiting: 0,
            today: self.today_date().to_string(),
            opens_by_keychain: slots.as_ref().is_ok_and(|slots| keys::has_keychain(slots)),
            cabinet_trouble: slots.err(),
            place_warning: match screen {
                Screen::Welcome | Screen::Locked => place::warning(&config),
                Screen::Open => None,
            },
            folder: folder::view(&config),
            client_troubles: Vec::new(),
            backup_problem: self.backup_problem.lock().await.clone(),
        }
    }

    /// Creates the cabinet with its first client and returns the recovery key, which is shown once.
    pub async fn cabinet_create(&self, input: CabinetCreateInput) -> Result<RecoveryKeyView, AppError> {
        folder::require(&self.config())?;
        passphrases::require_strong(&input.passphrase)?;
        let mut reader = crate::convert::Reader::default();
        reader.required("client_name", &input.client_name);
        reader.finish()?;
        let mut guard = self.open.lock().await;
        let now = self.environment.now();
        let kdf = self.kdf().await?;
        let passphrase = SecretString::from(input.passphrase);
        let (cabinet, recovery) = Cabinet::create(place::of(&self.config()), passphrase, kdf, now).await?;
        let client = cabinet.create_client(input.client_name.trim(), "teal", self.author()).await?;
        let vault = cabinet.open_client(client.id).await?;
        let settings = Settings { language: input.language, ..Settings::default() };
        settings::store(&cabinet, &self.config(), &settings, self.author()).await?;
        settings::store_last_client(&cabinet, &client.id.to_string(), self.author()).await?;
        let groups = keys::printed_groups(&recovery);
        *guard = Some(Open {
            cabinet,
            client: client.id,
            vault,
            settings,
            import: None,
            troubles: Vec::new(),
            draft: None,
            unconfirmed: Some(recovery),
            active_at: now,
            cancel: Cancel::default(),
        });
        Ok(RecoveryKeyView { groups })
    }

    /// Checks the groups of the recovery key that were typed back, and opens the desk.
    pub async fn cabinet_confirm_recovery(&self, groups: Vec<RecoveryGroup>) -> Result<(), AppError> {
        let mut guard = self.open.lock().await;
        let open = guard.as_mut().ok_or_else(locked)?;
        let Some(recovery) = &open.unconfirmed else { return Ok(()) };
        keys::require_typed_back(recovery, &groups)?;
        open.unconfirmed = None;
        Ok(())
    }

    /// Unlocks with the passphrase.
    pub async fn cabinet_unlock(&self, passphrase: String) -> Result<(), AppError> {
        self.unlock(Unlock::Passphrase(SecretString::from(passphrase))).await
    }

    /// Unlocks with the recovery key.
    pub async fn cabinet_unlock_recovery(&self, key: String) -> Result<(), AppError> {
        self.unlock(Unlock::Recovery(SecretString::from(key))).await
    }

    pub(crate) async fn unlock(&self, unlock: Unlock) -> Result<(), AppError> {
        self.unlock_with(unlock, Older::Refused).await
    }

    pub(crate) async fn unlock_with(&self, unlock: Unlock, older: Older) -> Result<(), AppError> {
        let _closing = self.closing.lock().await;
        let mut guard = self.open.lock().await;
        if guard.is_some() {
            return Ok(());
        }
        let cabinet = Cabinet::open(place::of(&self.config()), unlock).await?;
        match self.lay_out(&cabinet, older).await {
            Ok(open) => {
                *guard = Some(open);
                Ok(())
            }
            Err(error) => {
                // The first error says more than one of closing.
                cabinet.lock().await.ok();
                Err(error)
            }
        }
    }

    /// Puts the papers of the client that was there last on the desk; where its vault can't be
    /// opened, another client's, so that one damaged vault doesn't keep everybody out.
    async fn lay_out(&self, cabinet: &Cabinet, older: Older) -> Result<Open, AppError> {
        if older == Older::TakenAsFound {
            as_found::take_all(cabinet, &self.author()).await?;
        }
        let settings = settings::load(cabinet).await?;
        self.note_unfinished_backup(cabinet, &settings).await;
        let last = settings::last_client(cabinet).await?;
        let mut clients = cabinet.clients().await?;
        clients.sort_by_key(|client| (Some(client.id.to_string()) != last, client.archived_at.is_some()));
        let (mut troubles, mut first_error) = (Vec::new(), None);
        for client in clients {
            match cabinet.open_client(client.id).await {
                Ok(vault) => {
                    crate::outbox::recover(&vault, &self.author()).await?;
                    self.keep_bin(&vault).await;
                    return Ok(Open {
                        cabinet: cabinet.clone(),
                        client: client.id,
                        vault,
                        settings,
                        import: None,
                        troubles,
                        draft: None,
                        unconfirmed: None,
                        active_at: self.environment.now(),
                        cancel: Cancel::default(),
                    });
                }
                Err(error) => {
                    let error = AppError::from(error);
                    troubles.push(ClientTrouble { client: client.name.clone(), text: error.text.clone() });
                    first_error.get_or_insert(error);
                }
            }
        }
        Err(first_error.unwrap_or_else(|| AppError::internal("cabinet without clients")))
    }

    /// Switches to a client.
    pub async fn client_select(&self, id: String) -> Result<(), AppError> {
        let id = clients::parse(&id)?;
        let _delivery = self.delivering.lock().await;
        let mut guard = self.open.lock().await;
        let open = guard.as_mut().ok_or_else(locked)?;
        open.vault = open.cabinet.open_client(id).await?;
        open.client = id;
        open.import = None;
        crate::outbox::recover(&open.vault, &self.author()).await?;
        self.keep_bin(&open.vault).await;
        settings::store_last_client(&open.cabinet, &id.to_string(), self.author()).await
    }

    /// Returns today in Kazakhstan.
    pub(crate) fn today_date(&self) -> Date {
        day_in_kazakhstan(self.environment.now())
    }

    /// Returns who changes something now: the one user of this machine.
    pub(crate) fn author(&self) -> Author {
        Author::new("user", self.environment.now())
    }

    /// Returns the vault of the client on the desk.
    pub(crate) async fn vault(&self) -> Result<Vault, AppError> {
        Ok(self.session().await?.vault.clone())
    }

    /// Returns the open cabinet, or says that it is locked.
    pub(crate) async fn session(&self) -> Result<MappedMutexGuard<'_, Open>, AppError> {
        let guard = self.open.lock().await;
        MutexGuard::try_map(guard, |open| open.as_mut().filter(|open| open.unconfirmed.is_none()))
            .map_err(|_| locked())
    }
}

pub(crate) fn locked() -> AppError {
    AppError::new(ErrorCode::Locked, "cabinet locked")
}

//! Opening, locking and switching: which cabinet is open, and whose papers are on the desk.
//!
//! Invariant: while the cabinet is locked nothing of it is in memory but the folder's path.

use crate::delivery::Contact;
use crate::environment::{Environment, System, day_in_kazakhstan};
use crate::error::{AppError, ErrorCode};
use crate::import::Pending;
use crate::letters::prepare::Making;
use crate::view::{
    AppState, CabinetCreateInput, ClientInput, ClientView, Language, PassphraseStrength, RecoveryGroup,
    RecoveryKeyView, Screen, Settings, Text,
};
use crate::{VERSION, account, settings};
use jiff::Timestamp;
use jiff::civil::Date;
use portal::RunningPortal;
use secrecy::{ExposeSecret as _, SecretString};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{MappedMutexGuard, Mutex, MutexGuard};
use vault::{Author, Cabinet, ClientId, KdfCost, Place, RecoveryKey, Unlock, Vault};
use zxcvbn::zxcvbn;

/// The cabinet's folder inside the program's data folder.
const CABINET: &str = "cabinet";
/// The sandbox portal's folder inside the program's data folder.
const SANDBOX: &str = "sandbox-portal";
/// How long a passphrase may take: slow for somebody who tries many, bearable for somebody who knows it.
const UNLOCK_TIME: Duration = Duration::from_millis(900);
/// zxcvbn's score from which a passphrase outlasts an offline attack on the slow derivation.
const SCORE_MIN: u32 = 3;
/// Groups of the recovery key that are asked back.
const GROUPS_ASKED: usize = 2;
/// Characters of a passphrase that are rated; a longer one is not weaker.
const RATED_CHARS_MAX: usize = 100;

/// Where things lie and who waits where.
#[derive(Debug, Clone)]
pub struct DeskConfig {
    /// The program's data folder; the cabinet is in it.
    pub home: PathBuf,
    /// The portal's address; none runs the sandbox inside this program.
    pub portal_url: Option<String>,
    /// Where letters are saved while the user has set no other folder.
    pub export_folder: PathBuf,
    /// Language before a cabinet says which.
    pub language: Language,
    /// Cost of the key derivation; none calibrates it to this machine.
    pub kdf: Option<KdfCost>,
    /// Whether the cabinet may lie in a folder that is copied to other machines or served by one.
    pub any_place: bool,
    /// The program that tries firms' templates in a process of its own: this one, if it calls
    /// [`crate::serve_template`] first. None tries them in this process.
    pub worker: Option<PathBuf>,
}

impl DeskConfig {
    /// Returns the configuration of this user: the system's folders, unless `EXPAT_DESK_HOME`,
    /// `EXPAT_DESK_PORTAL_URL`, `EXPAT_DESK_EXPORT_DIR`, `EXPAT_DESK_LANG` or
    /// `EXPAT_DESK_ANY_PLACE` say otherwise.
    #[must_use]
    pub fn from_env() -> Self {
        let folder = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
        let text = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
        let home = std::env::home_dir().unwrap_or_default();
        Self {
            home: folder("EXPAT_DESK_HOME").unwrap_or_else(|| crate::files::data_folder(&home)),
            portal_url: text("EXPAT_DESK_PORTAL_URL"),
            export_folder: folder("EXPAT_DESK_EXPORT_DIR")
                .unwrap_or_else(|| home.join("Documents").join("Expat Desk")),
            language: text("EXPAT_DESK_LANG").and_then(|code| Language::from_code(&code)).unwrap_or_default(),
            kdf: None,
            any_place: text("EXPAT_DESK_ANY_PLACE").is_some_and(|value| value == "1"),
            worker: std::env::current_exe().ok(),
        }
    }

    /// Returns the configuration for a data folder of its own.
    #[must_use]
    pub fn in_folder(home: &Path) -> Self {
        Self { home: home.to_path_buf(), export_folder: home.join("letters"), ..Self::from_env() }
    }

    pub(crate) fn cabinet(&self) -> PathBuf {
        self.home.join(CABINET)
    }

    /// Returns where the cabinet lies, for creating or opening it.
    fn place(&self) -> Place {
        if self.any_place { Place::insisted(self.cabinet()) } else { Place::from(&self.cabinet()) }
    }

    pub(crate) fn sandbox(&self) -> PathBuf {
        self.home.join(SANDBOX)
    }
}

/// An open cabinet, and whose papers are on the desk.
pub(crate) struct Open {
    pub cabinet: Cabinet,
    pub client: ClientId,
    pub vault: Vault,
    pub settings: Settings,
    /// The file that is being looked at for an import.
    pub import: Option<Pending>,
    /// The recovery key until two of its groups were typed back.
    unconfirmed: Option<RecoveryKey>,
    active_at: Timestamp,
}

/// The desk of one user.
pub struct Desk {
    pub(crate) config: DeskConfig,
    pub(crate) environment: Arc<dyn Environment>,
    pub(crate) open: Mutex<Option<Open>>,
    pub(crate) sandbox: Mutex<Option<RunningPortal>>,
    /// Held while the outbox is worked through, so that no row is sent by two at once.
    pub(crate) delivering: Mutex<()>,
    pub(crate) contact: Mutex<Contact>,
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
        Self {
            config,
            environment,
            open: Mutex::new(None),
            sandbox: Mutex::new(None),
            delivering: Mutex::new(()),
            contact: Mutex::new(Contact::default()),
            making: Making::default(),
        }
    }

    /// Returns what the frame of the window shows.
    pub async fn app_state(&self) -> Result<AppState, AppError> {
        let guard = self.open.lock().await;
        let Some(open) = guard.as_ref().filter(|open| open.unconfirmed.is_none()) else {
            let screen = if self.config.cabinet().join("cabinet.json").exists() && guard.is_none() {
                Screen::Locked
            } else {
                Screen::Welcome
            };
            let language = settings::language_hint(&self.config);
            return Ok(AppState {
                screen,
                version: VERSION.to_owned(),
                language,
                theme: settings::theme_hint(&self.config),
                clients: Vec::new(),
                client: None,
                portal: None,
                outbox_waiting: 0,
                today: self.today_date().to_string(),
            });
        };
        let clients: Vec<ClientView> = open.cabinet.clients().await?.iter().map(client_view).collect();
        let current = open.client.to_string();
        let waiting = crate::delivery::waiting(&open.vault).await?;
        let state = AppState {
            screen: Screen::Open,
            version: VERSION.to_owned(),
            language: open.settings.language,
            theme: open.settings.theme,
            client: clients.iter().find(|client| client.id == current).cloned(),
            clients,
            portal: account::view(self, open).await?,
            outbox_waiting: waiting,
            today: self.today_date().to_string(),
        };
        Ok(state)
    }

    /// Rates a passphrase.
    #[expect(clippy::unused_async, reason = "every use case is asked for in the same way")]
    pub async fn passphrase_strength(&self, passphrase: String) -> Result<PassphraseStrength, AppError> {
        Ok(strength(&passphrase))
    }

    /// Creates the cabinet with its first client and returns the recovery key, which is shown once.
    pub async fn cabinet_create(&self, input: CabinetCreateInput) -> Result<RecoveryKeyView, AppError> {
        if !strength(&input.passphrase).acceptable {
            return Err(AppError::new(ErrorCode::WeakPassphrase, "passphrase too weak"));
        }
        let mut reader = crate::convert::Reader::default();
        reader.required("client_name", &input.client_name);
        reader.finish()?;
        let mut guard = self.open.lock().await;
        let now = self.environment.now();
        let kdf = match self.config.kdf {
            Some(kdf) => kdf,
            None => calibrate().await?,
        };
        let passphrase = SecretString::from(input.passphrase);
        let (cabinet, recovery) = Cabinet::create(self.config.place(), passphrase, kdf, now).await?;
        let client = cabinet.create_client(input.client_name.trim(), "teal", self.author()).await?;
        let vault = cabinet.open_client(client.id).await?;
        let settings = Settings { language: input.language, ..Settings::default() };
        settings::store(&cabinet, &self.config, &settings, self.author()).await?;
        let groups = printed_groups(&recovery);
        *guard = Some(Open {
            cabinet,
            client: client.id,
            vault,
            settings,
            import: None,
            unconfirmed: Some(recovery),
            active_at: now,
        });
        Ok(RecoveryKeyView { groups })
    }

    /// Checks the groups of the recovery key that were typed back, and opens the desk.
    pub async fn cabinet_confirm_recovery(&self, groups: Vec<RecoveryGroup>) -> Result<(), AppError> {
        let mut guard = self.open.lock().await;
        let open = guard.as_mut().ok_or_else(locked)?;
        let Some(recovery) = &open.unconfirmed else { return Ok(()) };
        let mut asked: Vec<u32> = groups.iter().map(|group| group.index).collect();
        asked.sort_unstable();
        asked.dedup();
        let right = groups.iter().all(|group| {
            usize::try_from(group.index).is_ok_and(|place| recovery.confirms(place + 1, &group.text))
        });
        if asked.len() < GROUPS_ASKED || !right {
            return Err(AppError::new(ErrorCode::WrongRecoveryKey, "groups typed back differ"));
        }
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

    async fn unlock(&self, unlock: Unlock) -> Result<(), AppError> {
        let mut guard = self.open.lock().await;
        if guard.is_some() {
            return Ok(());
        }
        let cabinet = Cabinet::open(self.config.place(), unlock).await?;
        let settings = settings::load(&cabinet).await?;
        let clients = cabinet.clients().await?;
        let last = settings::last_client(&cabinet).await?;
        let client = clients
            .iter()
            .find(|client| Some(client.id.to_string()) == last)
            .or_else(|| clients.first())
            .map(|client| client.id)
            .ok_or_else(|| AppError::internal("cabinet without clients"))?;
        let vault = cabinet.open_client(client).await?;
        crate::delivery::recover(&vault, &self.author()).await?;
        self.keep_bin(&vault).await;
        *guard = Some(Open {
            cabinet,
            client,
            vault,
            settings,
            import: None,
            unconfirmed: None,
            active_at: self.environment.now(),
        });
        Ok(())
    }

    /// Locks: closes the files and wipes the keys.
    pub async fn cabinet_lock(&self) -> Result<(), AppError> {
        // A delivery under way ends first, so that its receipt is stored.
        let _delivery = self.delivering.lock().await;
        match self.open.lock().await.take() {
            Some(open) => lock(open).await,
            None => Ok(()),
        }
    }

    /// Notes that the user is there.
    pub async fn activity(&self) -> Result<(), AppError> {
        if let Some(open) = self.open.lock().await.as_mut() {
            open.active_at = self.environment.now();
        }
        Ok(())
    }

    /// Locks if nobody has been there for as long as the settings allow; returns whether it did.
    pub async fn lock_if_idle(&self) -> bool {
        let is_idle = {
            let guard = self.open.lock().await;
            guard.as_ref().is_some_and(|open| {
                let minutes = open.settings.idle_lock_minutes;
                let idle = self.environment.now().duration_since(open.active_at);
                minutes > 0 && idle.unsigned_abs() >= Duration::from_secs(u64::from(minutes) * 60)
            })
        };
        is_idle && self.cabinet_lock().await.is_ok()
    }

    /// Creates a client and switches to it.
    pub async fn client_create(&self, input: ClientInput) -> Result<ClientView, AppError> {
        let mut reader = crate::convert::Reader::default();
        reader.required("name", &input.name);
        reader.finish()?;
        let author = self.author();
        let client =
            self.session().await?.cabinet.create_client(input.name.trim(), &input.colour, author).await?;
        self.client_select(client.id.to_string()).await?;
        Ok(client_view(&client))
    }

    /// Switches to a client.
    pub async fn client_select(&self, id: String) -> Result<(), AppError> {
        let id: ClientId =
            id.parse().map_err(|_| AppError::new(ErrorCode::NotFound, "malformed client id"))?;
        let _delivery = self.delivering.lock().await;
        let mut guard = self.open.lock().await;
        let open = guard.as_mut().ok_or_else(locked)?;
        open.vault = open.cabinet.open_client(id).await?;
        open.client = id;
        open.import = None;
        crate::delivery::recover(&open.vault, &self.author()).await?;
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

async fn lock(open: Open) -> Result<(), AppError> {
    let Open { cabinet, vault, unconfirmed, .. } = open;
    drop(unconfirmed);
    drop(vault);
    paperwork::forget();
    Ok(cabinet.lock().await?)
}

/// Returns the groups of a recovery key as they are printed.
fn printed_groups(recovery: &RecoveryKey) -> Vec<String> {
    // EXPOSE: it is shown once, to be written down.
    recovery
        .expose()
        .expose_secret()
        .split(|c: char| !c.is_ascii_digit())
        .filter(|group| !group.is_empty())
        .map(str::to_owned)
        .collect()
}

pub(crate) async fn calibrate() -> Result<KdfCost, AppError> {
    let calibrated = tokio::task::spawn_blocking(|| KdfCost::calibrate(UNLOCK_TIME)).await;
    Ok(calibrated.map_err(|_| AppError::internal("calibration was cut off"))??)
}

fn locked() -> AppError {
    AppError::new(ErrorCode::Locked, "cabinet locked")
}

fn client_view(client: &vault::Client) -> ClientView {
    ClientView { id: client.id.to_string(), name: client.name.clone(), colour: client.colour.clone() }
}

fn strength(passphrase: &str) -> PassphraseStrength {
    let rated: String = passphrase.chars().take(RATED_CHARS_MAX).collect();
    let score = u32::from(u8::from(zxcvbn(&rated, &[]).score()));
    let acceptable = score >= SCORE_MIN;
    let text = match score {
        0 | 1 => Text::new(
            "Guessed at once. Use four or more unrelated words.",
            "Подбирается сразу. Возьмите четыре или больше не связанных слов.",
            "Бірден табылады. Бір-бірімен байланыссыз төрт немесе одан көп сөз алыңыз.",
        ),
        2 => Text::new(
            "Still weak. Add another word or two.",
            "Ещё слабая. Добавьте слово или два.",
            "Әлі әлсіз. Тағы бір-екі сөз қосыңыз.",
        ),
        3 => Text::new("Good.", "Хорошая.", "Жақсы."),
        _ => Text::new("Very strong.", "Очень надёжная.", "Өте мықты."),
    };
    PassphraseStrength { score, acceptable, text }
}

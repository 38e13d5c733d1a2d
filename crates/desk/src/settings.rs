//! Settings: kept in the cabinet, with the language, the theme and the folder of backups also in a
//! small plain file beside it, so that the screen in front of the desk speaks the user's language and
//! finds a backup where the cabinet can't be opened. Nothing else is in that file.

use crate::config::DeskConfig;
use crate::session::Desk;
use crate::view::{Language, Settings, Theme};
use crate::{AppError, files};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::path::{Path, PathBuf};
use vault::{Author, Cabinet};

/// Names of settings in the cabinet.
const SETTINGS: &str = "settings";
const LAST_CLIENT: &str = "last_client";
/// The plain file beside the cabinet.
const APPEARANCE: &str = "appearance.json";

/// What the unlock screen has to know.
#[derive(Default, Serialize, Deserialize)]
struct Appearance {
    language: Option<Language>,
    theme: Option<Theme>,
    #[serde(default)]
    backup_folder: String,
}

impl Desk {
    /// Returns the settings.
    pub async fn settings_get(&self) -> Result<Settings, AppError> {
        let mut settings = self.session().await?.settings.clone();
        if settings.export_folder.is_empty() {
            settings.export_folder = self.config().export_folder.to_string_lossy().into_owned();
        }
        Ok(settings)
    }

    /// Saves the settings.
    pub async fn settings_save(&self, mut settings: Settings) -> Result<(), AppError> {
        // What is shown where nothing is set was no choice.
        if Path::new(&settings.export_folder) == self.config().export_folder {
            settings.export_folder.clear();
        }
        let mut open = self.session().await?;
        store(&open.cabinet, &self.config(), &settings, self.author()).await?;
        open.settings = settings;
        Ok(())
    }

    /// Sets the folder that letters are saved into and returns it.
    pub async fn set_export_folder(&self, folder: &Path) -> Result<String, AppError> {
        let shown = folder.to_string_lossy().into_owned();
        let settings = Settings { export_folder: shown.clone(), ..self.settings_get().await? };
        self.settings_save(settings).await?;
        Ok(shown)
    }

    /// Returns the folder that letters are saved into.
    pub(crate) async fn export_folder(&self) -> Result<PathBuf, AppError> {
        Ok(PathBuf::from(self.settings_get().await?.export_folder))
    }
}

/// Reads the settings of an open cabinet.
pub(crate) async fn load(cabinet: &Cabinet) -> Result<Settings, AppError> {
    load_whole(cabinet, SETTINGS).await
}

/// Reads a setting. What an older program didn't store is as by default.
pub(crate) async fn load_whole<T>(cabinet: &Cabinet, name: &str) -> Result<T, AppError>
where
    T: Default + Serialize + DeserializeOwned,
{
    let unreadable = |_| AppError::internal("setting unreadable");
    let stored: Option<Map<String, Value>> = cabinet.setting(name).await?;
    let mut whole = serde_json::to_value(T::default()).map_err(unreadable)?;
    if let (Value::Object(fields), Some(stored)) = (&mut whole, stored) {
        fields.extend(stored);
    }
    serde_json::from_value(whole).map_err(unreadable)
}

/// Writes the settings, and what the unlock screen shows of them.
pub(crate) async fn store(
    cabinet: &Cabinet,
    config: &DeskConfig,
    settings: &Settings,
    author: Author,
) -> Result<(), AppError> {
    cabinet.put_setting(SETTINGS, settings, author).await?;
    let appearance = Appearance {
        language: Some(settings.language),
        theme: Some(settings.theme),
        backup_folder: settings.backup_folder.clone(),
    };
    let json = serde_json::to_vec(&appearance).map_err(|_| AppError::internal("appearance unwritable"))?;
    files::write(&config.home, APPEARANCE, &json).await.map(drop)
}

/// Returns the client that was on the desk last.
pub(crate) async fn last_client(cabinet: &Cabinet) -> Result<Option<String>, AppError> {
    Ok(cabinet.setting(LAST_CLIENT).await?)
}

/// Notes the client that is on the desk.
pub(crate) async fn store_last_client(
    cabinet: &Cabinet,
    client: &str,
    author: Author,
) -> Result<(), AppError> {
    Ok(cabinet.put_setting(LAST_CLIENT, &client, author).await?)
}

/// Returns the language of the screen before a cabinet is open.
pub(crate) fn language_hint(config: &DeskConfig) -> Language {
    appearance(config).language.unwrap_or(config.language)
}

/// Returns the theme of the screen before a cabinet is open.
pub(crate) fn theme_hint(config: &DeskConfig) -> Theme {
    appearance(config).theme.unwrap_or_default()
}

/// Returns the folder of backups as the user has set it, before a cabinet is open.
pub(crate) fn backup_folder_hint(config: &DeskConfig) -> String {
    appearance(config).backup_folder
}

/// An unreadable file is as good as none: it only makes the unlock screen pretty.
fn appearance(config: &DeskConfig) -> Appearance {
    let read = std::fs::read(config.home.join(APPEARANCE)).ok();
    read.and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or_default()
}

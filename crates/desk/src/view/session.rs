//! The session: which cabinet, which client, which portal, which settings.

use super::{ClientTrouble, Language, Text};
use crate::error::AppError;
use serde::{Deserialize, Serialize};
use specta::Type;

/// Which screen the window opens with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Screen {
    /// There is no cabinet yet.
    Welcome,
    /// There is one, and it is locked.
    Locked,
    /// The cabinet is open.
    Open,
}

/// Light or dark.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Theme {
    /// As the system is set.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

/// The portal that this client's submissions go to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct PortalView {
    /// Address.
    pub address: String,
    /// Whether it is a sandbox, where nothing reaches the Expat Centre.
    pub sandbox: bool,
    /// Whether an account is signed in.
    pub connected: bool,
    /// E-mail of the account.
    pub email: Option<String>,
    /// Whether this program runs the sandbox itself and can open its staff page.
    pub staff_available: bool,
}

/// A client: whose papers these are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ClientView {
    /// Id.
    pub id: String,
    /// Name.
    pub name: String,
    /// Colour along the window's edge, by name.
    pub colour: String,
}

/// Everything that the frame of the window shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct AppState {
    /// Which screen.
    pub screen: Screen,
    /// Version of the program.
    pub version: String,
    /// Language of the interface.
    pub language: Language,
    /// Light or dark.
    pub theme: Theme,
    /// All clients of the open cabinet.
    pub clients: Vec<ClientView>,
    /// The client that is worked on.
    pub client: Option<ClientView>,
    /// Its portal.
    pub portal: Option<PortalView>,
    /// Submissions that wait for delivery.
    pub outbox_waiting: u32,
    /// Today in Kazakhstan.
    pub today: String,
    /// Whether the system's keychain is one of the ways into the locked cabinet.
    pub opens_by_keychain: bool,
    /// Why the locked cabinet can't be opened whatever is typed; none when it can.
    pub cabinet_trouble: Option<AppError>,
    /// Why the cabinet should not lie where it does; none where nothing is wrong, or where the user
    /// insists.
    pub place_warning: Option<PlaceWarning>,
    /// Where the cabinet lies.
    pub folder: FolderView,
    /// Clients that could not be opened when the cabinet was.
    pub client_troubles: Vec<ClientTrouble>,
    /// Why the last backup is not what it should be.
    pub backup_problem: Option<Text>,
}

/// The program's data folder, with the cabinet in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct FolderView {
    /// The folder.
    pub path: String,
    /// Whether the user can choose another one; not where it is given from outside.
    pub can_choose: bool,
    /// Whether it is the one that counts while nothing was chosen.
    pub is_usual: bool,
    /// Whether it was chosen and is not there.
    pub is_missing: bool,
}

/// A folder that is no place for a cabinet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct PlaceWarning {
    /// The folder.
    pub folder: String,
    /// What is wrong with it.
    pub text: Text,
}

/// A new cabinet.
#[derive(Clone, Serialize, Deserialize, Type)]
pub struct CabinetCreateInput {
    /// Passphrase.
    pub passphrase: String,
    /// Name of the first client: the practice's or the department's own.
    pub client_name: String,
    /// Language of the interface.
    pub language: Language,
}

/// The recovery key, shown once.
#[derive(Clone, Serialize, Deserialize, Type)]
pub struct RecoveryKeyView {
    /// Groups of digits, each with its own check digit.
    pub groups: Vec<String>,
}

/// One group of the recovery key, typed back.
#[derive(Clone, Serialize, Deserialize, Type)]
pub struct RecoveryGroup {
    /// Which group, counted from 0.
    pub index: u32,
    /// What was typed.
    pub text: String,
}

/// How strong a passphrase is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct PassphraseStrength {
    /// From 0 (guessed at once) to 4.
    pub score: u32,
    /// Whether a cabinet may be created with it.
    pub acceptable: bool,
    /// What to do about it.
    pub text: Text,
}

/// What the user can set.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Settings {
    /// Language of the interface.
    pub language: Language,
    /// Light or dark.
    pub theme: Theme,
    /// Minutes without input after which the cabinet locks; 0 for never.
    pub idle_lock_minutes: u32,
    /// Folder that letters are saved into; empty for the system's documents folder.
    pub export_folder: String,
    /// Folder that backups go to; empty for the one beside the cabinet.
    pub backup_folder: String,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            language: Language::En,
            theme: Theme::System,
            idle_lock_minutes: 10,
            export_folder: String::new(),
            backup_folder: String::new(),
        }
    }
}

/// A new client.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ClientInput {
    /// Name.
    pub name: String,
    /// Colour by name.
    pub colour: String,
}

/// An account of the portal.
#[derive(Clone, Serialize, Deserialize, Type)]
pub struct PortalSignUpInput {
    /// E-mail.
    pub email: String,
    /// Password.
    pub password: String,
    /// Name that the portal shows.
    pub name: String,
}

/// Signing in to the portal.
#[derive(Clone, Serialize, Deserialize, Type)]
pub struct PortalSignInInput {
    /// E-mail.
    pub email: String,
    /// Password.
    pub password: String,
}

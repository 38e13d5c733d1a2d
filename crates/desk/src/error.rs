//! What the window and the command line are told when something can't be done.
//!
//! A code exists only because somebody acts on it. `message` is English, for a log, and never holds
//! a name, a number of a person, a key or a path; `text` is for the user and says what to do next.

mod standing;

use crate::letters::said::said;
use crate::view::Text;
use paperwork::PaperworkError;
use rulebook::RulebookError;
use serde::{Deserialize, Serialize};
use specta::Type;
use sync::SyncError;
use vault::VaultError;

/// What kind of failure it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum ErrorCode {
    /// The passphrase opens nothing.
    WrongPassphrase,
    /// The passphrase is too easy to guess.
    WeakPassphrase,
    /// The recovery key opens nothing, or was mistyped.
    WrongRecoveryKey,
    /// The cabinet's header is damaged.
    HeaderDamaged,
    /// The cabinet's header is damaged, and the copy beside it is sound.
    HeaderRepairable,
    /// The store is older than the cabinet remembers.
    RolledBack,
    /// The system's keychain doesn't open the cabinet.
    Keychain,
    /// A file is no archive of clients, or is damaged.
    ArchiveRefused,
    /// A file of the name is there already.
    TargetExists,
    /// A newer program wrote the cabinet.
    FormatTooNew,
    /// Another program has the cabinet open.
    CabinetInUse,
    /// There is a cabinet already.
    CabinetExists,
    /// There is no cabinet.
    NoCabinet,
    /// The cabinet's folder is copied to other machines or served by one.
    UnsafePlace,
    /// The cabinet is locked.
    Locked,
    /// Fields have to be corrected.
    Invalid,
    /// Somebody else saved the record in between.
    Stale,
    /// There is no such record.
    NotFound,
    /// The packet was frozen; it can't change any more.
    Frozen,
    /// Something still blocks the application.
    NotReady,
    /// The store isn't what this program wrote.
    StoreDamaged,
    /// The disk is full.
    DiskFull,
    /// The portal can't be reached.
    PortalUnreachable,
    /// The portal refused.
    PortalRefused,
    /// The portal wants a sign-in.
    PortalSignIn,
    /// The portal answered something else than the contract says.
    PortalAnswer,
    /// A letter could not be typeset.
    Typesetting,
    /// A file can't be taken.
    FileRefused,
    /// A fault of ours.
    Internal,
}

/// One field that has to be corrected.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct FieldIssue {
    /// Path of the field.
    pub field: String,
    /// Stable code of what is wrong.
    pub code: String,
    /// What is wrong and what to do.
    pub text: Text,
}

/// Why something wasn't done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct AppError {
    /// What kind of failure.
    pub code: ErrorCode,
    /// For the log; English; names nobody.
    pub message: String,
    /// For the user: what happened and what to do next.
    pub text: Text,
    /// The fields to correct.
    pub fields: Vec<FieldIssue>,
}

impl std::fmt::Display for AppError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.text.en)
    }
}

impl std::error::Error for AppError {}

impl AppError {
    /// Returns an error with the standing text of its code.
    #[must_use]
    pub fn new(code: ErrorCode, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), text: standing::text(code), fields: Vec::new() }
    }

    /// Returns an error with a text of its own.
    #[must_use]
    pub fn with_text(code: ErrorCode, message: impl Into<String>, text: Text) -> Self {
        Self { code, message: message.into(), text, fields: Vec::new() }
    }

    /// Returns an error about fields.
    #[must_use]
    pub fn invalid(fields: Vec<FieldIssue>) -> Self {
        let names: Vec<&str> = fields.iter().map(|issue| issue.field.as_str()).collect();
        Self {
            code: ErrorCode::Invalid,
            message: format!("invalid fields: {}", names.join(", ")),
            text: standing::text(ErrorCode::Invalid),
            fields,
        }
    }

    /// Returns a fault of ours.
    #[must_use]
    pub fn internal(message: impl Into<String>) -> Self {
        Self::new(ErrorCode::Internal, message)
    }
}

impl From<VaultError> for AppError {
    fn from(error: VaultError) -> Self {
        Self::from(&error)
    }
}

impl From<&VaultError> for AppError {
    fn from(error: &VaultError) -> Self {
        if let VaultError::UnsafePlace { place } = error {
            return crate::place::refused(*place);
        }
        let code = match error {
            VaultError::NoCabinet => ErrorCode::NoCabinet,
            VaultError::CabinetExists => ErrorCode::CabinetExists,
            VaultError::WrongPassphrase => ErrorCode::WrongPassphrase,
            VaultError::WrongRecoveryKey | VaultError::RecoveryKeyMistyped(_) => ErrorCode::WrongRecoveryKey,
            VaultError::HeaderDamaged { copy_is_sound: true, .. } => ErrorCode::HeaderRepairable,
            VaultError::HeaderDamaged { .. } | VaultError::KdfOutOfBounds => ErrorCode::HeaderDamaged,
            VaultError::FormatTooNew { .. } => ErrorCode::FormatTooNew,
            VaultError::InUse => ErrorCode::CabinetInUse,
            VaultError::Locked => ErrorCode::Locked,
            VaultError::Stale(_) => ErrorCode::Stale,
            VaultError::UnknownClient { .. }
            | VaultError::NotFound { .. }
            | VaultError::OtherKind { .. }
            | VaultError::FileUnknown { .. } => ErrorCode::NotFound,
            VaultError::DatabaseDamaged { .. }
            | VaultError::JournalBroken(_)
            | VaultError::ExportBroken { .. }
            | VaultError::FileMissing { .. }
            | VaultError::FileDamaged { .. }
            | VaultError::BackupFilesDamaged { .. }
            | VaultError::RecordUnreadable { .. }
            | VaultError::UnknownValue { .. } => ErrorCode::StoreDamaged,
            VaultError::RolledBack { .. } | VaultError::ChangesLost { .. } => ErrorCode::RolledBack,
            VaultError::ArchiveDamaged { .. } => ErrorCode::ArchiveRefused,
            VaultError::TargetExists => ErrorCode::TargetExists,
            VaultError::NoKeychainSlot
            | VaultError::KeychainEntryMissing
            | VaultError::KeychainUnavailable => ErrorCode::Keychain,
            VaultError::Io { source, .. } => {
                return Self::with_text(ErrorCode::FileRefused, said_by(error, source), out_of_reach());
            }
            VaultError::MissingLink { .. } => {
                return Self::with_text(ErrorCode::Invalid, error.to_string(), nothing_there());
            }
            VaultError::PassphraseTooWeak { .. } => ErrorCode::WeakPassphrase,
            VaultError::DiskFull => ErrorCode::DiskFull,
            VaultError::TooLarge { .. } => ErrorCode::FileRefused,
            VaultError::UnsafePlace { .. } => ErrorCode::UnsafePlace,
            VaultError::LastSlot
            | VaultError::UnknownSlot { .. }
            | VaultError::StillLinked { .. }
            | VaultError::RecordUnwritable { .. }
            | VaultError::FileErased { .. }
            | VaultError::OutboxUnknown { .. }
            | VaultError::CipherUnavailable
            | VaultError::NoRandomness
            | VaultError::Interrupted
            | VaultError::Database { .. } => ErrorCode::Internal,
        };
        Self::new(code, error.to_string())
    }
}

impl From<RulebookError> for AppError {
    fn from(error: RulebookError) -> Self {
        Self::with_text(ErrorCode::Invalid, error.to_string(), crate::rule_error::text(&error))
    }
}

impl From<PaperworkError> for AppError {
    fn from(error: PaperworkError) -> Self {
        let code = match error {
            // Only a lock cancels.
            PaperworkError::Cancelled => ErrorCode::Locked,
            _ => ErrorCode::Typesetting,
        };
        Self::with_text(code, error.to_string(), said(&error))
    }
}

impl From<SyncError> for AppError {
    fn from(error: SyncError) -> Self {
        let code = match &error {
            SyncError::Unreachable { .. } | SyncError::Busy { .. } => ErrorCode::PortalUnreachable,
            SyncError::Refused { .. } => ErrorCode::PortalRefused,
            SyncError::SignInNeeded => ErrorCode::PortalSignIn,
            SyncError::BadAnswer { .. } => ErrorCode::PortalAnswer,
        };
        Self::new(code, error.to_string())
    }
}

/// Returns what was tried and the kind of the refusal; the system's own words may hold a path.
fn said_by(error: &VaultError, source: &std::io::Error) -> String {
    format!("{error}: {}", source.kind())
}

fn nothing_there() -> Text {
    Text::new(
        "What this refers to is not there any more, or lies in the recycle bin. Choose another one, or restore it first.",
        "То, на что здесь ссылаются, больше не существует или лежит в корзине. Выберите другое или сначала восстановите его.",
        "Мұнда сілтеме жасалған жазба енді жоқ немесе себетте жатыр. Басқасын таңдаңыз немесе алдымен соны қалпына келтіріңіз.",
    )
}

fn out_of_reach() -> Text {
    Text::new(
        "A file or folder can't be read or written. Check that its disk is connected and that you may write there, or choose another.",
        "Файл или папка недоступны для чтения или записи. Проверьте, подключён ли диск и разрешена ли запись, или выберите другое место.",
        "Файлды немесе қалтаны оқу не жазу мүмкін емес. Дискінің қосулы екенін және жазуға рұқсат бар-жоғын тексеріңіз немесе басқа жерді таңдаңыз.",
    )
}

/// Returns an error's message as a sentence: a library's begins small and ends without a stop.
pub(crate) fn sentence(message: &str) -> String {
    let mut letters = message.chars();
    letters.next().map_or_else(String::new, |first| format!("{}{}.", first.to_uppercase(), letters.as_str()))
}

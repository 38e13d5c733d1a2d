//! The ways into the cabinet.

use serde::{Deserialize, Serialize};
use specta::Type;

/// What opens a cabinet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum SlotKind {
    /// The passphrase.
    Passphrase,
    /// The printed recovery key.
    RecoveryKey,
    /// A secret in the system's keychain.
    Keychain,
}

/// One way into the cabinet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct SlotView {
    /// Id.
    pub id: String,
    /// What opens it.
    pub kind: SlotKind,
    /// When it was made.
    pub created_at: String,
}

/// All ways into the cabinet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct KeysView {
    /// The ways.
    pub slots: Vec<SlotView>,
}

/// The proof of somebody who may change a way in.
#[derive(Clone, Serialize, Deserialize, Type)]
pub struct ProofInput {
    /// Passphrase or recovery key.
    pub secret: String,
    /// Whether it is the recovery key.
    pub is_recovery_key: bool,
}

/// A new passphrase.
#[derive(Clone, Serialize, Deserialize, Type)]
pub struct PassphraseChangeInput {
    /// The passphrase so far, or the recovery key.
    pub proof: ProofInput,
    /// The new one.
    pub passphrase: String,
}

/// A passphrase that the program made.
#[derive(Clone, Serialize, Deserialize, Type)]
pub struct GeneratedPassphrase {
    /// The passphrase.
    pub passphrase: String,
}

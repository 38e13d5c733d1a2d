//! Clients: all of them at once, and what erasing one does.

use super::Text;
use serde::{Deserialize, Serialize};
use specta::Type;

/// A client whose vault can't be opened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ClientTrouble {
    /// Name of the client.
    pub client: String,
    /// What happened and what to do.
    pub text: Text,
}

/// A client in the list of all.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ClientRow {
    /// Id.
    pub id: String,
    /// Name.
    pub name: String,
    /// Colour by name.
    pub colour: String,
    /// When it was created.
    pub created_at: String,
    /// When it was put aside; none while it is worked on.
    pub archived_at: Option<String>,
    /// Companies.
    pub companies: u32,
    /// People.
    pub people: u32,
    /// Applications that are not with the portal yet.
    pub applications_open: u32,
    /// Things that need the user.
    pub needs: u32,
    /// The next day that something falls due.
    pub next_deadline: Option<String>,
    /// Submissions that wait for delivery.
    pub outbox_waiting: u32,
    /// Why its vault can't be opened; none when it can.
    pub trouble: Option<Text>,
    /// Whether the vault is sound and only older than the cabinet remembers, so that it can be taken
    /// as it was found.
    pub can_be_taken: bool,
}

/// What erasing a client takes away, and what stays.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ClientErasure {
    /// Name, to be typed.
    pub name: String,
    /// Companies that go.
    pub companies: u32,
    /// People that go.
    pub people: u32,
    /// Papers that go.
    pub papers: u32,
    /// Applications that go.
    pub applications: u32,
    /// Backups made so far, which still hold the client.
    pub backups: u32,
    /// Why it can't be erased now; none when it can.
    pub obstacle: Option<Text>,
}

//! A packet: an application frozen at the moment of approval, and the proof of what it said.
//!
//! The idempotency key is made once and stored with the packet, so that however often delivery is
//! repeated, the portal takes it once. The hash covers the application and nothing else: the key
//! and the transport may differ, the content may not.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{ContentHash, NewApplication, canonical_json};

/// Makes a repeated submission the same submission.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct IdempotencyKey(Uuid);

impl IdempotencyKey {
    /// Wraps a UUID that was made for one packet and is used for no other.
    pub const fn new(uuid: Uuid) -> Self {
        Self(uuid)
    }
}

impl fmt::Display for IdempotencyKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for IdempotencyKey {
    type Err = uuid::Error;

    fn from_str(text: &str) -> Result<Self, uuid::Error> {
        text.parse().map(Self)
    }
}

/// The body of a submission.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Submission {
    /// The hash of the application's canonical JSON; the portal computes it again.
    pub packet_sha256: ContentHash,
    /// The application.
    pub application: NewApplication,
}

impl Submission {
    /// Returns the hash that the application really has.
    ///
    /// # Errors
    /// [`PacketError::Malformed`] as for [`freeze`].
    pub fn derive_sha256(&self) -> Result<ContentHash, PacketError> {
        Ok(ContentHash::of(&canonical_json(&self.application)?))
    }
}

/// An application that can be sent, and proven, but no longer changed.
#[derive(Clone, PartialEq, Eq)]
pub struct FrozenPacket {
    idempotency_key: IdempotencyKey,
    manifest_json: Vec<u8>,
    sha256: ContentHash,
}

/// A stored packet isn't what was frozen.
#[derive(Debug, thiserror::Error)]
pub enum PacketError {
    /// The manifest's bytes have another hash than the stored one.
    #[error("the packet has the hash {actual} instead of {expected}")]
    Changed {
        /// The hash that was stored when the packet was frozen.
        expected: ContentHash,
        /// The hash of the bytes that are there now.
        actual: ContentHash,
    },
    /// The manifest isn't an application of this contract.
    #[error("the packet doesn't hold an application of this contract")]
    Malformed(#[from] serde_json::Error),
}

/// Freezes an application under a key made for it.
///
/// # Errors
/// [`PacketError::Malformed`], if JSON can't hold the application.
pub fn freeze(
    application: &NewApplication,
    idempotency_key: IdempotencyKey,
) -> Result<FrozenPacket, PacketError> {
    let manifest_json = canonical_json(application)?;
    let sha256 = ContentHash::of(&manifest_json);
    Ok(FrozenPacket { idempotency_key, manifest_json, sha256 })
}

impl FrozenPacket {
    /// Returns the packet that was stored as these three values.
    ///
    /// # Errors
    /// [`PacketError::Changed`] when the bytes no longer have the hash.
    pub fn restore(
        idempotency_key: IdempotencyKey,
        manifest_json: Vec<u8>,
        sha256: ContentHash,
    ) -> Result<Self, PacketError> {
        let actual = ContentHash::of(&manifest_json);
        if actual != sha256 {
            return Err(PacketError::Changed { expected: sha256, actual });
        }
        Ok(Self { idempotency_key, manifest_json, sha256 })
    }

    /// The key that every delivery of this packet carries.
    pub const fn idempotency_key(&self) -> IdempotencyKey {
        self.idempotency_key
    }

    /// The canonical JSON of the application, byte for byte as it was frozen.
    pub fn manifest_json(&self) -> &[u8] {
        &self.manifest_json
    }

    /// The hash of [`Self::manifest_json`].
    pub const fn sha256(&self) -> ContentHash {
        self.sha256
    }

    /// Returns the request that submits this packet.
    ///
    /// # Errors
    /// [`PacketError::Malformed`] for a manifest of another version of the contract, and
    /// [`PacketError::Changed`] when reading and writing it again would give other bytes: the
    /// portal would compute that other hash.
    pub fn submission(&self) -> Result<Submission, PacketError> {
        let submission = Submission {
            packet_sha256: self.sha256,
            application: serde_json::from_slice(&self.manifest_json)?,
        };
        let actual = submission.derive_sha256()?;
        if actual != self.sha256 {
            return Err(PacketError::Changed { expected: self.sha256, actual });
        }
        Ok(submission)
    }
}

impl fmt::Debug for FrozenPacket {
    /// Leaves the manifest out: it is full of personal data.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FrozenPacket")
            .field("idempotency_key", &self.idempotency_key)
            .field("sha256", &self.sha256)
            .finish_non_exhaustive()
    }
}

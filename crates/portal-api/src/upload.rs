//! Files go first, each under the hash of its content; the submission then names the hashes.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{ContentHash, PortalTime};

/// The portal has the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct UploadReceipt {
    /// The hash that the portal computed itself.
    pub sha256: ContentHash,
    /// The size that the portal counted itself.
    pub size_bytes: u64,
    /// When the account uploaded the file first.
    pub received_at: PortalTime,
}

/// Asks which of these files the account still has to upload.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct UploadQuery {
    /// The hashes of a packet's files.
    #[schema(max_items = 1000)]
    pub sha256: Vec<ContentHash>,
}

/// The files that the account still has to upload.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct MissingUploads {
    /// Their hashes, in the order of the question.
    pub sha256: Vec<ContentHash>,
}

//! Delivery of one packet: the files that the portal lacks, then the application, then the proof.
//!
//! Every step may be repeated. Files are named by their content, the submission by its key, so an
//! attempt that broke off anywhere is simply made again from the start.

use std::collections::BTreeMap;
use std::error::Error;
use std::future::Future;

use portal_api::{ContentHash, FrozenPacket, NewApplication, Secret, SubmissionReceipt};

use crate::{DeliveryError, PortalClient};

/// Where the bytes of a packet's files come from.
pub trait FileSource: Sync {
    /// Returns the whole content of the file with this hash.
    fn read_file(&self, sha256: ContentHash)
    -> impl Future<Output = Result<Vec<u8>, FileUnavailable>> + Send;
}

/// A file can't be read; the source says why.
#[derive(Debug, thiserror::Error)]
#[error("the file is not available")]
pub struct FileUnavailable(#[source] Box<dyn Error + Send + Sync>);

impl FileUnavailable {
    /// Wraps the reason.
    pub fn new(reason: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self(reason.into())
    }
}

/// Delivers a packet and returns the portal's receipt for exactly this packet.
///
/// # Errors
/// [`DeliveryError`]; [`Outcome::of`](crate::Outcome::of) says what it means for the outbox.
pub async fn deliver<F: FileSource>(
    client: &PortalClient,
    token: &Secret,
    packet: &FrozenPacket,
    files: &F,
) -> Result<SubmissionReceipt, DeliveryError> {
    let submission = packet.submission()?;
    let sizes = sizes_by_hash(&submission.application);
    let wanted = sizes.keys().copied().collect();
    let missing = client.missing_uploads(token, wanted).await?;
    for sha256 in missing {
        let bytes =
            files.read_file(sha256).await.map_err(|source| DeliveryError::FileMissing { sha256, source })?;
        let as_frozen =
            sizes.get(&sha256) == Some(&(bytes.len() as u64)) && ContentHash::of(&bytes) == sha256;
        if !as_frozen {
            return Err(DeliveryError::FileChanged { sha256 });
        }
        client.upload(token, sha256, bytes).await?;
    }
    let receipt = client.submit(token, packet.idempotency_key(), &submission).await?;
    tracing::info!(packet = %packet.sha256(), "packet delivered");
    Ok(receipt)
}

/// One file may stand in several lines of the checklist; it travels once.
fn sizes_by_hash(application: &NewApplication) -> BTreeMap<ContentHash, u64> {
    application.documents.iter().map(|document| (document.sha256, document.size_bytes)).collect()
}

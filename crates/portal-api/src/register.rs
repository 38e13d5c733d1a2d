//! What the portal publishes for everyone: the participant register and the public offer.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::ContentHash;

/// A participant of the centre, as the register names it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Organisation {
    /// Business identification number, 12 digits.
    #[schema(pattern = "^[0-9]{12}$")]
    pub bin: String,
    /// Registered name.
    pub name: String,
}

/// The terms that an applicant accepts with every submission.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PublicOffer {
    /// Names the edition.
    pub version: String,
    /// The terms themselves, plain text.
    pub text: String,
    /// SHA-256 of the text's UTF-8 bytes; what the acceptance refers to.
    pub sha256: ContentHash,
}

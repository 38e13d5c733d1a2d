//! The terms of the sandbox.

use portal_api::{ContentHash, OfferAcceptance, PublicOffer};

/// Changes with the text, so that an old acceptance is told from a new one.
const VERSION: &str = "sandbox-1";

/// Returns the terms in force.
pub(crate) fn public_offer() -> PublicOffer {
    let text = include_str!("../data/public-offer.txt");
    PublicOffer {
        version: VERSION.to_owned(),
        text: text.to_owned(),
        sha256: ContentHash::of(text.as_bytes()),
    }
}

/// Returns whether these are the terms that were accepted.
pub(crate) fn is_in_force(acceptance: &OfferAcceptance, offer: &PublicOffer) -> bool {
    acceptance.version == offer.version && acceptance.sha256 == offer.sha256
}

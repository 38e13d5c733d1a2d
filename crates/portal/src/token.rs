//! Random secrets and the hashes they are remembered by.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use portal_api::{ContentHash, Secret};

/// Returns a fresh secret of 256 random bits, fit for a header, a cookie or a link.
pub(crate) fn make_token() -> Result<Secret, getrandom::Error> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes)?;
    Ok(Secret::new(URL_SAFE_NO_PAD.encode(bytes)))
}

/// Returns what is kept of a token. It has 256 random bits, so a fast hash is enough, and looking
/// a hash up tells nothing about the token through the time it takes.
pub(crate) fn derive_token_hash(token: &str) -> ContentHash {
    ContentHash::of(token.as_bytes())
}

/// Compares in a time that doesn't depend on where the first difference is.
pub(crate) fn equal_in_constant_time(left: &[u8], right: &[u8]) -> bool {
    left.len() == right.len()
        && left.iter().zip(right).fold(0, |difference, (a, b)| difference | (a ^ b)) == 0
}

//! Password hashing: Argon2id, off the async threads, a few at a time.

use std::sync::Arc;

use argon2::{Algorithm, Argon2, Params, Version};
use portal_api::Secret;
use tokio::sync::Semaphore;

use crate::error::InternalError;
use crate::token::equal_in_constant_time;

/// 19 MiB and two passes: the lower bound that OWASP names for a server that many can call.
const MEMORY_KIB: u32 = 19 * 1024;
const PASSES: u32 = 2;
const HASH_BYTES: usize = 32;
const SALT_BYTES: usize = 16;

/// Hashes at the same time: bounds the memory that callers without an account can make us take.
const AT_ONCE_MAX: usize = 2;

/// What is stored of a password.
#[derive(Clone)]
pub(crate) struct PasswordHash {
    pub(crate) salt: Vec<u8>,
    pub(crate) hash: Vec<u8>,
    pub(crate) memory_kib: u32,
    pub(crate) passes: u32,
}

/// Hashes and checks passwords.
pub(crate) struct PasswordHasher {
    places: Arc<Semaphore>,
}

impl PasswordHasher {
    pub(crate) fn new() -> Self {
        Self { places: Arc::new(Semaphore::new(AT_ONCE_MAX)) }
    }

    /// Returns the hash of a new password under a fresh salt.
    pub(crate) async fn make_hash(&self, password: Secret) -> Result<PasswordHash, InternalError> {
        let mut salt = vec![0; SALT_BYTES];
        getrandom::fill(&mut salt)?;
        let mut stored = PasswordHash { salt, hash: Vec::new(), memory_kib: MEMORY_KIB, passes: PASSES };
        stored.hash = self.derive(password, stored.clone()).await?;
        Ok(stored)
    }

    /// Returns whether the password is the stored one. Without a stored one it takes as long and
    /// says no, so that the time doesn't tell who has an account.
    pub(crate) async fn verify(
        &self,
        password: Secret,
        stored: Option<PasswordHash>,
    ) -> Result<bool, InternalError> {
        let exists = stored.is_some();
        let stored = stored.unwrap_or_else(|| PasswordHash {
            salt: vec![0; SALT_BYTES],
            hash: vec![0; HASH_BYTES],
            memory_kib: MEMORY_KIB,
            passes: PASSES,
        });
        let hash = self.derive(password, stored.clone()).await?;
        Ok(equal_in_constant_time(&hash, &stored.hash) && exists)
    }

    async fn derive(&self, password: Secret, stored: PasswordHash) -> Result<Vec<u8>, InternalError> {
        let place =
            Arc::clone(&self.places).acquire_owned().await.map_err(|_| InternalError::ShuttingDown)?;
        tokio::task::spawn_blocking(move || {
            let _place = place;
            let params = Params::new(stored.memory_kib, stored.passes, 1, Some(HASH_BYTES))
                .map_err(InternalError::Password)?;
            let mut hash = vec![0; HASH_BYTES];
            Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
                // EXPOSE: hashing the password is what it was sent for.
                .hash_password_into(password.expose().as_bytes(), &stored.salt, &mut hash)
                .map_err(InternalError::Password)?;
            Ok(hash)
        })
        .await?
    }
}

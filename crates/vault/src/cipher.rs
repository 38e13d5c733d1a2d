//! What SQLCipher and the OpenSSL inside it take through the C interface only. The only module
//! with unsafe code. The key goes in here because any other way passes it through SQL text, which
//! libraries print.

use crate::error::VaultError;
use crate::hex;
use crate::secret::Key;
use libsqlite3_sys::{SQLITE_OK, sqlite3_key_v2};
use sqlx::SqliteConnection;
use std::ffi::{c_int, c_void};
use std::sync::Once;
use zeroize::Zeroizing;

/// OpenSSL's name for "don't clean up in an exit handler".
const OPENSSL_INIT_NO_ATEXIT: u64 = 0x0008_0000;

#[expect(unsafe_code, reason = "OpenSSL is told in no other way")]
unsafe extern "C" {
    fn OPENSSL_init_crypto(options: u64, settings: *const c_void) -> c_int;
}

/// Has OpenSSL leave its state alone when the process ends: threads of closed connections may be
/// ending too, and each gives its own part of that state back.
///
/// Has to come before OpenSSL's first use, which is the first connection of the process. A vault
/// sees to it; who opens SQLite without a vault calls this.
pub fn prepare_exit() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        // SAFETY: the function may be called at any time from any thread, and takes no settings.
        #[expect(unsafe_code, reason = "OpenSSL is told in no other way")]
        let done = unsafe { OPENSSL_init_crypto(OPENSSL_INIT_NO_ATEXIT, std::ptr::null()) };
        if done != 1 {
            tracing::warn!("the encryption library did not take its setting");
        }
    });
}

/// Hands a raw key to a connection that has not touched its file yet.
pub(crate) async fn set_key(conn: &mut SqliteConnection, key: &Key) -> Result<(), VaultError> {
    let quoted = quoted(key);
    let length = i32::try_from(quoted.len()).map_err(|_| VaultError::CipherUnavailable)?;
    let mut locked = conn.lock_handle().await.map_err(VaultError::db("locking the connection"))?;
    let handle = locked.as_raw_handle();
    // SAFETY: `handle` is an open connection that this thread holds exclusively while `locked`
    // lives; the name is a C string; SQLCipher copies `length` bytes and keeps no pointer to them.
    #[expect(unsafe_code, reason = "the key must not pass through SQL text")]
    let code = unsafe { sqlite3_key_v2(handle.as_ptr(), c"main".as_ptr(), quoted.as_ptr().cast(), length) };
    if code == SQLITE_OK { Ok(()) } else { Err(VaultError::CipherUnavailable) }
}

/// Returns the key in the spelling that SQLCipher takes as a raw key, not as a passphrase.
pub(crate) fn quoted(key: &Key) -> Zeroizing<String> {
    // EXPOSE: the key goes to the cipher in a buffer that wipes itself.
    let digits = Zeroizing::new(hex::encode(key.expose()));
    let mut quoted = Zeroizing::new(String::with_capacity(digits.len() + 3));
    quoted.push_str("x'");
    quoted.push_str(&digits);
    quoted.push('\'');
    quoted
}

//! Who may use the console: browsers that came in by an entry link. Kept in memory; a restart
//! sends everybody back to a new link.

use std::collections::{HashMap, VecDeque};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use portal_api::{ContentHash, PortalTime, Secret};

use crate::token::{derive_token_hash, make_token};

/// Links that nobody has followed yet; the oldest goes when a new one is made.
const OPEN_KEYS_MAX: usize = 16;

/// Browsers at once; the one that came first goes when a new one comes.
const SESSIONS_MAX: usize = 16;

/// A working day with overtime.
const SESSION_LASTS: Duration = Duration::from_secs(12 * 60 * 60);

struct StaffSession {
    csrf: Secret,
    expires_at: PortalTime,
}

#[derive(Default)]
struct Inside {
    open_keys: VecDeque<ContentHash>,
    sessions: HashMap<ContentHash, StaffSession>,
}

/// The console's door.
pub(crate) struct Entrance {
    /// With the port, because cookies of two portals on one machine would overwrite each other.
    cookie_name: String,
    inside: Mutex<Inside>,
}

impl Entrance {
    pub(crate) fn new(port: u16) -> Self {
        Self { cookie_name: format!("sandbox-staff-{port}"), inside: Mutex::default() }
    }

    pub(crate) fn cookie_name(&self) -> &str {
        &self.cookie_name
    }

    /// Returns a key that opens the console once.
    pub(crate) fn make_key(&self) -> Result<Secret, getrandom::Error> {
        let key = make_token()?;
        let mut inside = self.lock();
        if inside.open_keys.len() >= OPEN_KEYS_MAX {
            inside.open_keys.pop_front();
        }
        // EXPOSE: only the hash is kept.
        inside.open_keys.push_back(derive_token_hash(key.expose()));
        Ok(key)
    }

    /// Uses a key up and returns the token of a new session, or `None` for a wrong or used key.
    pub(crate) fn open(&self, key: &Secret, now: PortalTime) -> Result<Option<Secret>, getrandom::Error> {
        let (token, csrf) = (make_token()?, make_token()?);
        // EXPOSE: compared by hash.
        let hash = derive_token_hash(key.expose());
        let mut inside = self.lock();
        let Some(position) = inside.open_keys.iter().position(|open| *open == hash) else {
            return Ok(None);
        };
        inside.open_keys.remove(position);
        inside.make_room(now);
        let lasts_ms = SESSION_LASTS.as_millis().try_into().unwrap_or(u64::MAX);
        let session = StaffSession { csrf, expires_at: now.plus_ms(lasts_ms) };
        // EXPOSE: only the hash is kept.
        let token_hash = derive_token_hash(token.expose());
        inside.sessions.insert(token_hash, session);
        Ok(Some(token))
    }

    /// Returns the form token of a session while it lasts.
    pub(crate) fn load_session(&self, token: &str, now: PortalTime) -> Option<Secret> {
        self.lock()
            .sessions
            .get(&derive_token_hash(token))
            .filter(|session| session.expires_at > now)
            .map(|session| session.csrf.clone())
    }

    /// Ends the session with this form token.
    pub(crate) fn close(&self, csrf: &Secret) {
        self.lock().sessions.retain(|_, session| session.csrf != *csrf);
    }

    fn lock(&self) -> MutexGuard<'_, Inside> {
        self.inside.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Inside {
    fn make_room(&mut self, now: PortalTime) {
        self.sessions.retain(|_, session| session.expires_at > now);
        if self.sessions.len() < SESSIONS_MAX {
            return;
        }
        let first = self.sessions.iter().min_by_key(|(_, session)| session.expires_at).map(|(hash, _)| *hash);
        if let Some(hash) = first {
            self.sessions.remove(&hash);
        }
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests fail by panicking")]
mod tests {
    use super::*;

    fn at(seconds: i64) -> PortalTime {
        PortalTime::from_epoch_ms(seconds * 1000).unwrap()
    }

    #[test]
    fn a_key_opens_once_and_a_wrong_one_never() {
        let entrance = Entrance::new(1);
        let key = entrance.make_key().unwrap();
        assert!(entrance.open(&Secret::new("guess"), at(0)).unwrap().is_none());
        assert!(entrance.open(&key, at(0)).unwrap().is_some());
        assert!(entrance.open(&key, at(0)).unwrap().is_none(), "used up");
    }

    #[test]
    fn a_session_ends_with_the_day() {
        let entrance = Entrance::new(1);
        let key = entrance.make_key().unwrap();
        let token = entrance.open(&key, at(0)).unwrap().unwrap();
        let load = |now| entrance.load_session(token.expose(), now);
        assert!(load(at(12 * 3600 - 1)).is_some());
        assert!(load(at(12 * 3600)).is_none());
    }

    #[test]
    fn keys_and_sessions_are_bounded_and_the_oldest_give_way() {
        let entrance = Entrance::new(1);
        let first = entrance.make_key().unwrap();
        let mut tokens = Vec::new();
        for second in 0..=16 {
            let key = entrance.make_key().unwrap();
            tokens.push(entrance.open(&key, at(second)).unwrap().unwrap());
        }
        let open = |token: &Secret| entrance.load_session(token.expose(), at(20)).is_some();
        assert!(!open(&tokens[0]), "the seventeenth browser pushed out the first");
        assert!(tokens[1..].iter().all(open));
        for _ in 0..16 {
            entrance.make_key().unwrap();
        }
        assert!(entrance.open(&first, at(20)).unwrap().is_none());
    }
}

//! Passphrases: how strong a typed one is, and making one that is strong.

use crate::error::VaultError;
use crate::kdf::KdfCost;
use crate::secret::make_random_bytes;
use secrecy::{ExposeSecret as _, SecretString};
use zeroize::Zeroizing;

/// The least strength that is accepted, of 0 to 4.
pub const SCORE_MIN: u8 = 3;
/// The estimate reads only so many characters: its time grows with their square.
const ESTIMATED_CHARS_MAX: usize = 100;
/// Words of a generated passphrase; each carries 18.9 bits.
const WORDS: usize = 4;
/// Syllables of a word.
const SYLLABLES: usize = 3;
/// Consonants and vowels that can't be misheard for one another in any of our three languages.
const CONSONANTS: &[u8; 16] = b"bdfgklmnprstvzhj";
const VOWELS: &[u8; 5] = b"aeiou";

/// Returns how hard a passphrase is to guess, from 0 (at once) to 4 (very hard).
#[must_use]
pub fn score(passphrase: &SecretString) -> u8 {
    // EXPOSE: the estimate reads the passphrase; it keeps nothing of it.
    let read: Zeroizing<String> =
        Zeroizing::new(passphrase.expose_secret().chars().take(ESTIMATED_CHARS_MAX).collect());
    u8::from(zxcvbn::zxcvbn(&read, &["expat", "desk", "expatdesk", "cabinet"]).score())
}

/// Refuses a passphrase that is guessed too easily. A cost that only tests can ask for protects
/// nothing anyway, so there any passphrase will do.
pub(crate) fn require_strong(passphrase: &SecretString, cost: KdfCost) -> Result<(), VaultError> {
    if cost.is_below_least() {
        return Ok(());
    }
    match score(passphrase) {
        score if score >= SCORE_MIN => Ok(()),
        score => Err(VaultError::PassphraseTooWeak { score, least: SCORE_MIN }),
    }
}

/// Makes a passphrase of four words that can be said aloud, for instance `tavoki-renuda-…`.
pub fn make_random() -> Result<SecretString, VaultError> {
    let mut phrase = Zeroizing::new(String::with_capacity(WORDS * (SYLLABLES * 2 + 1)));
    for word in 0..WORDS {
        if word > 0 {
            phrase.push('-');
        }
        for _ in 0..SYLLABLES {
            phrase.push(char::from(pick(CONSONANTS)?));
            phrase.push(char::from(pick(VOWELS)?));
        }
    }
    Ok(SecretString::from(phrase.as_str()))
}

/// Returns one of the letters, each as likely as the others.
fn pick(letters: &[u8]) -> Result<u8, VaultError> {
    let fair = 256 - 256 % letters.len();
    loop {
        let [byte] = make_random_bytes::<1>()?;
        let byte = usize::from(byte);
        if let (true, Some(letter)) = (byte < fair, letters.get(byte % letters.len())) {
            return Ok(*letter);
        }
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests fail by panicking")]
mod tests {
    use super::{SCORE_MIN, make_random, require_strong, score};
    use crate::error::VaultError;
    use crate::kdf::KdfCost;
    use secrecy::{ExposeSecret as _, SecretString};

    #[test]
    fn guessable_passphrases_are_refused_and_long_ones_taken() {
        for weak in
            ["", "password", "Password123!", "expatdesk", "qwertyuiop", "astana2026", "aaaaaaaaaaaaaaaa"]
        {
            let refused = require_strong(&SecretString::from(weak), KdfCost::default());
            assert!(matches!(refused, Err(VaultError::PassphraseTooWeak { .. })), "{weak:?} must be refused");
        }
        for strong in ["seven quiet storks over Burabay", "тихий аист над синим озером"]
        {
            assert!(require_strong(&SecretString::from(strong), KdfCost::default()).is_ok(), "{strong:?}");
        }
        assert!(score(&SecretString::from("x".repeat(1_000_000))) <= 4, "a pasted book takes no time");
    }

    #[test]
    fn a_made_passphrase_is_strong_and_never_the_same() {
        let (first, second) = (make_random().unwrap(), make_random().unwrap());
        assert_ne!(first.expose_secret(), second.expose_secret());
        assert_eq!(first.expose_secret().len(), 4 * 6 + 3);
        assert!(score(&first) >= SCORE_MIN);
    }
}

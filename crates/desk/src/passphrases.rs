//! Passphrases: how strong one is, making a strong one, and what deriving a key from it may cost.

use crate::error::{AppError, ErrorCode};
use crate::session::Desk;
use crate::view::{GeneratedPassphrase, PassphraseStrength, Text};
use secrecy::{ExposeSecret as _, SecretString};
use std::time::Duration;
use vault::{KdfCost, passphrase};

/// How long a passphrase may take: slow for somebody who tries many, bearable for somebody who knows it.
const UNLOCK_TIME: Duration = Duration::from_millis(900);

impl Desk {
    /// Rates a passphrase.
    #[expect(clippy::unused_async, reason = "every use case is asked for in the same way")]
    pub async fn passphrase_strength(&self, passphrase: String) -> Result<PassphraseStrength, AppError> {
        Ok(strength(&SecretString::from(passphrase)))
    }

    /// Makes a strong passphrase that can be said aloud.
    #[expect(clippy::unused_async, reason = "every use case is asked for in the same way")]
    pub async fn passphrase_generate(&self) -> Result<GeneratedPassphrase, AppError> {
        // EXPOSE: it is shown once, to be learned or written down.
        let made = passphrase::make_random()?;
        Ok(GeneratedPassphrase { passphrase: made.expose_secret().to_owned() })
    }

    /// Returns what a guess at a new passphrase will cost.
    pub(crate) async fn kdf(&self) -> Result<KdfCost, AppError> {
        if let Some(kdf) = self.config().kdf {
            return Ok(kdf);
        }
        calibrate().await
    }
}

/// Returns the cost that a passphrase takes about [`UNLOCK_TIME`] with on this machine.
pub(crate) async fn calibrate() -> Result<KdfCost, AppError> {
    let calibrated = tokio::task::spawn_blocking(|| KdfCost::calibrate(UNLOCK_TIME)).await;
    Ok(calibrated.map_err(|_| AppError::internal("calibration was cut off"))??)
}

/// Refuses a passphrase that is guessed too easily.
pub(crate) fn require_strong(passphrase: &str) -> Result<(), AppError> {
    if strength(&SecretString::from(passphrase)).acceptable {
        return Ok(());
    }
    Err(AppError::new(ErrorCode::WeakPassphrase, "passphrase too weak"))
}

fn strength(passphrase: &SecretString) -> PassphraseStrength {
    let score = passphrase::score(passphrase);
    let text = match score {
        0 | 1 => Text::new(
            "Guessed at once. Use four or more unrelated words.",
            "Подбирается сразу. Возьмите четыре или больше не связанных слов.",
            "Бірден табылады. Бір-бірімен байланыссыз төрт немесе одан көп сөз алыңыз.",
        ),
        2 => Text::new(
            "Still weak. Add another word or two.",
            "Ещё слабая. Добавьте слово или два.",
            "Әлі әлсіз. Тағы бір-екі сөз қосыңыз.",
        ),
        3 => Text::new("Good.", "Хорошая.", "Жақсы."),
        _ => Text::new("Very strong.", "Очень надёжная.", "Өте мықты."),
    };
    PassphraseStrength { score: u32::from(score), acceptable: score >= passphrase::SCORE_MIN, text }
}

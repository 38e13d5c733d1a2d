//! Measurements of the program's own code on invented records, for `expat bench`. Opens no cabinet
//! of anybody.

mod letters;

use crate::AppError;
use crate::passphrases::calibrate;
pub use letters::{LetterNotMade, LettersMeasured, letters};
use std::path::Path;
use uuid::Uuid;
use vault::VaultError;
use vault::measure::Sample;
pub use vault::measure::{Both, Measured, Times};

/// Measures a cabinet of invented persons beside its plain twin, in a folder of its own below
/// `place` that is gone afterwards.
pub async fn store(place: &Path, clients: u32, persons: u32) -> Result<Measured, AppError> {
    let cost = calibrate().await?;
    let folder = place.join(format!("expat-bench-{}", Uuid::now_v7()));
    let measured = measure(&folder, clients, persons, cost).await;
    // What could not be measured is the failure to tell; a folder that stays holds nobody's records.
    std::fs::remove_dir_all(&folder).ok();
    Ok(measured?)
}

async fn measure(
    folder: &Path,
    clients: u32,
    persons: u32,
    cost: vault::KdfCost,
) -> Result<Measured, VaultError> {
    Sample::make(folder, clients, persons, cost).await?.measure().await
}

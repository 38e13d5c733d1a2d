//! A moment as the contract writes it.
//!
//! One form only, `2026-03-02T14:05:06.789+05:00`, because frozen packets hash it: three digits of
//! milliseconds, Kazakhstan's one offset. Any RFC 3339 offset is accepted on reading.

use std::fmt;
use std::str::FromStr;

use jiff::Timestamp;
use jiff::tz::{self, Offset};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use utoipa::openapi::schema::{KnownFormat, ObjectBuilder, SchemaFormat, Type};
use utoipa::openapi::{RefOr, Schema};
use utoipa::{PartialSchema, ToSchema};

/// Kazakhstan has one zone since March 2024; old zone tables still say two.
const KAZAKHSTAN: Offset = tz::offset(5);

/// A moment with millisecond precision.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PortalTime(Timestamp);

/// The text or number isn't a moment of the years that RFC 3339 can write.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a moment in RFC 3339 form")]
pub struct NotATime;

impl PortalTime {
    /// Returns the moment that many milliseconds after 1970-01-01T00:00:00Z.
    ///
    /// # Errors
    /// [`NotATime`] when the year would not have four digits.
    pub fn from_epoch_ms(epoch_ms: i64) -> Result<Self, NotATime> {
        Timestamp::from_millisecond(epoch_ms).ok().and_then(Self::within_four_digit_years).ok_or(NotATime)
    }

    /// Returns the milliseconds since 1970-01-01T00:00:00Z.
    pub fn epoch_ms(self) -> i64 {
        self.0.as_millisecond()
    }

    /// Returns the moment that many milliseconds later, or the last writable moment.
    #[must_use]
    pub fn plus_ms(self, delay_ms: u64) -> Self {
        let delay_ms = i64::try_from(delay_ms).unwrap_or(i64::MAX);
        Self::from_epoch_ms(self.epoch_ms().saturating_add(delay_ms)).unwrap_or(Self::LAST)
    }

    /// The last moment that the contract can write.
    pub const LAST: Self = Self(Timestamp::constant(253_402_200_000, 0));

    fn within_four_digit_years(timestamp: Timestamp) -> Option<Self> {
        // 0001-01-01 in UTC: the offset of +05:00 can't push it below year 1.
        const FIRST: Timestamp = Timestamp::constant(-62_135_596_800, 0);
        (FIRST..=Self::LAST.0).contains(&timestamp).then_some(Self(timestamp))
    }
}

impl TryFrom<Timestamp> for PortalTime {
    type Error = NotATime;

    fn try_from(timestamp: Timestamp) -> Result<Self, NotATime> {
        Self::from_epoch_ms(timestamp.as_millisecond())
    }
}

impl From<PortalTime> for Timestamp {
    fn from(time: PortalTime) -> Self {
        time.0
    }
}

impl fmt::Display for PortalTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.3}", self.0.display_with_offset(KAZAKHSTAN))
    }
}

impl FromStr for PortalTime {
    type Err = NotATime;

    fn from_str(text: &str) -> Result<Self, NotATime> {
        let timestamp: Timestamp = text.parse().map_err(|_| NotATime)?;
        Self::try_from(timestamp)
    }
}

impl Serialize for PortalTime {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for PortalTime {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
    }
}

impl PartialSchema for PortalTime {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new()
            .schema_type(Type::String)
            .format(Some(SchemaFormat::KnownFormat(KnownFormat::DateTime)))
            .description(Some("RFC 3339 with milliseconds; written with offset +05:00."))
            .examples([serde_json::json!("2026-03-02T14:05:06.789+05:00")])
            .build()
            .into()
    }
}

impl ToSchema for PortalTime {}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests fail by panicking")]
mod tests {
    use super::*;

    #[test]
    fn writes_kazakhstan_time_with_three_digits_of_milliseconds() {
        let time: PortalTime = "2025-12-31T19:00:00Z".parse().unwrap();
        assert_eq!(time.to_string(), "2026-01-01T00:00:00.000+05:00");
    }

    #[test]
    fn finer_precision_than_milliseconds_is_cut_so_that_hashes_agree() {
        let time: PortalTime = "2026-03-02T14:05:06.789999+05:00".parse().unwrap();
        assert_eq!(time.to_string(), "2026-03-02T14:05:06.789+05:00");
        assert_eq!(time, time.to_string().parse().unwrap());
    }

    #[test]
    fn the_last_moment_still_has_a_year_of_four_digits() {
        assert_eq!(PortalTime::LAST.to_string(), "9999-12-31T01:00:00.000+05:00");
        assert_eq!(PortalTime::LAST.plus_ms(u64::MAX), PortalTime::LAST);
        assert_eq!(PortalTime::from_epoch_ms(PortalTime::LAST.epoch_ms() + 1), Err(NotATime));
    }

    #[test]
    fn a_date_without_time_or_offset_is_not_a_moment() {
        for text in ["2026-03-02", "2026-03-02T14:05:06", "yesterday", ""] {
            assert_eq!(text.parse::<PortalTime>(), Err(NotATime), "{text:?}");
        }
    }
}

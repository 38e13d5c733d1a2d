//! The table files as they are written; see [`super::raw`] for the invariant.

use crate::calendar::DayKind;
use crate::cite::Source;
use crate::countries::CountryGroup;
use crate::ids::ServiceId;
use crate::load::raw::{Name, RawCite};
use crate::text::Text;
use jiff::civil::Date;
use serde::Deserialize;
use std::collections::BTreeMap;
use toml::Spanned;

/// A table of values by day, with its sources named once.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawTable {
    pub sources: BTreeMap<String, Source>,
    pub row: Vec<Spanned<RawRow>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawRow {
    pub from: Date,
    pub until: Option<Date>,
    pub value: u32,
    pub source: Name,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawCalendar {
    pub first_year: i16,
    pub last_year: i16,
    pub sources: BTreeMap<String, Source>,
    pub names: BTreeMap<String, Text>,
    pub day: Vec<Spanned<RawDay>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawDay {
    pub date: Date,
    pub kind: DayKind,
    pub name: Name,
    pub moved_from: Option<Date>,
    pub source: Name,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawGroups {
    pub ask: Text,
    pub sources: BTreeMap<String, Source>,
    pub member: Vec<Spanned<RawMember>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawMember {
    pub group: CountryGroup,
    pub country: Name,
    pub from: Date,
    pub until: Option<Date>,
    pub note: Option<Text>,
    pub source: Name,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawPrices {
    pub sources: BTreeMap<String, Source>,
    pub seen: Vec<Spanned<RawSeenPrice>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawSeenPrice {
    pub service: ServiceId,
    pub tenge: u32,
    pub from: Date,
    pub until: Option<Date>,
    pub source: Name,
    pub cite: RawCite,
}

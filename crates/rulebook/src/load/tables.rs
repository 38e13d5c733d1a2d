//! From the table files to dated tables, the calendar, the countries and the wording.
//!
//! Invariant: every row has a source, and no two rows claim the same day.

use crate::calendar::{CalendarDay, DayKind, WorkingCalendar};
use crate::cite::{Citation, Source, SourceDocument};
use crate::countries::{Countries, Country, Membership};
use crate::edition::{PriceObservation, Tables};
use crate::load::raw::Name;
use crate::load::raw_tables::{RawCalendar, RawDay, RawGroups, RawPrices, RawRow, RawTable};
use crate::load::{File, Files, LoadError, LoadReason};
use crate::money::TIYN_PER_TENGE;
use crate::tables::{Dated, DatedTable};
use crate::wording::Wording;
use jiff::civil::{Date, Weekday};
use std::collections::BTreeMap;
use toml::Spanned;

pub(crate) fn load_tables(files: &Files<'_>) -> Result<(Tables, Wording), LoadError> {
    let countries = countries(files.require("country_codes.txt")?)?;
    let tables = Tables {
        mci: dated(files.require("mci.toml")?, i64::from)?,
        vat: dated(files.require("vat.toml")?, |percent| percent)?,
        calendar: calendar(files.require("calendar.toml")?)?,
        countries: groups(files.require("country_groups.toml")?, countries)?,
        price_observations: prices(files.require("prices_seen.toml")?)?,
    };
    Ok((tables, files.require("wording.toml")?.parse()?))
}

fn source(file: File<'_>, sources: &BTreeMap<String, Source>, name: &Name) -> Result<Source, LoadError> {
    sources.get(name.get_ref()).cloned().ok_or_else(|| {
        let reason = LoadReason::UnknownName { what: "source", name: name.get_ref().clone() };
        file.error(Some(name.span()), reason)
    })
}

fn dated<T>(file: File<'_>, value: impl Fn(u32) -> T) -> Result<DatedTable<T>, LoadError> {
    let raw: RawTable = file.parse()?;
    let spans: Vec<_> = raw.row.iter().map(|row| (row.span(), row.get_ref().from)).collect();
    let row = |row: Spanned<RawRow>| {
        let row = row.into_inner();
        let source = source(file, &raw.sources, &row.source)?;
        Ok(Dated { from: row.from, until: row.until, value: value(row.value), source })
    };
    let rows = raw.row.into_iter().map(row).collect::<Result<Vec<_>, LoadError>>()?;
    DatedTable::new(rows).map_err(|index| match spans.get(index) {
        Some((span, from)) => file.error(Some(span.clone()), LoadReason::OverlappingDates { from: *from }),
        None => file.error(None, LoadReason::MissingFile),
    })
}

fn calendar(file: File<'_>) -> Result<WorkingCalendar, LoadError> {
    let raw: RawCalendar = file.parse()?;
    let mut days: BTreeMap<Date, CalendarDay> = BTreeMap::new();
    for row in raw.day {
        let span = row.span();
        let row = row.into_inner();
        let date = row.date;
        let wrong = |reason| Err(file.error(Some(span.clone()), reason));
        if let Some(problem) = contradiction(&row, (raw.first_year, raw.last_year)) {
            return wrong(LoadReason::CalendarRow { date, problem });
        }
        let name = raw.names.get(row.name.get_ref()).cloned().ok_or_else(|| {
            let name = row.name.get_ref().clone();
            file.error(Some(row.name.span()), LoadReason::UnknownName { what: "day", name })
        })?;
        let source = source(file, &raw.sources, &row.source)?;
        let day = CalendarDay { date, kind: row.kind, name, moved_from: row.moved_from, source };
        if days.insert(date, day).is_some() {
            return wrong(LoadReason::Duplicate { name: date.to_string() });
        }
    }
    Ok(WorkingCalendar::new(raw.first_year, raw.last_year, days))
}

/// A slip in a date is noticed by its weekday far more often than by its number.
fn contradiction(row: &RawDay, (first, last): (i16, i16)) -> Option<&'static str> {
    let weekend = matches!(row.date.weekday(), Weekday::Saturday | Weekday::Sunday);
    let moves = matches!(row.kind, DayKind::ObservedDayOff | DayKind::TransferredDayOff);
    if !(first..=last).contains(&row.date.year()) {
        Some("the day is outside the years of the calendar")
    } else if row.kind == DayKind::WorkingWeekend && !weekend {
        Some("a worked weekend day must be a Saturday or a Sunday")
    } else if moves && weekend {
        Some("a day off that replaces another one must be a weekday")
    } else if moves != row.moved_from.is_some() {
        Some("moved_from belongs to a replacing day off, and to no other day")
    } else {
        None
    }
}

/// The list is long and flat, so it is lines of two codes and not tables.
fn countries(file: File<'_>) -> Result<Vec<Country>, LoadError> {
    let mut all = Vec::with_capacity(249);
    for (number, line) in file.lines().filter(|(_, line)| !line.starts_with('#')) {
        match line.split_once(' ') {
            Some((alpha2, alpha3)) if alpha2.len() == 2 && alpha3.len() == 3 => {
                all.push(Country { alpha2: alpha2.to_owned(), alpha3: alpha3.to_owned() });
            }
            _ => {
                let reason = "expected a line of two and three letters".to_owned();
                return Err(file.error_at(number, LoadReason::Syntax(reason)));
            }
        }
    }
    Ok(all)
}

fn groups(file: File<'_>, all: Vec<Country>) -> Result<Countries, LoadError> {
    let raw: RawGroups = file.parse()?;
    let mut countries = Countries { all, memberships: Vec::new(), ask: raw.ask };
    for row in raw.member {
        let span = row.span();
        let row = row.into_inner();
        let country = countries.all.iter().find(|known| known.alpha3 == *row.country.get_ref());
        let Some(country) = country else {
            let name = row.country.get_ref().clone();
            let reason = LoadReason::UnknownName { what: "country", name };
            return Err(file.error(Some(row.country.span()), reason));
        };
        let (from, until) = (row.from, row.until);
        let source = source(file, &raw.sources, &row.source)?;
        let country = Dated { from, until, value: country.alpha3.clone(), source };
        let overlaps = countries.memberships.iter().any(|known| {
            known.group == row.group
                && known.country.value == country.value
                && known.country.until.is_none_or(|known_until| known_until >= from)
                && until.is_none_or(|until| until >= known.country.from)
        });
        if overlaps || until.is_some_and(|until| until < from) {
            return Err(file.error(Some(span), LoadReason::OverlappingDates { from }));
        }
        countries.memberships.push(Membership { group: row.group, country, note: row.note });
    }
    Ok(countries)
}

fn prices(file: File<'_>) -> Result<Vec<PriceObservation>, LoadError> {
    let raw: RawPrices = file.parse()?;
    let mut seen: Vec<PriceObservation> = Vec::with_capacity(raw.seen.len());
    for row in raw.seen {
        let span = row.span();
        let row = row.into_inner();
        let source = source(file, &raw.sources, &row.source)?;
        let citation = Citation {
            source: SourceDocument::PortalGuide,
            document: source.title.clone(),
            heading: source.place.clone(),
            section_page: None,
            lines: row.cite.lines,
            fingerprint: row.cite.sha256,
        };
        let value = i64::from(row.tenge) * TIYN_PER_TENGE;
        let price = Dated { from: row.from, until: row.until, value, source };
        let overlaps = seen.iter().any(|known| {
            known.service == row.service
                && known.price.until.is_none_or(|until| until >= row.from)
                && row.until.is_none_or(|until| until >= known.price.from)
        });
        if overlaps || row.until.is_some_and(|until| until < row.from) {
            let reason = LoadReason::OverlappingDates { from: row.from };
            return Err(file.error(Some(span), reason));
        }
        seen.push(PriceObservation { service: row.service, price, citation });
    }
    Ok(seen)
}

//! Computes the lines of [`Fees`]: selects prices, counts persons, adds up.
//!
//! Invariant: a price is taken from a row that fits, or the line says why none does.

use crate::case::{Case, CasePerson, ManagerReading, PersonRole};
use crate::cite::Citation;
use crate::edition::Rulebook;
use crate::error::RulebookError;
use crate::fees::{Amount, FeeLine, FeeLineKind, FeeReason, Fees, Silence};
use crate::ids::ServiceId;
use crate::money::TIYN_PER_TENGE;
use crate::service::{FeeTable, HintTopic, PriceRow, Service, StateFee};
use crate::text::Text;
use jiff::civil::Date;

impl Rulebook {
    /// Returns the fees of a service for a case, at the prices and the MCI of a day.
    pub fn fees(&self, id: ServiceId, case: &Case, on: Date) -> Result<Fees, RulebookError> {
        if case.persons.is_empty() {
            return Err(RulebookError::NoPersons);
        }
        case.require_answerable()?;
        let service = self.service(id);
        let from = self.edition().info.from;
        let lines = if on < from {
            self.lines_before_edition(service, case, on, from)
        } else {
            match &service.fees {
                Some(table) => self.lines_of_table(service, table, case, on),
                None => self.silent_lines(service, case, Silence::NotPrinted),
            }
        };
        Ok(self.summed(service, case, on, lines))
    }

    fn lines_of_table(&self, service: &Service, table: &FeeTable, case: &Case, on: Date) -> Vec<FeeLine> {
        let mut lines = Vec::with_capacity(3);
        let manager = table.personal_manager.as_ref().filter(|_| case.personal_manager);
        if manager.is_none() || case.manager_reading == ManagerReading::Adds {
            lines.extend(service_lines(service, table, case));
        }
        let count = head_count(case.persons.len());
        match manager {
            Some(row) => lines.push(match category_silence(service, case) {
                None => priced(FeeLineKind::PersonalManager, row, count),
                Some(silence) => FeeLine {
                    kind: FeeLineKind::PersonalManager,
                    ..silent(&row.label, silence, count, &row.citation)
                },
            }),
            None if case.personal_manager => lines.push(FeeLine {
                kind: FeeLineKind::PersonalManager,
                ..silent(
                    &self.wording().fees.personal_manager,
                    Silence::ManagerNotPriced,
                    count,
                    &table.citation,
                )
            }),
            None => {}
        }
        self.push_walk_in(&mut lines, case, &table.citation);
        lines.push(self.state_line(table, count, on));
        lines
    }

    fn push_walk_in(&self, lines: &mut Vec<FeeLine>, case: &Case, citation: &Citation) {
        if case.walk_in {
            let count = head_count(case.persons.len());
            lines.push(FeeLine {
                kind: FeeLineKind::WalkIn,
                ..silent(&self.wording().fees.walk_in, Silence::WalkInNotPriced, count, citation)
            });
        }
    }

    fn state_line(&self, table: &FeeTable, persons: u32, on: Date) -> FeeLine {
        let label = &self.wording().fees.state;
        let line = |amount, citation: &Citation| FeeLine {
            kind: FeeLineKind::State,
            amount,
            ..silent(label, Silence::StateFeeNotStated, persons, citation)
        };
        match &table.state {
            StateFee::Dash { citation } | StateFee::NoStateBody { citation, .. } => {
                line(Amount::NoneStated, citation)
            }
            StateFee::NotStated { citation, .. } => {
                let reason = Silence::StateFeeNotStated;
                line(Amount::NotInPriceList { reason }, citation)
            }
            StateFee::Mci { units, citation } => {
                let Some(mci) = self.mci().on(on) else {
                    let reason = Silence::MciUnknown { on };
                    let amount = Amount::NotInPriceList { reason };
                    return FeeLine { mci_units: Some(*units), ..line(amount, citation) };
                };
                let unit_tiyn = units.cost_tiyn(mci.value);
                FeeLine {
                    unit_tiyn: Some(unit_tiyn),
                    mci_units: Some(*units),
                    mci_tiyn: Some(mci.value * TIYN_PER_TENGE),
                    mci_source: Some(mci.source.clone()),
                    ..line(Amount::Tiyn(unit_tiyn * i64::from(persons)), citation)
                }
            }
        }
    }

    /// Before the guidebook's edition only single prices are known, from dated screenshots.
    fn lines_before_edition(&self, service: &Service, case: &Case, on: Date, from: Date) -> Vec<FeeLine> {
        let mut lines = self.silent_lines(service, case, Silence::BeforePriceList { from });
        let seen = self
            .price_observations()
            .iter()
            .find(|seen| seen.service == service.id && seen.price.holds_on(on) && !case.personal_manager);
        if let (Some(seen), Some(line)) = (seen, lines.first_mut()) {
            line.unit_tiyn = Some(seen.price.value);
            line.amount = Amount::Tiyn(seen.price.value * i64::from(line.persons));
            line.citation = seen.citation.clone();
        }
        lines
    }

    fn silent_lines(&self, service: &Service, case: &Case, silence: Silence) -> Vec<FeeLine> {
        let count = head_count(case.persons.len());
        let words = &self.wording().fees;
        let line = |kind, label| FeeLine { kind, ..silent(label, silence, count, &service.citation) };
        let mut lines = vec![line(FeeLineKind::Service, &words.service)];
        if case.personal_manager {
            lines.push(line(FeeLineKind::PersonalManager, &words.personal_manager));
        }
        self.push_walk_in(&mut lines, case, &service.citation);
        lines.push(line(FeeLineKind::State, &words.state));
        lines
    }

    fn summed(&self, service: &Service, case: &Case, on: Date, lines: Vec<FeeLine>) -> Fees {
        let sum = |wanted: fn(FeeLineKind) -> bool| {
            lines.iter().filter(|line| wanted(line.kind)).try_fold(0_i64, |sum, line| match line.amount {
                Amount::Tiyn(tiyn) => sum.checked_add(tiyn),
                Amount::NoneStated => Some(sum),
                Amount::NotInPriceList { .. } => None,
            })
        };
        let no_state_fee =
            lines.iter().all(|line| line.kind != FeeLineKind::State || line.amount == Amount::NoneStated);
        let mut reasons: Vec<FeeReason> = Vec::new();
        for line in &lines {
            if let Amount::NotInPriceList { reason } = line.amount
                && reasons.iter().all(|known| known.silence != reason)
            {
                reasons.push(FeeReason { silence: reason, text: self.silence_text(service, reason) });
            }
        }
        Fees {
            service: service.id,
            on,
            total_tiyn: sum(|_| true),
            service_total_tiyn: sum(|kind| kind != FeeLineKind::State),
            state_total_tiyn: sum(|kind| kind == FeeLineKind::State).filter(|_| !no_state_fee),
            assumptions: self.assumptions(service, case, &lines),
            hints: service.hints.iter().filter(|hint| hint.topic == HintTopic::Fees).cloned().collect(),
            lines,
            reasons,
        }
    }

    fn assumptions(&self, service: &Service, case: &Case, lines: &[FeeLine]) -> Vec<Text> {
        let words = &self.wording().fees;
        let mut assumptions = Vec::new();
        let Some(table) = &service.fees else { return assumptions };
        if case.persons.len() > 1 {
            assumptions.push(words.assume_per_person.clone());
        }
        if !table.currency_printed {
            assumptions.push(words.assume_currency.clone());
        }
        if lines.iter().any(|line| line.kind == FeeLineKind::PersonalManager) {
            assumptions.push(match case.manager_reading {
                ManagerReading::Replaces => words.assume_manager_replaces.clone(),
                ManagerReading::Adds => words.assume_manager_adds.clone(),
            });
        }
        match &table.state {
            StateFee::Dash { .. } => assumptions.push(words.assume_dash_is_none.clone()),
            StateFee::NoStateBody { reason, .. } => assumptions.push(reason.clone()),
            StateFee::Mci { .. } | StateFee::NotStated { .. } => {}
        }
        assumptions
    }

    fn silence_text(&self, service: &Service, silence: Silence) -> Text {
        let words = &self.wording().silence;
        match silence {
            Silence::BetweenBands { months } => {
                words.between_bands.filled(&[("months", &months.to_string())])
            }
            Silence::BeyondBands { months } => words.beyond_bands.filled(&[("months", &months.to_string())]),
            Silence::ValidityNotGiven => words.validity_not_given.clone(),
            Silence::CategoryNotListed { category } => {
                words.category_not_listed.filled(&[("category", category.as_str())])
            }
            Silence::DependantNotPriced => words.dependant_not_priced.clone(),
            Silence::RoleNotPriced { .. } => words.role_not_priced.clone(),
            Silence::ManagerNotPriced => words.manager_not_priced.clone(),
            Silence::WalkInNotPriced => words.walk_in_not_priced.clone(),
            Silence::NotPrinted => words.not_printed.clone(),
            Silence::StateFeeNotStated => match service.fees.as_ref().map(|table| &table.state) {
                Some(StateFee::NotStated { reason, .. }) => reason.clone(),
                _ => words.not_printed.clone(),
            },
            Silence::MciUnknown { on } => words.mci_unknown.filled(&[("date", &on.to_string())]),
            Silence::BeforePriceList { from } => {
                words.before_price_list.filled(&[("date", &from.to_string())])
            }
        }
    }
}

/// Groups persons who pay the same, in the order in which they come.
fn service_lines(service: &Service, table: &FeeTable, case: &Case) -> Vec<FeeLine> {
    let mut groups: Vec<(Result<&PriceRow, Silence>, u32)> = Vec::with_capacity(2);
    for person in &case.persons {
        let price = price_of(service, table, case, person);
        match groups.iter_mut().find(|(known, _)| *known == price) {
            Some((_, count)) => *count += 1,
            None => groups.push((price, 1)),
        }
    }
    groups
        .into_iter()
        .map(|(price, count)| match price {
            Ok(row) => priced(FeeLineKind::Service, row, count),
            Err(silence) => silent(&table.label, silence, count, &table.citation),
        })
        .collect()
}

fn price_of<'a>(
    service: &Service,
    table: &'a FeeTable,
    case: &Case,
    person: &CasePerson,
) -> Result<&'a PriceRow, Silence> {
    if let Some(silence) = category_silence(service, case) {
        return Err(silence);
    }
    let mut rows = table
        .service
        .iter()
        .filter(|row| row.roles.is_empty() || row.roles.contains(&person.role))
        .peekable();
    if rows.peek().is_none() {
        return Err(match person.role {
            PersonRole::Dependant => Silence::DependantNotPriced,
            role => Silence::RoleNotPriced { role },
        });
    }
    let mut longest = 0;
    for row in rows {
        let Some(band) = row.months else { return Ok(row) };
        let months = case.validity_months.ok_or(Silence::ValidityNotGiven)?.get();
        if (band.from..=band.up_to).contains(&months) {
            return Ok(row);
        }
        longest = longest.max(band.up_to);
    }
    let months = case.validity_months.ok_or(Silence::ValidityNotGiven)?.get();
    Err(if months > longest { Silence::BeyondBands { months } } else { Silence::BetweenBands { months } })
}

fn category_silence(service: &Service, case: &Case) -> Option<Silence> {
    case.category
        .filter(|category| !service.allows(*category))
        .map(|category| Silence::CategoryNotListed { category })
}

fn priced(kind: FeeLineKind, row: &PriceRow, persons: u32) -> FeeLine {
    FeeLine {
        kind,
        unit_tiyn: Some(row.unit_tiyn),
        amount: Amount::Tiyn(row.unit_tiyn * i64::from(persons)),
        ..silent(&row.label, Silence::NotPrinted, persons, &row.citation)
    }
}

/// A service-fee line without an amount, to be completed where there is one.
fn silent(label: &Text, reason: Silence, persons: u32, citation: &Citation) -> FeeLine {
    FeeLine {
        kind: FeeLineKind::Service,
        label: label.clone(),
        persons,
        unit_tiyn: None,
        amount: Amount::NotInPriceList { reason },
        mci_units: None,
        mci_tiyn: None,
        mci_source: None,
        citation: citation.clone(),
    }
}

fn head_count(persons: usize) -> u32 {
    u32::try_from(persons).unwrap_or(u32::MAX)
}

//! What an application costs, line by line, with where each amount is from.

use crate::convert::tenge;
use crate::error::AppError;
use crate::overview::{Overview, citation};
use crate::rules;
use crate::view::{FeeKind, FeeLineView, FeesView, Text};
use jiff::civil::Date;
use rulebook::{Amount, FeeLineKind, Fees};

/// Returns the fees of an application.
pub(crate) fn of(overview: &Overview<'_>, today: Date) -> Result<FeesView, AppError> {
    if overview.case.persons.is_empty() {
        return Ok(FeesView {
            lines: Vec::new(),
            service_total: None,
            state_total: None,
            total: None,
            reasons: vec![Text::new(
                "Add a person first.",
                "Сначала добавьте лицо.",
                "Алдымен адам қосыңыз.",
            )],
            on: today.to_string(),
        });
    }
    let fees = rules()?.fees(overview.service.id, &overview.case, overview.on)?;
    Ok(FeesView {
        service_total: fees.service_total_tiyn.map(tenge),
        state_total: fees.state_total_tiyn.map(tenge),
        total: fees.total_tiyn.map(tenge),
        reasons: fees.reasons.iter().map(|reason| Text::from(&reason.text)).collect(),
        on: fees.on.to_string(),
        lines: fee_lines(&fees),
    })
}

fn fee_lines(fees: &Fees) -> Vec<FeeLineView> {
    let lines = fees.lines.iter();
    lines
        .map(|line| FeeLineView {
            label: Text::from(&line.label),
            persons: line.persons,
            amount: line.amount.tiyn().map(tenge),
            reason: match line.amount {
                Amount::Tiyn(_) => None,
                Amount::NoneStated => Some(Text::new("none stated", "не указана", "көрсетілмеген")),
                Amount::NotInPriceList { reason } => fees
                    .reasons
                    .iter()
                    .find(|known| known.silence == reason)
                    .map(|known| Text::from(&known.text)),
            },
            formula: match (line.mci_units, line.mci_tiyn, line.unit_tiyn) {
                (Some(units), Some(mci), _) => Some(format!("{units} × {} × {}", tenge(mci), line.persons)),
                (_, _, Some(unit)) => Some(format!("{} × {}", tenge(unit), line.persons)),
                _ => None,
            },
            kind: if line.kind == FeeLineKind::State { FeeKind::State } else { FeeKind::Service },
            citation: citation(&line.citation),
        })
        .collect()
}

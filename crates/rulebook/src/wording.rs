//! The sentences that the program itself says: reasons, silences, labels.
//!
//! They live in `data/wording.toml` so that one person can correct a language in one
//! place. Invariant: every field is present in three languages or loading fails.

use crate::text::Text;
use serde::{Deserialize, Serialize};

/// Declares a section of the wording file: a struct of texts, all required.
macro_rules! words {
    ($(#[$meta:meta])* $name:ident { $($field:ident),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(deny_unknown_fields)]
        pub(crate) struct $name { $(pub(crate) $field: Text),+ }
    };
}

words! {
    /// Why a document is expected or not.
    ReasonWords {
        ask, head_office, no_representative, dependants_only, employees_only,
        dependants_or_civil_law_only, other_category, category_not_chosen, no_visa,
        no_temporary_permit, no_employment, optional,
    }
}

words! {
    /// Why the price list has no answer.
    SilenceWords {
        between_bands, beyond_bands, validity_not_given, category_not_listed,
        dependant_not_priced, role_not_priced, manager_not_priced, walk_in_not_priced,
        not_printed, mci_unknown, before_price_list,
    }
}

words! {
    /// Labels of fee lines, and how doubtful print is read.
    FeeWords {
        service, personal_manager, walk_in, state, assume_per_person, assume_currency,
        assume_manager_replaces, assume_manager_adds, assume_dash_is_none,
    }
}

words! {
    /// What a rendered service says beside its data.
    LabelWords {
        section, for_whom, categories, entries_single, entries_multiple, place_abroad,
        place_in_kazakhstan, place_not_stated, how_to_apply, documents, company, person,
        likely_list, no_list, fees_on, per_person, state_none, time,
        business_day, business_days, may_extend, window, step2, embassy, airport, outcome, notes, hints,
        inferred, lines, if_applicable, dependant_only, employee_only,
        dependant_or_civil_law, category_b2, category_b3, optional, role_employee,
        role_civil_law_expert, role_founder, role_board_member, role_investor,
        role_business_partner, role_dependant, not_stated, no_price, months,
    }
}

/// The whole wording file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Wording {
    pub(crate) reasons: ReasonWords,
    pub(crate) silence: SilenceWords,
    pub(crate) fees: FeeWords,
    pub(crate) labels: LabelWords,
}

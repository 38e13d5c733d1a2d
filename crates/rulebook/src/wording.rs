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

/// The whole wording file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Wording {
    pub(crate) reasons: ReasonWords,
    pub(crate) silence: SilenceWords,
    pub(crate) fees: FeeWords,
}

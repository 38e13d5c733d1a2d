//! What holds for any question.

use crate::support::{day, rules};
use proptest::prelude::*;
use rulebook::{
    Amount, Case, CasePerson, Date, Edition, FeeLineKind, HostKind, PersonRole, ServiceId, ValidityMonths,
    VisaCategory,
};

fn any_of<T: Copy + std::fmt::Debug + 'static>(values: &'static [T]) -> impl Strategy<Value = T> {
    proptest::sample::select(values)
}

fn any_day() -> impl Strategy<Value = Date> {
    (2024_i16..=2028, 1_i8..=12, 1_i8..=28).prop_map(|(y, m, d)| Date::new(y, m, d).unwrap())
}

fn any_person() -> impl Strategy<Value = CasePerson> {
    let dates = proptest::option::of((1950_i16..2026, 1_i8..=12, 1_i8..=28));
    (any_of(&PersonRole::ALL), dates, any::<Option<bool>>(), any::<Option<bool>>()).prop_map(
        |(role, born, holds_visa, holds_temporary_permit)| CasePerson {
            birth_date: born.map(|(y, m, d)| Date::new(y, m, d).unwrap()),
            holds_visa,
            holds_temporary_permit,
            ..CasePerson::new("key", role)
        },
    )
}

fn any_case() -> impl Strategy<Value = Case> {
    let persons = proptest::collection::vec(any_person(), 1..6);
    let category = proptest::option::of(any_of(&VisaCategory::ALL));
    let months = proptest::option::of(1_i64..240);
    (persons, category, months, any_of(&HostKind::ALL), any::<(bool, bool, bool)>()).prop_map(
        |(persons, category, months, host, (has_representative, personal_manager, walk_in))| Case {
            persons,
            category,
            validity_months: months.map(|months| ValidityMonths::new(months).unwrap()),
            host,
            has_representative,
            personal_manager,
            walk_in,
            ..Case::default()
        },
    )
}

proptest! {
    #[test]
    fn the_total_is_the_sum_of_its_lines_or_unknown_with_a_reason(
        id in any_of(&ServiceId::ALL), case in any_case(), on in any_day(),
    ) {
        let fees = rules().fees(id, &case, on).unwrap();
        let known: i64 = fees.lines.iter().filter_map(|line| line.amount.tiyn()).sum();
        let is_silent = fees.lines.iter().any(|line| matches!(line.amount, Amount::NotInPriceList { .. }));
        prop_assert_eq!(fees.total_tiyn, (!is_silent).then_some(known));
        prop_assert_eq!(fees.reasons.is_empty(), !is_silent);
        let persons = u32::try_from(case.persons.len()).unwrap();
        let served: u32 = fees.lines.iter().filter(|line| line.kind == FeeLineKind::Service).map(|line| line.persons).sum();
        let manager_instead = fees.lines.iter().any(|line| line.kind == FeeLineKind::PersonalManager);
        prop_assert!(served == persons || (served == 0 && manager_instead));
        for line in &fees.lines {
            if let (Some(unit), Some(amount)) = (line.unit_tiyn, line.amount.tiyn()) {
                prop_assert_eq!(unit * i64::from(line.persons), amount);
                prop_assert!(unit > 0, "never a price of zero");
            }
        }
    }

    #[test]
    fn a_checklist_answers_for_every_document_and_person(
        id in any_of(&ServiceId::ALL), case in any_case(), on in any_day(),
    ) {
        prop_assume!(on >= day("2025-01-01"));
        let list = rules().checklist(id, &case, on).unwrap();
        let of_company = list.items.iter().filter(|item| item.person.is_none()).count();
        let of_persons = list.items.len() - of_company;
        prop_assert_eq!(of_persons % case.persons.len(), 0);
        prop_assert!(!list.items.is_empty());
    }

    #[test]
    fn a_window_is_in_order_and_counts_its_days(expires in any_day()) {
        let Ok(window) = rules().filing_window(expires) else {
            prop_assert!(expires < day("2024-02-20") || expires >= day("2028-01-01"));
            return Ok(());
        };
        let calendar = rules().calendar();
        prop_assert!(window.earliest < window.latest && window.latest < expires);
        prop_assert_eq!(calendar.working_days_between(expires, window.earliest).unwrap(), -30);
        prop_assert_eq!(calendar.working_days_between(expires, window.latest).unwrap(), -5);
        prop_assert!(calendar.is_working_day(window.risk_from).unwrap());
        prop_assert!(window.risk_from <= window.latest);
    }

    #[test]
    fn a_spoilt_file_is_an_error_and_never_a_panic(
        index in 0..12_usize, cut in any::<proptest::sample::Index>(), junk in "\\PC{0,12}",
    ) {
        let mut files: Vec<(&str, String)> = Edition::embedded_files()
            .iter()
            .map(|(name, text)| (*name, (*text).to_owned()))
            .collect();
        let text = &mut files[index].1;
        let mut at = cut.index(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        text.insert_str(at, &junk);
        let files: Vec<_> = files.iter().map(|(name, text)| (*name, text.as_str())).collect();
        if let Err(error) = Edition::from_files(&files) {
            prop_assert!(!error.to_string().is_empty());
        }
    }
}

//! The check digit that IIN and BIN share.
//!
//! Two rows of weights modulo 11; the second row is used where the first gives 10. Eleven digits
//! for which both give 10 were never issued. In the first row the eleventh digit weighs 11, that is
//! nothing: a wrong eleventh digit goes unnoticed there.

use super::problem::Problem;

const FIRST_ROW: [u32; 11] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11];
const SECOND_ROW: [u32; 11] = [3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2];

/// Returns the twelfth digit for the first eleven; none where no number can start with them.
pub(super) fn derive_check_digit(digits: &[u8; 12]) -> Option<u8> {
    [FIRST_ROW, SECOND_ROW]
        .iter()
        .map(|row| row.iter().zip(digits).map(|(weight, digit)| weight * u32::from(*digit)).sum::<u32>() % 11)
        .find_map(|rest| u8::try_from(rest).ok().filter(|rest| *rest < 10))
}

/// Returns what is wrong with the twelfth digit.
pub(super) fn problem(digits: &[u8; 12]) -> Option<Problem> {
    match derive_check_digit(digits) {
        None => Some(Problem::ImpossiblePrefix),
        Some(expected) if expected != digits[11] => Some(Problem::CheckDigit { position: 12 }),
        Some(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn second_row_is_used_where_the_first_gives_ten() {
        assert_eq!(derive_check_digit(&[9, 6, 1, 1, 4, 1, 0, 0, 0, 0, 2, 0]), Some(3));
        assert_eq!(derive_check_digit(&[1, 5, 1, 2, 4, 0, 0, 2, 2, 4, 7, 0]), Some(6));
    }

    #[test]
    fn a_prefix_that_gives_ten_twice_has_no_check_digit() {
        assert_eq!(derive_check_digit(&[9, 0, 0, 1, 0, 1, 3, 0, 0, 8, 0, 0]), None);
    }
}

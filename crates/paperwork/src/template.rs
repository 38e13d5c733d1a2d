//! The template files that come with the program.

use crate::letter::LetterKind;

/// The common library that every template imports as `lib.typ`.
pub(crate) const LIBRARY: (&str, &str) = ("lib.typ", include_str!("../templates/lib.typ"));

/// Returns the file name and the text of a document's template.
pub(crate) fn builtin(kind: LetterKind) -> (&'static str, &'static str) {
    match kind {
        LetterKind::Invitation => {
            ("invitation-letter.typ", include_str!("../templates/invitation-letter.typ"))
        }
        LetterKind::Consent => ("consent-form.typ", include_str!("../templates/consent-form.typ")),
        LetterKind::ForeignEmployee => {
            ("foreign-employee-form.typ", include_str!("../templates/foreign-employee-form.typ"))
        }
        LetterKind::FeeInvoice => ("fee-invoice.typ", include_str!("../templates/fee-invoice.typ")),
    }
}

#[cfg(test)]
mod tests {
    use super::builtin;
    use crate::letter::LetterKind;

    #[test]
    fn template_file_is_named_after_its_document() {
        for kind in LetterKind::ALL {
            assert_eq!(builtin(kind).0, format!("{}.typ", kind.slug()));
        }
    }
}

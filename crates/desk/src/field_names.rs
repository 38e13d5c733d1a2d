//! How the forms call the fields of a record. A document's pointer comes in, the form's name goes out;
//! the history and the conflicts of a late edit are said by these names.

use casework::Kind;

/// Returns the form's name of a field.
pub(crate) fn of(kind: Kind, pointer: &str) -> String {
    let path = pointer.trim_start_matches('/').replace('/', ".");
    match kind {
        Kind::Company => company(&path),
        Kind::Person if path == "citizenships" => "citizenship".to_owned(),
        // The form of the details holds what stands beside them, too.
        Kind::Application if !path.starts_with("details.") => format!("details.{path}"),
        _ => path,
    }
}

fn company(path: &str) -> String {
    let (first, rest) = path.split_once('.').unwrap_or((path, ""));
    match (first, rest) {
        ("legal_address", "postcode" | "kato") => rest.to_owned(),
        ("actual_address", "postcode" | "kato") => format!("actual_{rest}"),
        ("bank", "bank") => "bank_name".to_owned(),
        ("bank", "iban" | "bic" | "kbe") => rest.to_owned(),
        ("legal_address" | "actual_address", _) => {
            rest.strip_prefix("text.").map_or_else(|| first.to_owned(), |lang| format!("{first}.{lang}"))
        }
        _ => path.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::of;
    use casework::Kind;

    #[test]
    fn fields_are_called_as_the_form_calls_them() {
        for (kind, pointer, name) in [
            (Kind::Company, "/legal_address/text/en", "legal_address.en"),
            (Kind::Company, "/actual_address/kato", "actual_kato"),
            (Kind::Company, "/bank/bank", "bank_name"),
            (Kind::Company, "/head/name/ru", "head.name.ru"),
            (Kind::Company, "/bin", "bin"),
            (Kind::Person, "/citizenships", "citizenship"),
            (Kind::Application, "/details/category", "details.category"),
            (Kind::Application, "/filing_on", "details.filing_on"),
            (Kind::TravelDocument, "/expires_on", "expires_on"),
        ] {
            assert_eq!(of(kind, pointer), name);
        }
    }
}

//! Names of services for the staff's screens. The code decides nothing here: an unknown one is
//! taken and shown as it is.

/// Returns what the staff reads for a service's code.
pub(crate) fn name(code: &str) -> &str {
    match code {
        "employment_invitation" => "Employment visa: invitation",
        "employment_in_country" => "Employment visa: issue in Kazakhstan",
        "employment_extension" => "Employment visa: extension",
        "investor_a5_invitation" => "Investor visa A5: invitation",
        "investor_a5_in_country" => "Investor visa A5: issue in Kazakhstan",
        "investor_a6_invitation" => "Investor visa A6: invitation",
        "investor_extension" => "Investor visa: extension",
        "residence_permit" => "Residence permit",
        "temporary_residence_permit" => "Temporary residence permit",
        "short_business_invitation" => "Business visa, single entry: invitation",
        "short_business_extension" => "Business visa, single entry: extension",
        "long_business_invitation" => "Business visa, multiple entry: invitation",
        "long_business_in_country" => "Business visa, multiple entry: issue in Kazakhstan",
        "long_business_extension" => "Business visa, multiple entry: extension",
        "visa_cancellation_left" => "Visa cancellation, holder abroad",
        "visa_cancellation_in_country" => "Visa cancellation with exit visa",
        "waiver_modification" => "Waiver or modification of qualifications",
        unknown => unknown,
    }
}

//! The kinds of findings, one code each.
//!
//! Invariant: a code keeps its name and its meaning; screens, colleagues and reports go by it. What
//! each one says stands in `data/findings.toml`.

use serde::Serialize;

/// Declares the codes with their stable names.
macro_rules! finding_codes {
    ($($(#[$doc:meta])* $code:ident = $name:literal),+ $(,)?) => {
        /// What kind of thing is wrong or missing.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
        pub enum FindingCode { $($(#[$doc])* #[serde(rename = $name)] $code),+ }

        impl FindingCode {
            /// Every code.
            pub const ALL: &[Self] = &[$(Self::$code),+];

            /// Returns the stable name.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$code => $name),+ }
            }
        }
    };
}

finding_codes! {
    /// The service isn't one of the rulebook's.
    ServiceUnknown = "service_unknown",
    /// No edition of the rules covers the day.
    RulesUnknown = "rules_unknown",
    /// Nobody is in the application.
    NoPersons = "no_persons",
    /// A person is listed twice.
    PersonRepeated = "person_repeated",
    /// The planned filing day has passed.
    FilingDayPast = "filing_day_past",
    /// The planned filing day isn't worked.
    FilingDayOff = "filing_day_off",
    /// Working days can't be counted there.
    CalendarUnknown = "calendar_unknown",
    /// The checklist is that of a similar service.
    ListLikely = "list_likely",
    /// No checklist is printed.
    ListNotPrinted = "list_not_printed",
    /// The price list is silent.
    PriceUnknown = "price_unknown",
    /// A delay would pass the planned entry.
    AnswerMayBeLate = "answer_may_be_late",
    /// The service time alone passes the planned entry.
    AnswerTooLate = "answer_too_late",
    /// The host has no name.
    CompanyNameMissing = "company_name_missing",
    /// The host's name lacks a language.
    CompanyNameIncomplete = "company_name_incomplete",
    /// The host has no BIN.
    CompanyBinMissing = "company_bin_missing",
    /// The host's BIN can't be right.
    CompanyBinWrong = "company_bin_wrong",
    /// The host's BIN is unusual.
    CompanyBinUnusual = "company_bin_unusual",
    /// The host has no legal address.
    CompanyAddressMissing = "company_address_missing",
    /// The host has no head.
    CompanyHeadMissing = "company_head_missing",
    /// The host has neither telephone nor e-mail.
    CompanyContactsMissing = "company_contacts_missing",
    /// A signatory's power ends before the filing.
    PowerOfAttorneyEnded = "power_of_attorney_ended",
    /// No visa category is chosen.
    CategoryMissing = "category_missing",
    /// The visa category is unknown to the rulebook.
    CategoryUnknown = "category_unknown",
    /// The service doesn't issue the category.
    CategoryNotOffered = "category_not_offered",
    /// The guidebook doesn't name the category, nothing excludes it.
    CategoryInferred = "category_inferred",
    /// The number of entries isn't chosen.
    EntriesMissing = "entries_missing",
    /// The service issues single-entry visas only.
    EntriesSingleOnly = "entries_single_only",
    /// The service issues multiple-entry visas only.
    EntriesMultipleOnly = "entries_multiple_only",
    /// The validity is missing.
    ValidityMissing = "validity_missing",
    /// No visa has this validity.
    ValidityImpossible = "validity_impossible",
    /// The validity and the dates disagree.
    ValidityDisagrees = "validity_disagrees",
    /// The first day of the stay is missing.
    PeriodStartMissing = "period_start_missing",
    /// The last day of the visa is missing.
    PeriodEndMissing = "period_end_missing",
    /// The visa ends before it begins.
    PeriodReversed = "period_reversed",
    /// The stay begins before the filing.
    PeriodPast = "period_past",
    /// The stay is over before the filing.
    PeriodOver = "period_over",
    /// The purpose of the journey is missing.
    PurposeMissing = "purpose_missing",
    /// The unmet qualification criterion is missing.
    CriterionMissing = "criterion_missing",
    /// The country where the visa is collected is missing.
    VisaCountryMissing = "visa_country_missing",
    /// The country where the visa is collected isn't one.
    VisaCountryUnknown = "visa_country_unknown",
    /// The city where the visa is collected is missing.
    VisaCityMissing = "visa_city_missing",
    /// The visa isn't issued at airports.
    AirportNotOffered = "airport_not_offered",
    /// The route is missing.
    RouteMissing = "route_missing",
    /// The means of transport is missing.
    TransportMissing = "transport_missing",
    /// The Latin name is missing.
    NamesMissing = "names_missing",
    /// Nobody confirmed the names.
    NamesNotConfirmed = "names_not_confirmed",
    /// The Cyrillic name is missing.
    CyrillicNamesMissing = "cyrillic_names_missing",
    /// The day of birth is missing.
    BirthDateMissing = "birth_date_missing",
    /// The day of birth lies ahead.
    BirthDateInFuture = "birth_date_in_future",
    /// The place of birth is missing.
    BirthPlaceMissing = "birth_place_missing",
    /// The sex is missing.
    SexMissing = "sex_missing",
    /// The citizenship is missing.
    CitizenshipMissing = "citizenship_missing",
    /// The citizenship isn't a country.
    CitizenshipUnknown = "citizenship_unknown",
    /// The person is a citizen of Kazakhstan.
    CitizenOfKazakhstan = "citizen_of_kazakhstan",
    /// The person has neither telephone nor e-mail.
    ContactsMissing = "contacts_missing",
    /// The address abroad is missing.
    AddressAbroadMissing = "address_abroad_missing",
    /// The IIN is missing where it is needed.
    IinMissing = "iin_missing",
    /// The IIN can't be right.
    IinWrong = "iin_wrong",
    /// The IIN is unusual or disagrees with the passport.
    IinUnusual = "iin_unusual",
    /// There is no engagement with the host.
    EngagementMissing = "engagement_missing",
    /// The engagement is with another company.
    EngagementElsewhere = "engagement_elsewhere",
    /// The job title is missing.
    JobTitleMissing = "job_title_missing",
    /// The job title lacks a language.
    JobTitleIncomplete = "job_title_incomplete",
    /// The first day of the engagement is missing.
    EngagementStartMissing = "engagement_start_missing",
    /// The last day of the engagement is missing.
    EngagementEndMissing = "engagement_end_missing",
    /// The engagement ends before it begins.
    EngagementReversed = "engagement_reversed",
    /// The engagement ends before the visa.
    EngagementEndsBeforeVisa = "engagement_ends_before_visa",
    /// A waiver is asked for a controlled function.
    ControlledFunction = "controlled_function",
    /// The service isn't for the role.
    RoleNotForService = "role_not_for_service",
    /// The category isn't for the role.
    RoleNotForCategory = "role_not_for_category",
    /// The service names no family members.
    DependantNotForService = "dependant_not_for_service",
    /// The family tie is missing.
    RelationMissing = "relation_missing",
    /// The principal is a dependant too.
    PrincipalIsDependant = "principal_is_dependant",
    /// There is no passport.
    TravelDocumentMissing = "travel_document_missing",
    /// The passport's number is missing.
    PassportNumberMissing = "passport_number_missing",
    /// Two persons share a passport number.
    PassportNumberRepeated = "passport_number_repeated",
    /// The passport's expiry is missing.
    PassportExpiryMissing = "passport_expiry_missing",
    /// The passport has expired.
    PassportExpired = "passport_expired",
    /// The passport ends too soon after the visa.
    PassportTooShort = "passport_too_short",
    /// The passport ends too soon by the stricter reading.
    PassportTooShortIfStrict = "passport_too_short_if_strict",
    /// The passport ends too soon after the application.
    PassportTooShortForPermit = "passport_too_short_for_permit",
    /// The blank pages are not counted.
    BlankPagesUnknown = "blank_pages_unknown",
    /// Too few blank pages are left.
    TooFewBlankPages = "too_few_blank_pages",
    /// The passport's day of issue is missing.
    PassportIssueMissing = "passport_issue_missing",
    /// The passport expires before its issue.
    PassportDatesReversed = "passport_dates_reversed",
    /// The issuing state is missing or unknown.
    IssuingCountryMissing = "issuing_country_missing",
    /// The current visa is missing.
    VisaMissing = "visa_missing",
    /// The current visa's last day is missing.
    VisaExpiryMissing = "visa_expiry_missing",
    /// The current visa has expired.
    VisaExpired = "visa_expired",
    /// The current visa is of another host.
    HostChanged = "host_changed",
    /// The host of the current visa is missing.
    HostUnknown = "host_unknown",
    /// The current visa's category isn't the service's.
    VisaCategoryOther = "visa_category_other",
    /// The filing window is not open yet.
    FilingTooEarly = "filing_too_early",
    /// The filing window is closed.
    FilingTooLate = "filing_too_late",
    /// A delay would pass the visa's expiry.
    FilingAtRisk = "filing_at_risk",
    /// The current stay may end before the answer.
    StayEndsBeforeAnswer = "stay_ends_before_answer",
    /// The citizenship allows no temporary permit.
    TrpNotEligible = "trp_not_eligible",
    /// The citizenship may allow a temporary permit.
    TrpAsk = "trp_ask",
    /// The stay is too short for a temporary permit.
    TrpStayTooShort = "trp_stay_too_short",
    /// A permit stands where a visa is printed.
    PermitInsteadOfVisa = "permit_instead_of_visa",
    /// The principal's visa is missing.
    PrincipalVisaMissing = "principal_visa_missing",
    /// The principal applies in the same application.
    PrincipalAppliesToo = "principal_applies_too",
    /// The principal's visa has expired.
    PrincipalVisaExpired = "principal_visa_expired",
    /// The principal's visa is of another category.
    PrincipalVisaCategory = "principal_visa_category",
    /// A required paper is missing.
    DocumentMissing = "document_missing",
    /// A paper is needed under a condition.
    DocumentIfApplicable = "document_if_applicable",
    /// A paper is not notarised, legalised or apostilled as asked.
    DocumentWrongForm = "document_wrong_form",
    /// Only a scan is there, the original is asked.
    OriginalNeeded = "original_needed",
    /// A paper has expired.
    PaperExpired = "paper_expired",
    /// A certificate isn't of the year of the visit.
    PaperNotOfYear = "paper_not_of_year",
    /// A certificate counts until the end of the year.
    PaperYearEnds = "paper_year_ends",
    /// A paper is too old.
    PaperTooOld = "paper_too_old",
    /// A paper's day of issue is missing.
    PaperDateMissing = "paper_date_missing",
    /// A paper speaks of too short a period.
    PeriodTooShort = "period_too_short",
    /// A paper's last day is missing.
    PeriodUnknown = "period_unknown",
    /// A paper has no scan.
    ScanMissing = "scan_missing",
    /// The résumé is missing.
    ResumeMissing = "resume_missing",
    /// Something goes along with a paper.
    ExtraNeeded = "extra_needed",
    /// We write it, the host signs.
    HostToSign = "host_to_sign",
    /// We write it, the person signs.
    PersonToSign = "person_to_sign",
}

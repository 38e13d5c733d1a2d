// Empty forms, and the way from a saved record back into its form.
import type {
  ApplicationDetailsInput,
  CompanyInput,
  CompanyView,
  EngagementInput,
  Firm,
  LetterDetailsInput,
  PaperFactsInput,
  PaperView,
  PersonInput,
  PersonView,
  RelationInput,
  SignatoryView,
  StayDocumentInput,
  TravelDocumentInput,
} from "$lib/ipc";
import { noWording } from "./wording";

export function blankSignatory(): SignatoryView {
  return {
    name: noWording(),
    position: noWording(),
    genitive: "",
    basis: noWording(),
    power_of_attorney: "",
    power_of_attorney_date: null,
    power_of_attorney_until: null,
  };
}

export function blankCompany(): CompanyInput {
  return {
    id: null,
    version: null,
    name: noWording(),
    bin: "",
    registration_number: "",
    registered_on: null,
    participant_number: "",
    legal_address: noWording(),
    postcode: "",
    kato: "",
    actual_address: noWording(),
    actual_postcode: "",
    actual_kato: "",
    phone: "",
    email: "",
    head: blankSignatory(),
    signatories: [],
    bank_name: "",
    iban: "",
    bic: "",
    kbe: "",
  };
}

export function blankTravelDocument(): TravelDocumentInput {
  return {
    id: null,
    version: null,
    number: "",
    issuing_country: "",
    issued_on: null,
    expires_on: null,
    authority: "",
    blank_pages: null,
  };
}

export function blankEngagement(company: string): EngagementInput {
  return {
    id: null,
    version: null,
    company,
    kind: "employee",
    position: noWording(),
    department: "",
    contract_number: "",
    contract_date: null,
    from: null,
    until: null,
    controlled_function: false,
  };
}

export function blankStayDocument(): StayDocumentInput {
  return {
    id: null,
    version: null,
    kind: "visa",
    category: "",
    number: "",
    entries: null,
    valid_from: null,
    valid_until: null,
    issued_at: "",
  };
}

export function blankRelation(principal: string): RelationInput {
  return { id: null, version: null, principal, kind: "spouse" };
}

export function blankPerson(): PersonInput {
  return {
    id: null,
    version: null,
    surname_latin: "",
    given_names_latin: "",
    surname_cyrillic: "",
    given_names_cyrillic: "",
    patronymic_cyrillic: "",
    former_names: "",
    names_confirmed: false,
    sex: null,
    birth_date: null,
    birth_place: "",
    birth_country: "",
    citizenship: "",
    other_citizenships: [],
    ethnicity: "",
    iin: "",
    phone: "",
    email: "",
    address_abroad: "",
    address_in_kazakhstan: "",
    marital_status: null,
    education: "",
    experience: "",
    languages: "",
    travel_document: blankTravelDocument(),
    engagement: null,
    relation: null,
    stay_document: null,
    other_travel_documents: [],
    other_engagements: [],
    other_stay_documents: [],
    removed: [],
    retain_until: null,
  };
}

export function blankDetails(): ApplicationDetailsInput {
  return {
    category: "",
    validity_months: null,
    entries: null,
    from: null,
    until: null,
    visa_country: "",
    visa_city: "",
    purpose: "",
    transport: "",
    route: "",
    personal_manager: false,
    filing_on: null,
    letter_number: "",
    note: "",
  };
}

export function companyForm(view: CompanyView): CompanyInput {
  return { ...structuredClone(view.fields), id: view.id, version: view.version };
}

export function personForm(view: PersonView): PersonInput {
  const form = structuredClone(view.fields);
  return { ...form, id: view.id, version: view.version, travel_document: form.travel_document ?? blankTravelDocument() };
}

/** Nothing is known of this passport yet. */
export function isBlankPassport(passport: TravelDocumentInput): boolean {
  return JSON.stringify(passport) === JSON.stringify(blankTravelDocument());
}

/** What is saved: a passport of which nothing is known is none. */
export function personToSave(form: PersonInput): PersonInput {
  const passport = form.travel_document;
  return { ...form, travel_document: passport === null || isBlankPassport(passport) ? null : passport };
}

/** The facts of a paper that isn't attached yet. */
export function blankFacts() {
  return {
    document: "",
    title: "",
    form: "copy" as PaperFactsInput["form"],
    issued_on: null as string | null,
    expires_on: null as string | null,
    language: "",
    original_kept: "",
    original_holder: "",
    retain_until: null as string | null,
  };
}

export function factsForm(paper: PaperView): PaperFactsInput {
  const { id, version, document, title, form, issued_on, expires_on, language, original_kept, original_holder, retain_until } = paper;
  return { id, version, document, title, form, issued_on, expires_on, language, original_kept, original_holder, retain_until };
}

export function blankLetterDetails(): LetterDetailsInput {
  return {
    signed_by: "",
    ending: null,
    ending_words: noWording(),
    ended_on: null,
    order_number: "",
    order_date: null,
    ending_paper: noWording(),
    leave_days: null,
    left_on: null,
    exit_days: null,
    owner_name: noWording(),
    owner_iin: "",
    owner_consent_number: "",
    owner_consent_date: null,
    relief: null,
    requirement: noWording(),
    justification: noWording(),
    invitation_number: "",
    invitation_date: null,
    arrived_on: null,
    border_point: "",
    power_number: "",
    power_until: null,
    invoice_number: "",
    invoice_due: null,
    contract: noWording(),
    fee: "",
    portal_invoice_number: "",
    portal_invoice_date: null,
    portal_invoice_total: "",
    payment_reference: "",
    paid_on: null,
    refund: "",
    refund_reason: noWording(),
  };
}

export function blankFirm(): Firm {
  return {
    name: noWording(),
    bin: "",
    address: noWording(),
    phone: "",
    email: "",
    head_name: noWording(),
    head_position: noWording(),
    bank_name: "",
    iban: "",
    bic: "",
    kbe: "",
    vat_percent: null,
    clerk_name: noWording(),
    clerk_phone: "",
    representative_name: noWording(),
    representative_iin: "",
    representative_document: "",
    representative_issued_on: null,
    representative_authority: noWording(),
  };
}

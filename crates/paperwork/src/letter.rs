//! The documents that exist, each with its record, its name and its template.

use serde::{Deserialize, Serialize};

use crate::error::PaperworkError;
use crate::record::{
    ArrivalSheet, CancellationLetter, Checklist, ConsentForm, CoverSheet, FeeInvoice, FeeSheet,
    ForeignEmployeeForm, InvitationLetter, Lang, Letterhead, Picture, PortalInvoice, PowerOfAttorney,
    RefundLetter, ResidencePermitForm, ResidenceRequestLetter, Sheet, StepTwoSheet, TerminationOrder,
    VisaApplicationForm, VisaRequestLetter, WaiverApplication,
};

/// Declares each document once: variant, record, id, name of template and files, and what it is called
/// in English, Russian and Kazakh.
macro_rules! documents {
    ($($(#[$doc:meta])* $kind:ident($record:ty) = $id:literal, $slug:literal, [$en:literal, $ru:literal, $kk:literal];)+) => {
        /// One document to be typeset: its record says all that it prints.
        #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(tag = "kind", rename_all = "snake_case")]
        pub enum Letter {
            $($(#[$doc])* $kind($record),)+
        }

        /// The kinds of documents, without their records.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum LetterKind {
            $($(#[$doc])* $kind,)+
        }

        impl LetterKind {
            /// All kinds, in the order of the variants.
            pub const ALL: &'static [Self] = &[$(Self::$kind,)+];

            /// Returns the id that serde writes too: it goes to the window and into stored choices.
            #[must_use]
            pub const fn id(self) -> &'static str {
                match self {
                    $(Self::$kind => $id,)+
                }
            }

            /// Returns what the document is called in lists; its own title may say more.
            #[must_use]
            pub const fn title(self, lang: Lang) -> &'static str {
                let [en, ru, kk] = match self {
                    $(Self::$kind => [$en, $ru, $kk],)+
                };
                match lang {
                    Lang::En => en,
                    Lang::Ru => ru,
                    Lang::Kk => kk,
                }
            }

            /// Returns the name that template and files go by; it says nothing of anybody.
            #[must_use]
            pub const fn slug(self) -> &'static str {
                match self {
                    $(Self::$kind => $slug,)+
                }
            }

            /// Returns the text of the template that comes with the program.
            #[must_use]
            pub const fn template(self) -> &'static str {
                match self {
                    $(Self::$kind => include_str!(concat!("../templates/", $slug, ".typ")),)+
                }
            }
        }

        impl Letter {
            /// Returns which document this is.
            #[must_use]
            pub const fn kind(&self) -> LetterKind {
                match self {
                    $(Self::$kind(_) => LetterKind::$kind,)+
                }
            }

            /// Returns how the document is made: language, copies, draft note, date of the file.
            #[must_use]
            pub const fn sheet(&self) -> &Sheet {
                match self {
                    $(Self::$kind(record) => &record.sheet,)+
                }
            }

            /// Returns the record as the template sees it.
            pub(crate) fn record_json(&self) -> Result<serde_json::Value, PaperworkError> {
                match self {
                    $(Self::$kind(record) => serde_json::to_value(record),)+
                }
                .map_err(|error| PaperworkError::Record { reason: error.to_string() })
            }
        }
    };
}

documents! {
    /// Letter of invitation for visa issuance, table form.
    Invitation(InvitationLetter) = "invitation", "invitation-letter",
        ["Letter of invitation", "Письмо-приглашение", "Шақыру хаты"];
    /// Consent to the processing of personal data.
    Consent(ConsentForm) = "consent", "consent-form",
        ["Consent to personal-data processing", "Согласие на обработку персональных данных", "Дербес деректерді өңдеуге келісім"];
    /// Foreign employee's form.
    ForeignEmployee(ForeignEmployeeForm) = "foreign_employee", "foreign-employee-form",
        ["Foreign employee's form", "Анкета иностранного работника", "Шетелдік жұмыскердің сауалнамасы"];
    /// Invoice of the fees of an application.
    FeeInvoice(FeeInvoice) = "fee_invoice", "fee-invoice",
        ["Invoice of fees", "Счёт на оплату", "Төлемге арналған шот"];
    /// Host's letter asking for an employment or business visa inside Kazakhstan.
    VisaRequest(VisaRequestLetter) = "visa_request", "visa-request-letter",
        ["Letter requesting a visa", "Ходатайство об оформлении визы", "Виза ресімдеу туралы қолдаухат"];
    /// Host's letter asking to cancel visas, with or without an exit visa.
    Cancellation(CancellationLetter) = "cancellation", "cancellation-letter",
        ["Letter requesting cancellation of a visa", "Ходатайство об аннулировании визы", "Визаның күшін жою туралы қолдаухат"];
    /// Host's letter asking for a temporary residence permit.
    ResidenceRequest(ResidenceRequestLetter) = "residence_request", "residence-request-letter",
        ["Letter requesting a temporary residence permit", "Ходатайство о разрешении на временное проживание", "Уақытша тұруға рұқсат туралы қолдаухат"];
    /// Power of attorney for the company's representative.
    PowerOfAttorney(PowerOfAttorney) = "power_of_attorney", "power-of-attorney",
        ["Power of attorney", "Доверенность", "Сенімхат"];
    /// Order that ends an employment contract.
    TerminationOrder(TerminationOrder) = "termination_order", "termination-order",
        ["Order of termination", "Приказ о прекращении трудового договора", "Еңбек шартын тоқтату туралы бұйрық"];
    /// Letter asking for the return of a fee.
    Refund(RefundLetter) = "refund", "refund-letter",
        ["Refund letter", "Заявление о возврате оплаты", "Төлемді қайтару туралы өтініш"];
    /// Data sheet for the notification of arrival.
    Arrival(ArrivalSheet) = "arrival", "arrival-sheet",
        ["Arrival notification data", "Данные для уведомления о прибытии", "Келу туралы хабарлама деректері"];
    /// Step 2 sheet for the invited person.
    StepTwo(StepTwoSheet) = "step_two", "step-two-sheet",
        ["Step 2 sheet for the invited person", "Памятка для приглашённого лица (этап 2)", "Шақырылған адамға жадынама (2-кезең)"];
    /// Checklist of an application's papers.
    Checklist(Checklist) = "checklist", "checklist",
        ["Document checklist", "Перечень документов", "Құжаттар тізбесі"];
    /// Cover sheet of a packet.
    Cover(CoverSheet) = "cover", "cover-sheet",
        ["Cover sheet of the packet", "Титульный лист пакета", "Топтаманың титул парағы"];
    /// Fees of an application with their sources.
    FeeSheet(FeeSheet) = "fee_sheet", "fee-sheet",
        ["Fee sheet", "Расчёт оплаты", "Төлем есебі"];
    /// Copy of the portal's invoice.
    PortalInvoice(PortalInvoice) = "portal_invoice", "portal-invoice",
        ["Copy of the portal's invoice", "Копия счёта портала", "Портал шотының көшірмесі"];
    /// Visa application form.
    VisaApplication(VisaApplicationForm) = "visa_application", "visa-application-form",
        ["Visa application form", "Визовая анкета", "Виза сауалнамасы"];
    /// Application form for the residence permit.
    ResidencePermit(ResidencePermitForm) = "residence_permit", "residence-permit-form",
        ["Application form for the residence permit", "Заявление-анкета на вид на жительство", "Тұруға ықтиярхат алу өтініш-сауалнамасы"];
    /// Application for a waiver or modification of the qualification requirements.
    Waiver(WaiverApplication) = "waiver", "waiver-application",
        ["Application for a waiver or modification", "Заявление об освобождении от требования", "Талаптан босату туралы өтініш"];
}

impl LetterKind {
    /// Returns whether the document can be printed in two languages side by side.
    #[must_use]
    pub const fn has_two_columns(self) -> bool {
        matches!(self, Self::Consent | Self::PowerOfAttorney | Self::TerminationOrder)
    }
}

impl Letter {
    /// Puts the same document in another language beside this one, or returns none where they are no
    /// such pair.
    #[must_use]
    pub fn beside(self, other: Self) -> Option<Self> {
        // The letterhead's pictures are printed once, from the first of the two.
        let bare = |head: Letterhead| Letterhead { logo: None, picture: None, ..head };
        Some(match (self, other) {
            (Self::Consent(one), Self::Consent(other)) => {
                Self::Consent(ConsentForm { beside: Some(Box::new(other)), ..one })
            }
            (Self::PowerOfAttorney(one), Self::PowerOfAttorney(other)) => {
                let other = PowerOfAttorney { letterhead: bare(other.letterhead.clone()), ..other };
                Self::PowerOfAttorney(PowerOfAttorney { beside: Some(Box::new(other)), ..one })
            }
            (Self::TerminationOrder(one), Self::TerminationOrder(other)) => {
                let other = TerminationOrder { letterhead: bare(other.letterhead.clone()), ..other };
                Self::TerminationOrder(TerminationOrder { beside: Some(Box::new(other)), ..one })
            }
            _ => return None,
        })
    }

    /// Returns the pictures that the document shows, each with its place in the record.
    pub(crate) fn pictures(&self) -> Vec<(PicturePlace, &Picture)> {
        let photo = match self {
            Self::VisaApplication(record) => record.photo.as_ref(),
            Self::ResidencePermit(record) => record.photo.as_ref(),
            _ => None,
        };
        let head = self.letterhead();
        let shown = [
            (PicturePlace::Photo, photo),
            (PicturePlace::Logo, head.and_then(|head| head.logo.as_ref())),
            (PicturePlace::Head, head.and_then(|head| head.picture.as_ref())),
        ];
        shown.into_iter().filter_map(|(place, picture)| Some((place, picture?))).collect()
    }

    fn letterhead(&self) -> Option<&Letterhead> {
        Some(match self {
            Self::Invitation(record) => &record.letterhead,
            Self::VisaRequest(record) => &record.letterhead,
            Self::Cancellation(record) => &record.letterhead,
            Self::ResidenceRequest(record) => &record.letterhead,
            Self::PowerOfAttorney(record) => &record.letterhead,
            Self::TerminationOrder(record) => &record.letterhead,
            Self::Waiver(record) => &record.letterhead,
            Self::FeeInvoice(record) => &record.letterhead,
            Self::Cover(record) => &record.letterhead,
            Self::Refund(record) => record.letterhead.as_ref()?,
            Self::Consent(_)
            | Self::ForeignEmployee(_)
            | Self::Arrival(_)
            | Self::StepTwo(_)
            | Self::Checklist(_)
            | Self::FeeSheet(_)
            | Self::PortalInvoice(_)
            | Self::VisaApplication(_)
            | Self::ResidencePermit(_) => return None,
        })
    }
}

/// Where a document shows a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PicturePlace {
    /// A person's photograph on a form.
    Photo,
    /// The logo in a letterhead.
    Logo,
    /// The head of a company's own writing paper.
    Head,
}

impl PicturePlace {
    /// All places, in the order of the variants.
    pub(crate) const ALL: [Self; 3] = [Self::Photo, Self::Logo, Self::Head];

    /// Returns where the record tells a template of the picture.
    pub(crate) const fn pointer(self) -> &'static str {
        match self {
            Self::Photo => "/photo",
            Self::Logo => "/letterhead/logo",
            Self::Head => "/letterhead/picture",
        }
    }

    /// Returns the name of the virtual file that holds the picture.
    pub(crate) const fn file(self) -> &'static str {
        match self {
            Self::Photo => "photo",
            Self::Logo => "logo",
            Self::Head => "letterhead",
        }
    }
}

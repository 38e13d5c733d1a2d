//! Ids of records: newtypes over UUIDv7, so that an id of one kind can't stand in for another.

use crate::record::Kind;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;
use uuid::Uuid;

/// What every id of a record can do: travel as a UUID and come back typed.
pub trait RecordId: Copy + Eq + fmt::Display + FromStr<Err = uuid::Error> + Send + Sync + 'static {
    /// The kind of the records that it names.
    const KIND: Kind;
    /// Returns the typed id for a UUID made by the caller.
    fn from_uuid(uuid: Uuid) -> Self;
    /// Returns the UUID inside.
    fn uuid(self) -> Uuid;
}

macro_rules! record_ids {
    ($($(#[$doc:meta])* $name:ident => $kind:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(Uuid);

        impl RecordId for $name {
            const KIND: Kind = Kind::$kind;
            fn from_uuid(uuid: Uuid) -> Self {
                Self(uuid)
            }
            fn uuid(self) -> Uuid {
                self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Uuid::parse_str(text).map(Self)
            }
        }
    )+};
}

record_ids! {
    /// Id of a [`crate::Company`].
    CompanyId => Company,
    /// Id of a [`crate::Person`].
    PersonId => Person,
    /// Id of an [`crate::Engagement`].
    EngagementId => Engagement,
    /// Id of a [`crate::FamilyRelation`].
    FamilyRelationId => FamilyRelation,
    /// Id of a [`crate::TravelDocument`].
    TravelDocumentId => TravelDocument,
    /// Id of a [`crate::StayDocument`].
    StayDocumentId => StayDocument,
    /// Id of a [`crate::Paper`].
    PaperId => Paper,
    /// Id of an [`crate::Application`].
    ApplicationId => Application,
    /// Id of a [`crate::Submission`].
    SubmissionId => Submission,
    /// Id of a [`crate::Consent`].
    ConsentId => Consent,
}

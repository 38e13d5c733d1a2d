//! Enumerations of the portal that may grow without us.
//!
//! The portal's guide names a few values and no complete list, so every such type has an
//! `Unknown` variant that keeps the portal's own words for the screen.

/// Declares an enumeration that reads and writes as text and keeps what it doesn't know.
///
/// Reading ignores the case of ASCII letters, because the portal itself spells one status two
/// ways; writing uses the given spelling.
macro_rules! open_enum {
    (
        $(#[$meta:meta])*
        $name:ident {
            $( $(#[$variant_meta:meta])* $variant:ident = $text:literal, )+
        }
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash)]
        pub enum $name {
            $( $(#[$variant_meta])* $variant, )+
            /// A value that this version doesn't know, in the portal's words.
            Unknown(String),
        }

        impl $name {
            /// Every value that this version knows.
            pub const KNOWN: &[Self] = &[$( Self::$variant, )+];

            /// Returns the value as the contract writes it.
            pub fn as_str(&self) -> &str {
                match self {
                    $( Self::$variant => $text, )+
                    Self::Unknown(text) => text,
                }
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                $(
                    if text.eq_ignore_ascii_case($text) {
                        return Self::$variant;
                    }
                )+
                Self::Unknown(text.to_owned())
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                String::deserialize(deserializer).map(|text| Self::from(text.as_str()))
            }
        }

        impl utoipa::PartialSchema for $name {
            fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::Schema> {
                use utoipa::openapi::schema::{ObjectBuilder, Type};
                ObjectBuilder::new()
                    .schema_type(Type::String)
                    .description(Some("An open list: a client keeps and shows values it doesn't know."))
                    .examples(Self::KNOWN.iter().map(|value| serde_json::json!(value.as_str())))
                    .build()
                    .into()
            }
        }

        impl utoipa::ToSchema for $name {}
    };
}

pub(crate) use open_enum;

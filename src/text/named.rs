//! Enums whose values have names, which JSON, the tables of the lexicon, options and dumps use.

/// The error for an unknown name of an enum's value: `"thrid"` for a
/// [`Party`](crate::lexicon::Party).
///
/// ```
/// let error = "thrid".parse::<policymark::lexicon::Party>().unwrap_err();
/// assert_eq!(error.to_string(), "unknown party \"thrid\"; expected one of first, third, subject");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("unknown {what} {name:?}; expected one of {}", known.join(", "))]
pub struct UnknownNameError {
    what: &'static str,
    name: String,
    known: &'static [&'static str],
}

impl UnknownNameError {
    pub(crate) fn new(what: &'static str, name: &str, known: &'static [&'static str]) -> Self {
        Self { what, name: name.to_owned(), known }
    }

    /// The name that was asked for.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// All names that exist.
    #[must_use]
    pub const fn known(&self) -> &'static [&'static str] {
        self.known
    }
}

/// Declares an enum whose values have names. It gets `ALL`, `name`, `Display`, `FromStr`, and the
/// serde traits, which use the names in every format. The word for one value, as in error messages,
/// follows the name of the enum: `Party, "party" { … }`.
macro_rules! named_enum {
    ($(#[$meta:meta])+ $enum:ident, $what:literal {
        $($(#[$variant_meta:meta])+ $variant:ident = $name:literal,)+
    }) => {
        $(#[$meta])+
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $enum {
            $($(#[$variant_meta])+ $variant,)+
        }

        impl $enum {
            /// Every value, in order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            pub(crate) const NAMES: &'static [&'static str] = &[$($name),+];

            /// The name, as in JSON and in messages. It never changes.
            #[must_use]
            pub const fn name(self) -> &'static str {
                Self::NAMES[self as usize]
            }
        }

        impl std::fmt::Display for $enum {
            /// The name. Width and alignment work: `{:>8}`.
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.name())
            }
        }

        impl std::str::FromStr for $enum {
            type Err = $crate::text::UnknownNameError;

            fn from_str(name: &str) -> Result<Self, Self::Err> {
                match name {
                    $($name => Ok(Self::$variant),)+
                    _ => Err(Self::Err::new($what, name, Self::NAMES)),
                }
            }
        }

        impl serde::Serialize for $enum {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.name())
            }
        }

        impl<'de> serde::Deserialize<'de> for $enum {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                deserializer.deserialize_str($crate::text::NameVisitor::new($what))
            }
        }
    };
}

pub(crate) use named_enum;

/// Deserializes a value of a named enum.
pub(crate) struct NameVisitor<T> {
    what: &'static str,
    value: std::marker::PhantomData<T>,
}

impl<T> NameVisitor<T> {
    pub(crate) const fn new(what: &'static str) -> Self {
        Self { what, value: std::marker::PhantomData }
    }
}

impl<T: std::str::FromStr<Err = UnknownNameError>> serde::de::Visitor<'_> for NameVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "a string that names the {}", self.what)
    }

    fn visit_str<E: serde::de::Error>(self, name: &str) -> Result<T, E> {
        name.parse().map_err(E::custom)
    }
}

//! Typed indices, in the order of the text.

/// Declares the index type of a kind of thing: `AnnotationId`. It converts to `usize`, and back if
/// the number fits.
macro_rules! id {
    ($(#[$doc:meta])+ $id:ident) => {
        $(#[$doc])+
        #[derive(
            Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash,
            serde::Serialize, serde::Deserialize,
        )]
        #[serde(transparent)]
        pub struct $id(pub(crate) u32);

        impl $id {
            /// The number.
            #[must_use]
            pub const fn index(self) -> usize {
                self.0 as usize
            }
        }

        impl std::fmt::Display for $id {
            /// The number.
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl From<$id> for usize {
            fn from(id: $id) -> Self {
                id.index()
            }
        }

        impl TryFrom<usize> for $id {
            type Error = std::num::TryFromIntError;

            /// The id with this number, whether or not a document has such a thing.
            fn try_from(number: usize) -> Result<Self, Self::Error> {
                number.try_into().map(Self)
            }
        }
    };
}

pub(crate) use id;

//! Enumerations whose members have one name each, the same in code, in JSON and in word lists.

/// A name that is not in an enumeration's table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownName {
    /// What the table lists, such as `act`.
    pub table: &'static str,
    /// The name that was looked up.
    pub name: String,
}

impl std::fmt::Display for UnknownName {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "unknown {} `{}`", self.table, self.name)
    }
}

impl std::error::Error for UnknownName {}

/// Declares an enumeration with one name a member: `ALL`, `name()`, `Display`, `FromStr` and serde by name.
macro_rules! names {
    ($(#[$doc:meta])* $table:literal $name:ident { $($(#[$member_doc:meta])* $member:ident = $text:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$member_doc])* $member),+ }

        impl $name {
            /// Every member, in the order of declaration.
            pub const ALL: &'static [$name] = &[$($name::$member),+];

            /// The one name of this member.
            pub const fn name(self) -> &'static str {
                match self { $($name::$member => $text),+ }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.name())
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::UnknownName;

            fn from_str(name: &str) -> Result<Self, Self::Err> {
                match name {
                    $($text => Ok($name::$member),)+
                    _ => Err($crate::UnknownName { table: $table, name: name.to_owned() }),
                }
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.name())
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let name = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
                name.parse().map_err(serde::de::Error::custom)
            }
        }
    };
}

pub(crate) use names;

//! Languages and countries: codes that come only from their tables.

use crate::UnknownName;
use std::collections::HashSet;
use std::fmt;
use std::sync::LazyLock;

/// A language: a two- or three-letter ISO 639 code.
///
/// ```
/// use saidby_core::Language;
/// assert_eq!(Language::parse("fr-CA"), Some(Language::FRENCH));
/// assert_eq!(Language::parse("français"), None);
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Language([u8; 3]);

impl Language {
    /// English, `en`.
    pub const ENGLISH: Language = Language(*b"en ");
    /// French, `fr`.
    pub const FRENCH: Language = Language(*b"fr ");
    /// Portuguese, `pt`.
    pub const PORTUGUESE: Language = Language(*b"pt ");
    /// Spanish, `es`.
    pub const SPANISH: Language = Language(*b"es ");

    /// The language of a BCP 47 tag (`fr`, `fr-CA`, `pt_BR`); `None` where the tag is not well formed.
    pub fn parse(tag: &str) -> Option<Self> {
        let code = tag.trim().split(['-', '_']).next().unwrap_or("");
        if !(2..=3).contains(&code.len()) || !code.bytes().all(|b| b.is_ascii_alphabetic()) {
            return None;
        }
        let mut letters = *b"   ";
        letters[..code.len()].copy_from_slice(code.to_ascii_lowercase().as_bytes());
        Some(Self(letters))
    }

    /// The code, in lower case.
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("").trim_end()
    }
}

impl fmt::Debug for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.code())
    }
}

impl serde::Serialize for Language {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

impl<'de> serde::Deserialize<'de> for Language {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let tag = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        Language::parse(&tag).ok_or_else(|| serde::de::Error::custom(format!("`{tag}` is not a language tag")))
    }
}

/// The country of an actor: ISO 3166-1 alpha-3, or one of PLOVER's names beside them: `KOS` for
/// Kosovo, and for international non-state actors `UNO`, `EUR`, `IGO`, `NGO`, `ISM`, `IMG`, `MNC` (PLOVER manual, country names).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Country([u8; 3]);

/// ISO 3166-1 alpha-3 codes, officially assigned.
const ISO_3166_1_ALPHA_3: &str = "ABW AFG AGO AIA ALA ALB AND ARE ARG ARM ASM ATA ATF ATG AUS AUT AZE BDI BEL BEN BES BFA BGD BGR \
    BHR BHS BIH BLM BLR BLZ BMU BOL BRA BRB BRN BTN BVT BWA CAF CAN CCK CHE CHL CHN CIV CMR COD COG COK COL COM CPV CRI CUB CUW \
    CXR CYM CYP CZE DEU DJI DMA DNK DOM DZA ECU EGY ERI ESH ESP EST ETH FIN FJI FLK FRA FRO FSM GAB GBR GEO GGY GHA GIB GIN GLP \
    GMB GNB GNQ GRC GRD GRL GTM GUF GUM GUY HKG HMD HND HRV HTI HUN IDN IMN IND IOT IRL IRN IRQ ISL ISR ITA JAM JEY JOR JPN KAZ \
    KEN KGZ KHM KIR KNA KOR KWT LAO LBN LBR LBY LCA LIE LKA LSO LTU LUX LVA MAC MAF MAR MCO MDA MDG MDV MEX MHL MKD MLI MLT MMR \
    MNE MNG MNP MOZ MRT MSR MTQ MUS MWI MYS MYT NAM NCL NER NFK NGA NIC NIU NLD NOR NPL NRU NZL OMN PAK PAN PCN PER PHL PLW PNG \
    POL PRI PRK PRT PRY PSE PYF QAT REU ROU RUS RWA SAU SDN SEN SGP SGS SHN SJM SLB SLE SLV SMR SOM SPM SRB SSD STP SUR SVK SVN \
    SWE SWZ SXM SYC SYR TCA TCD TGO THA TJK TKL TKM TLS TON TTO TUN TUR TUV TWN TZA UGA UKR UMI URY USA UZB VAT VCT VEN VGB VIR \
    VNM VUT WLF WSM YEM ZAF ZMB ZWE";

/// PLOVER's names for international actors that no state stands for, and its name for Kosovo, which has no ISO code.
const NON_STATE: &str = "UNO EUR IGO NGO ISM IMG MNC KOS";

impl Country {
    /// The code, three capital letters.
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("")
    }

    /// Every code of the table, in order: ISO 3166-1 first, then the non-state names.
    pub fn all() -> impl Iterator<Item = Country> {
        ISO_3166_1_ALPHA_3.split_ascii_whitespace().chain(NON_STATE.split(' ')).filter_map(|code| code.parse().ok())
    }
}

impl std::str::FromStr for Country {
    type Err = UnknownName;

    fn from_str(code: &str) -> Result<Self, Self::Err> {
        static KNOWN: LazyLock<HashSet<&str>> =
            LazyLock::new(|| ISO_3166_1_ALPHA_3.split_ascii_whitespace().chain(NON_STATE.split(' ')).collect());
        match <[u8; 3]>::try_from(code.as_bytes()) {
            Ok(letters) if KNOWN.contains(code) => Ok(Self(letters)),
            _ => Err(UnknownName { table: "country", name: code.to_owned() }),
        }
    }
}

impl fmt::Debug for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl fmt::Display for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.code())
    }
}

impl serde::Serialize for Country {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

impl<'de> serde::Deserialize<'de> for Country {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        std::borrow::Cow::<'de, str>::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

//! Short forms of a name: a surname, the first words of a body, an acronym.

use saidby_core::NameKind;

/// Words that an acronym leaves out.
const SMALL: &[&str] = &[
    "de", "d'", "du", "des", "la", "le", "les", "l'", "et", "en", "à", "au", "aux", "pour", "sur", "of", "the", "for", "and",
    "in", "on", "to", "-",
];

/// The acronyms that a body of several words may go by, in small letters: initials of all words but small ones, and of the words with a
/// capital.
///
/// « Agence européenne de contrôle des exportations » gives `aece`.
pub fn acronyms(words: &[&str]) -> Vec<String> {
    let initials = |wanted: &dyn Fn(&str) -> bool| -> String {
        words.iter().filter(|word| wanted(word)).filter_map(|word| word.chars().next()).flat_map(char::to_lowercase).collect()
    };
    let all = initials(&|word| !SMALL.contains(&word.to_lowercase().as_str()));
    let capitals = initials(&|word| word.starts_with(char::is_uppercase));
    let mut acronyms = vec![all];
    if capitals != acronyms[0] {
        acronyms.push(capitals);
    }
    acronyms.retain(|acronym| acronym.chars().count() >= 2);
    acronyms
}

/// Whether a form, in small letters, is a shorter form of a fuller one of the same kind: the end of a person's or a ship's, the start of
/// a body's or an event's.
pub fn is_short_for(short: &[String], full: &[String], kind: NameKind) -> bool {
    short.len() < full.len()
        && match kind {
            NameKind::Person | NameKind::Weapon => full.ends_with(short),
            NameKind::Organisation | NameKind::Event => full.starts_with(short),
            NameKind::Location => false,
        }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn acronyms_leave_small_words_out() {
        let of = |name: &str| acronyms(&name.split(' ').collect::<Vec<_>>());
        assert_eq!(of("Agence européenne de contrôle de les exportations"), ["aece"]);
        assert_eq!(of("Office of Foreign Assets Control"), ["ofac"]);
        assert_eq!(of("Haute Autorité pour la transparence"), ["hat", "ha"]);
        assert_eq!(of("Odel"), Vec::<String>::new());
    }
}

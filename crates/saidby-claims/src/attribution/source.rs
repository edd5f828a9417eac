//! Who a verb's source is: its subject, the one that it shares with the verb above it, the noun that it describes.

use super::Scene;
use super::verb::{CueVerb, Standing};
use crate::phrase::{can_be_source, phrase_after_quotation, skip_adverbials, subject_before};
use crate::vocabulary::{Class, Slot};
use saidby_core::{CueKind, NameKind, SourceKind, Upos};
use std::ops::Range;

/// A subject is looked for no farther than this many verbs above: « il a commencé à vouloir essayer de dire ».
const FARTHEST_SUBJECT: usize = 6;

/// A phrase before a verb is its subject, where the tree says nothing, up to this many words.
const LONGEST_PHRASE: usize = 8;

/// … and up to this many where a name and an office stand side by side: "Kenya's deputy foreign minister, Wanjiru Otieno-Hale".
const LONGEST_APPOSED: usize = 16;

/// The source of a cue verb; `None` where it is understood.
pub fn source(scene: &Scene, cue: &CueVerb) -> Option<Range<usize>> {
    if let Some(clitic) = cue.clitic {
        return Some(clitic..clitic + 1);
    }
    match cue.standing {
        Standing::Passive | Standing::Reduced => agent(scene, cue),
        Standing::Active => active(scene, cue).map(|words| words.start..before_time(scene, &words)),
        _ => subject(scene, cue),
    }
}

fn active(scene: &Scene, cue: &CueVerb) -> Option<Range<usize>> {
    after_quotation(scene, cue).or_else(|| match subject(scene, cue) {
        Some(own) if is_parted(scene, &own, cue) => words_before(scene, cue).or(Some(own)),
        own => own.or_else(|| words_before(scene, cue)),
    })
}

/// "“Yes,” chief economist Maury Birk said": all that stands between a quotation and a verb that may report one.
fn after_quotation(scene: &Scene, cue: &CueVerb) -> Option<Range<usize>> {
    phrase_after_quotation(scene.paragraph, scene.vocabulary, cue.words.start).filter(|_| cue.entry.frames.quote)
}

/// The phrase right before a verb that the tree gives no subject.
fn words_before(scene: &Scene, cue: &CueVerb) -> Option<Range<usize>> {
    let floor = scene.last_quotation_end(cue.words.start, scene.region(cue.head).start);
    let words = subject_before(scene.paragraph, scene.vocabulary, cue.words.start, floor);
    let apposed = words.clone().any(|at| scene.is_comma(at));
    let longest = if apposed { LONGEST_APPOSED } else { LONGEST_PHRASE };
    (!words.is_empty() && words.len() <= longest && can_be_source(scene.paragraph, scene.vocabulary, &words)).then_some(words)
}

/// « a-t-on appris auprès de X », "learned from X": who tells it, where the subject is who is told.
pub fn teller(scene: &Scene, cue: &CueVerb) -> Option<Range<usize>> {
    let paragraph = scene.paragraph;
    let region = scene.region(cue.head);
    let leads = |at: usize| cue.entry.tellers.contains(&crate::cue::plain(paragraph.lower(at)));
    let tells = |&word: &usize| paragraph.tree.related(word, &["case"]).next().is_some_and(leads);
    let word = scene.related(cue, &["obl", "nmod"]).filter(|&word| word >= cue.end() && region.contains(&word)).find(tells)?;
    let case = paragraph.tree.related(word, &["case"]).last()?;
    let phrase = scene.phrase(word, case + 1..region.end);
    (can_be_source(paragraph, scene.vocabulary, &phrase)).then_some(phrase)
}

/// « par X », "by X".
fn agent(scene: &Scene, cue: &CueVerb) -> Option<Range<usize>> {
    let tree = &scene.paragraph.tree;
    let by = |&word: &usize| {
        let marked =
            tree.related(word, &["case"]).any(|case| scene.vocabulary.slot(scene.paragraph.lower(case)) == Some(Slot::By));
        tree.node(word).universal == "obl" && marked && word > cue.words.start
    };
    let agent = scene.hanging(cue).into_iter().find(by)?;
    let case = tree.related(agent, &["case"]).next()?;
    let limit = scene.region(cue.head).end;
    Some(scene.phrase(agent, case + 1..limit))
}

/// The subject of a verb, or of the nearest verb above it that lends it.
fn subject(scene: &Scene, cue: &CueVerb) -> Option<Range<usize>> {
    let tree = &scene.paragraph.tree;
    let set_off = cue.standing == Standing::Participle && cue.words.start.checked_sub(1).is_some_and(|left| scene.is_comma(left));
    let mut at = cue.head;
    for step in 0..FARTHEST_SUBJECT {
        if let Some(own) = own_subject(scene, at, cue, step) {
            return Some(own);
        }
        let above = tree.node(at).head?;
        if scene.side(above) != scene.side(cue.head) && step > 0 {
            return None;
        }
        match tree.node(at).universal {
            "xcomp" => {
                let controller = tree.related(above, &["obj", "iobj"]).find(|&word| word < at && word > above);
                if let Some(word) = controller.filter(|&word| tree.node(word).upos != Upos::Verb) {
                    return Some(scene.phrase(word, above + 1..cue.words.start));
                }
            }
            "acl" if set_off => {}
            "acl" if tree.node(at).relation != "acl:relcl" => return described(scene, above, cue),
            "conj" => {}
            "advcl" | "ccomp" | "obl" | "parataxis" if cue.standing != Standing::Active => {}
            _ => return None,
        }
        at = above;
    }
    None
}

/// The subject that the tree gives a verb, on the cue's side of quotation marks.
fn own_subject(scene: &Scene, verb: usize, cue: &CueVerb, step: usize) -> Option<Range<usize>> {
    let tree = &scene.paragraph.tree;
    let subjects: Vec<usize> = match step {
        0 => scene.related(cue, &["nsubj"]).collect(),
        _ => tree.related(verb, &["nsubj"]).collect(),
    };
    let region = scene.region(cue.head);
    let here = |word: &usize| scene.side(*word) == scene.side(cue.head) && region.contains(word);
    let inverted = cue.words.start.checked_sub(1).is_some_and(|at| scene.paragraph.lower(at) == ",")
        && subjects.iter().any(|&word| word >= cue.end() && here(&word));
    let before = subjects.iter().copied().filter(here).rfind(|&word| word < cue.words.start && !inverted);
    let behind = || subjects.iter().copied().filter(|&word| !inverted || word >= cue.end()).find(here);
    let subject = before.or_else(behind)?;
    if step > 0 && subject > cue.words.start {
        return None;
    }
    let bounds = if subject < cue.words.start {
        let end = if step == 0 { cue.words.start } else { verb.min(cue.words.start).max(subject + 1) };
        scene.last_quotation_end(cue.words.start, region.start).min(subject)..end
    } else {
        cue.end()..region.end
    };
    if scene.paragraph.is(subject, Class::Expletive) || tells_time(scene, subject) {
        return None;
    }
    Some(antecedent(scene, verb, subject).unwrap_or_else(|| scene.phrase(subject, bounds)))
}

/// "The court this month | rejected": where a phrase ends before the stretch of time at its end.
fn before_time(scene: &Scene, words: &Range<usize>) -> usize {
    let pointed = |at: usize| {
        let light = [Class::Determiner, Class::Preposition].iter().any(|&class| scene.paragraph.is(at, class));
        light && at > words.start
    };
    let time = words.clone().next_back().filter(|&last| last > words.start + 1 && tells_time(scene, last));
    let start = time.map_or(words.end, |last| if pointed(last - 1) { last - 1 } else { last });
    let nominal = matches!(scene.paragraph.tree.node(start - 1).upos, Upos::Noun | Upos::Propn);
    if nominal { start } else { words.end }
}

/// "The court this month | rejected": a stretch of time with its determiner says nothing.
fn tells_time(scene: &Scene, subject: usize) -> bool {
    let pointed = || scene.paragraph.tree.related(subject, &["det"]).next().is_some();
    if scene.paragraph.proper_name_at(subject).is_some_and(|name| name.name.kind == NameKind::Person) {
        return false;
    }
    scene.is_dated(subject) || (scene.paragraph.is(subject, Class::Unit) && pointed())
}

/// "Eritrea is arming them, the minister, Keane, said": what has a verb of its own before a comma is no subject of the cue behind it.
fn is_parted(scene: &Scene, subject: &Range<usize>, cue: &CueVerb) -> bool {
    let paragraph = scene.paragraph;
    let subordinates =
        |at: usize| [Class::Relative, Class::Complementizer, Class::Subordinator].iter().any(|&class| paragraph.is(at, class));
    let helps = |at: usize| paragraph.tree.node(at).universal == "aux" && paragraph.tree.node(at).head == Some(cue.head);
    let own = |at: &usize| scene.is_finite_verb(*at) && scene.side(*at) == scene.side(cue.head) && !helps(*at);
    let verb = (subject.start..cue.words.start).take_while(|&at| !subordinates(at)).find(own);
    verb.is_some_and(|verb| (verb..cue.words.start).any(|at| scene.is_comma(at)))
}

/// « les responsables qui disent »: the noun that French « qui » takes up.
fn antecedent(scene: &Scene, verb: usize, subject: usize) -> Option<Range<usize>> {
    let tree = &scene.paragraph.tree;
    let relative = scene.vocabulary.language.code() == "fr" && scene.paragraph.lower(subject) == "qui";
    let noun = tree.node(verb).head.filter(|&noun| relative && tree.node(verb).relation == "acl:relcl" && noun < subject)?;
    let set_off = scene.is_comma(subject - 1);
    let climbs = |&word: &usize| matches!(tree.node(word).universal, "nmod" | "appos" | "flat" | "conj");
    let tops = std::iter::successors(Some(noun), |&word| tree.node(word).head.filter(|_| set_off && climbs(&word)));
    let top = tops.take(FARTHEST_SUBJECT).last().unwrap_or(noun);
    Some(scene.phrase(top, scene.region(verb).start..subject))
}

/// The noun that a participle describes, "a letter saying that"; the one whose plan it is, "Keane's plan to announce".
fn described(scene: &Scene, noun: usize, cue: &CueVerb) -> Option<Range<usize>> {
    let oblique = cue.standing == Standing::Active && scene.paragraph.tree.related(noun, &["case"]).next().is_some();
    if noun < scene.region(cue.head).start || oblique {
        return None;
    }
    if cue.standing != Standing::Infinitive {
        let phrase = || scene.phrase(noun, scene.region(cue.head).start..cue.words.start);
        return issuer(scene, noun, cue).or_else(|| Some(phrase()));
    }
    scene.owner(noun)
}

/// "The council issued a statement calling for calm": who puts a text or speech into the world is its source.
fn issuer(scene: &Scene, noun: usize, cue: &CueVerb) -> Option<Range<usize>> {
    let tree = &scene.paragraph.tree;
    let counted = tree.node(noun).head.filter(|_| tree.node(noun).universal == "nmod");
    let object = std::iter::once(noun).chain(counted).find(|&word| tree.node(word).universal == "obj")?;
    let verb = tree.node(object).head.filter(|&verb| verb < object)?;
    is_text(scene, noun).then(|| own_subject(scene, verb, cue, 1)).flatten()
}

/// Whether a noun is a document or a noun of speech: "letter", "tweets", « communiqué ».
fn is_text(scene: &Scene, noun: usize) -> bool {
    let lower = scene.paragraph.lower(noun);
    let document = || scene.vocabulary.source(lower).is_some_and(|noun| noun.kind == SourceKind::Document);
    let speech = |word: &str| scene.vocabulary.cue_at(&[word]).is_some_and(|(_, cue)| cue.kind == CueKind::Noun);
    document() || speech(lower) || lower.strip_suffix(['s', 'x']).is_some_and(speech)
}

/// « a dit à La Gazette un haut fonctionnaire », « a rétorqué sur X le ministre »: where the phrase after the oblique one begins.
fn after_oblique(scene: &Scene, start: usize, limit: usize) -> usize {
    let paragraph = scene.paragraph;
    if paragraph.tree.node(start).upos != Upos::Adp {
        return start;
    }
    let begins = |at: &usize| {
        let determiner = paragraph.tree.node(*at).upos == Upos::Det && paragraph.is(*at, Class::Determiner);
        let person =
            paragraph.proper_name_at(*at).is_some_and(|name| name.words.start == *at && name.name.kind == NameKind::Person);
        let governed = matches!(paragraph.tree.node(at - 1).upos, Upos::Adp | Upos::Det | Upos::Noun)
            && !(determiner && paragraph.tree.node(at - 1).upos == Upos::Noun);
        (determiner || person) && !governed
    };
    (start + 2..limit).take_while(|&at| !paragraph.is_punctuation(at)).find(begins).unwrap_or(start)
}

/// « …”, a déclaré X »: the noun phrase after the verb and what tells when and to whom.
pub fn inverted(scene: &Scene, cue: &CueVerb) -> Option<Range<usize>> {
    let region = scene.region(cue.head);
    let tree = &scene.paragraph.tree;
    let start = skip_adverbials(scene.paragraph, scene.vocabulary, cue.end(), region.end);
    let begins = after_oblique(scene, start, region.end);
    let noun = (begins..region.end).take_while(|&at| !scene.paragraph.is_punctuation(at)).find(|&at| {
        let node = tree.node(at);
        let nominal = matches!(node.upos, Upos::Noun | Upos::Propn | Upos::Pron) || scene.paragraph.words[at].capital;
        nominal && node.relation != "nmod:poss" && !matches!(node.universal, "det" | "compound" | "nummod")
    })?;
    let oblique = tree.related(noun, &["case"]).any(|case| case >= cue.end());
    (!oblique).then(|| scene.phrase(noun, begins..region.end))
}

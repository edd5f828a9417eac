//! Marks that stand in pairs hang on one word: the highest of those between them, as Universal Dependencies has it.
//!
//! Of « Nous partons », dit-elle both marks hang on *partons*. The network tells the head of each mark for itself, and of two not always
//! the same one.

use super::matrix::Matrix;

/// Marks that open, with those that close them.
const PAIRS: [(&str, &str); 7] = [("(", ")"), ("[", "]"), ("{", "}"), ("«", "»"), ("“", "”"), ("„", "“"), ("\"", "\"")];

/// Gives both marks of each pair one head. `is_mark` says of each word whether it hangs as punctuation does; heads must make a tree, and do
/// so after it.
pub fn pair(forms: &[&str], is_mark: &[bool], heads: &mut [Option<usize>]) {
    for (open, close) in pairs(forms, is_mark) {
        let bears = |mark: usize| heads.contains(&Some(mark));
        let is_inside = |at: usize| open < at && at < close;
        let highest = |at: &usize| !is_mark[*at] && heads[*at].is_none_or(|head| !is_inside(head));
        let between = (open + 1..close).filter(highest).min_by_key(|at| depth(heads, *at));
        if let Some(head) = between.filter(|_| !bears(open) && !bears(close)) {
            heads[open] = Some(head);
            heads[close] = Some(head);
        }
    }
}

/// What an arc that leads out of a pair of marks costs. From 3 on trees stay as they are (Sequoia, PUD, EWT and our own: LAS up by .0005
/// to .001 against none).
const LEAVING: f32 = 3.0;

/// Lowers the scores of arcs that lead out of a pair of marks, so that one word of those between them is likely to hold the others.
/// `scores` has a row for each word, with a column for the root and each word as head.
pub fn keep_together(forms: &[&str], scores: &mut Matrix) {
    for (open, close) in pairs(forms, &vec![true; forms.len()]) {
        for word in open + 1..close {
            let heads = scores.row_mut(word);
            heads[..open + 2].iter_mut().for_each(|score| *score -= LEAVING);
            heads[close + 1..].iter_mut().for_each(|score| *score -= LEAVING);
        }
    }
}

/// The places of marks that open and close, the inner pairs first. A mark that nothing closes is left alone.
fn pairs(forms: &[&str], is_mark: &[bool]) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut open: Vec<(usize, &str)> = Vec::new();
    for (at, form) in forms.iter().enumerate().filter(|(at, _)| is_mark[*at]) {
        if let Some(depth) = open.iter().rposition(|(_, closing)| closing == form) {
            found.push((open[depth].0, at));
            open.truncate(depth);
        } else if let Some((_, closing)) = PAIRS.iter().find(|(opening, _)| opening == form) {
            open.push((at, closing));
        }
    }
    found
}

/// How many words stand above one.
fn depth(heads: &[Option<usize>], at: usize) -> usize {
    std::iter::successors(heads[at], |head| heads[*head]).take(heads.len()).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paired(words: &str, heads: &[usize]) -> Vec<usize> {
        let forms: Vec<&str> = words.split(' ').collect();
        let is_mark: Vec<bool> = forms.iter().map(|form| !form.starts_with(char::is_alphanumeric)).collect();
        let mut heads: Vec<Option<usize>> = heads.iter().map(|head| head.checked_sub(1)).collect();
        pair(&forms, &is_mark, &mut heads);
        heads.into_iter().map(|head| head.map_or(0, |head| head + 1)).collect()
    }

    #[test]
    fn arcs_out_of_a_pair_cost_more() {
        let mut scores = Matrix::zeros(4, 5);
        keep_together(&["a", "«", "b", "»"], &mut scores);
        assert_eq!(scores.row(2), [-LEAVING, -LEAVING, -LEAVING, 0.0, -LEAVING]);
        assert!([0, 1, 3].iter().all(|row| scores.row(*row) == [0.0; 5]));
    }

    #[test]
    fn both_marks_hang_on_the_highest_word_between_them() {
        assert_eq!(paired("« Nous partons » , dit-elle", &[2, 3, 0, 6, 3, 3]), [3, 3, 0, 3, 3, 3]);
        assert_eq!(paired("Le groupe ( CEN ) parle", &[2, 6, 2, 2, 6, 0]), [2, 6, 4, 2, 4, 0]);
    }

    #[test]
    fn the_inner_pair_has_its_own_word() {
        assert_eq!(paired("« Il ( Odel ) part »", &[2, 6, 6, 2, 6, 0, 4]), [6, 6, 4, 2, 4, 0, 6]);
    }

    #[test]
    fn straight_marks_open_and_close_in_turn() {
        assert_eq!(paired("\" Non \" et \" oui \"", &[2, 0, 6, 6, 2, 2, 2]), [2, 0, 2, 6, 6, 2, 6]);
    }

    #[test]
    fn a_mark_alone_and_a_pair_around_nothing_stay() {
        assert_eq!(paired("Non » dit-il", &[3, 3, 0]), [3, 3, 0]);
        assert_eq!(paired("Non ( ) part", &[4, 4, 1, 0]), [4, 4, 1, 0]);
        assert_eq!(paired("", &[0]), [0]);
    }
}

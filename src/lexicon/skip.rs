//! [`Skip`]: passes over what of a text begins no word, by few of its bytes.

/// Where the words of a table may begin. Most places of a text are told by this alone.
#[derive(Clone, Debug)]
pub(super) enum Skip {
    /// For the last ten bits of each letter, whether a word begins with such a letter.
    Letters(Box<[bool; 1024]>),
    /// The words have some length, so that the bytes at the end of a stretch as long as the shortest
    /// word tell how far behind its start the next word may begin: for the last six bits of each of
    /// the last two bytes, how many bytes. (Wu and Manber's search.)
    Bytes { length: usize, jumps: Box<[u8; 4096]> },
}

/// The length from which on jumps are longer than letters.
const LONG: usize = 6;

impl Skip {
    pub(super) fn new<'w>(words: impl Iterator<Item = &'w str> + Clone) -> Self {
        let length = words.clone().map(str::len).min().unwrap_or(0).min(usize::from(u8::MAX));
        if length < LONG {
            let mut first = Box::new([false; 1024]);
            for letter in words.filter_map(|word| word.chars().next()) {
                first[letter as usize % 1024] = true;
            }
            return Self::Letters(first);
        }
        let mut jumps = Box::new([length as u8 - 1; 4096]);
        for word in words {
            for (pair, left) in
                word.as_bytes()[..length].windows(2).zip((0..length as u8 - 1).rev())
            {
                let jump = &mut jumps[index(pair[0], pair[1])];
                *jump = left.min(*jump);
            }
        }
        Self::Bytes { length, jumps }
    }

    /// The first place from `at` on where a word may begin.
    #[inline]
    pub(super) fn next(&self, text: &[u8], at: usize) -> Option<usize> {
        match self {
            Self::Letters(first) => next_letter(first, text, at),
            Self::Bytes { length, jumps } => jump(*length, jumps, text, at),
        }
    }
}

/// A character of two or four bytes always counts as one with which a word may begin.
#[inline]
fn next_letter(first: &[bool; 1024], text: &[u8], at: usize) -> Option<usize> {
    let mut rest = text.get(at..)?;
    loop {
        rest = match *rest {
            // The last ten bits of a character of three bytes stand in the last two.
            [0xE0..=0xEF, second, third, ref rest @ ..]
                if !first[(second & 0xF) as usize * 64 + (third & 0x3F) as usize] =>
            {
                rest
            }
            [byte @ ..=0x7F, ref rest @ ..] if !first[byte as usize] => rest,
            [0x80..=0xBF, ref rest @ ..] => rest,
            [] => return None,
            _ => return Some(text.len() - rest.len()),
        }
    }
}

/// Apart, so that the search for letters is inlined alone.
#[inline(never)]
fn jump(length: usize, jumps: &[u8; 4096], text: &[u8], at: usize) -> Option<usize> {
    let mut ends = text.get(at..)?.get(length - 2..)?;
    while let &[one, two, ..] = ends {
        let jump = usize::from(jumps[index(one, two)]);
        if jump == 0 {
            return Some(text.len() - ends.len() - (length - 2));
        }
        ends = ends.get(jump..)?;
    }
    None
}

const fn index(one: u8, two: u8) -> usize {
    (one & 0x3F) as usize * 64 + (two & 0x3F) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The places in `text` where a word of `words` may begin, and those where one does.
    fn places(words: &[&str], text: &str) -> (Vec<usize>, Vec<usize>) {
        let skip = Skip::new(words.iter().copied());
        let next = |&at: &usize| skip.next(text.as_bytes(), at + 1);
        let told: Vec<_> = std::iter::successors(skip.next(text.as_bytes(), 0), next).collect();
        let begins = |&(_, rest): &(usize, &str)| words.iter().any(|word| rest.starts_with(word));
        let rests = text.char_indices().map(|(at, _)| (at, &text[at..]));
        (told, rests.filter(begins).map(|(at, _)| at).collect())
    }

    #[test]
    fn no_word_is_passed_over() {
        let texts = ["我们会与本公司的合作方(ABC)，也向é和😀一公司", "简称本公司", "公司"];
        for words in [
            &["公司", "本公司", "合作方"] as &[&str],
            &["的", "公司", "é", "😀一"],
            &["ABC)，也", "简称本公司", "一公司"],
            &[],
        ] {
            for text in texts {
                let (told, begun) = places(words, text);
                assert!(begun.iter().all(|at| told.contains(at)), "{words:?} in {text}");
            }
        }
    }

    #[test]
    fn most_places_are_passed_over() {
        let text = "我们重视您的隐私，因此我们制定了下面的文字。".repeat(9);
        assert_eq!(places(&["隐私政策", "以下简称"], &text).0, [0; 0]);
        assert_eq!(places(&["隐", "以下简称"], &text).0.len(), 9);
    }
}

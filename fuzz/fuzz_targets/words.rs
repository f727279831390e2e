//! Makes texts that look like annotated policies: each byte chooses a word.

#[path = "../../tests/common/words.rs"]
mod vocabulary;

use vocabulary::WORDS;

pub fn text(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| WORDS[usize::from(*byte) % WORDS.len()]).collect()
}

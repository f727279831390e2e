//! Rules R33 and R34: which actors are a place or a system, not a party.

use super::window::{FILLERS, are_joined, closing, is_spacer, tail, window};
use crate::lexicon::{Lexicon, Party, PlaceCue};
use crate::text::Span;
use crate::text::han::{self, is_letter};

/// R33: whether an actor of this party is a place, by its last word.
pub(super) fn is_place(text: &str, inside: Span, party: Option<Party>, lexicon: &Lexicon) -> bool {
    let name = han::trim(closing(tail(text, inside)), |c| !is_letter(c));
    match lexicon.places().names.suffix(name).map(|hit| hit.class) {
        Some(PlaceCue::Place) => true,
        Some(PlaceCue::Own) => party != Some(Party::Third),
        _ => false,
    }
}

/// R34: finds the places that are a location. Places are checked in order.
#[derive(Debug, Default)]
pub(crate) struct Locations {
    /// The end of the last location.
    last: Option<u32>,
}

impl Locations {
    /// Whether a place is a location: it follows a preposition, or it is coordinated with the
    /// location before it.
    pub(crate) fn hold(&mut self, text: &str, span: Span, lexicon: &Lexicon) -> bool {
        let joined = |end| are_joined(text, lexicon.roles(), end, span.start());
        let is_one =
            follows_preposition(text, span.start(), lexicon) || self.last.is_some_and(joined);
        self.last = is_one.then_some(span.end()).or(self.last);
        is_one
    }
}

/// `存储于我们的(服务器)`: whether a preposition is before `start`, with only fillers between them.
fn follows_preposition(text: &str, start: u32, lexicon: &Lexicon) -> bool {
    let mut words = window(text, start);
    for _ in 0..=FILLERS {
        words = han::trim_end(words, is_spacer);
        match lexicon.places().before.suffix(words) {
            Some(hit) if hit.class == PlaceCue::FillerBefore => words = &words[..hit.start],
            hit => return hit.is_some_and(|hit| hit.class == PlaceCue::Before),
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use crate::parser::parse;

    fn is_place(actor: &str) -> bool {
        let document = parse(&format!("({actor})会[收集]<邮箱>。")).unwrap();
        document.annotations().next().unwrap().is_place()
    }

    #[test]
    fn r33_systems_and_places_by_their_last_word() {
        for actor in [
            "服务器",
            "云端服务器",
            "我们的服务器",
            "系统",
            "化验系统",
            "Cookies",
            "Web Beacon",
            "这些功能",
            "手机",
            "服务器（位于北京）",
            "第三方的服务器",
            "第三方统计工具",
            "我们的系统",
        ] {
            assert!(is_place(actor), "{actor}");
        }
    }

    #[test]
    fn r33_the_owner_or_maker_of_a_system_is_a_party() {
        for actor in [
            "系统服务提供商",
            "第三方系统",
            "合作伙伴的系统",
            "小程序",
            "平台",
            "星海SDK",
            "设备制造商",
            "我们",
        ] {
            assert!(!is_place(actor), "{actor}");
        }
    }
}

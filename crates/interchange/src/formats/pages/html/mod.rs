//! HTML: what a page shows, without what surrounds its text.
//!
//! ```html
//! <h1>隐私政策</h1>
//! <p>我们收集您的<b>手机</b><b>号码</b>。</p>
//! <ol><li>注册<ul><li>昵称</li></ul></li></ol>
//! ```
//!
//! A browser's rules decide what the elements are, wherever tags are missing, and which blanks are seen. Besides them,
//! a line end of the file between two wide characters is none of the text. Not read are scripts and styles, form fields,
//! images, what the page hides by an attribute, menus, and those headers, footers and asides that belong to the whole
//! page; a header with an `<h1>` is read. Style sheets are not followed.
//! Pages with more than 1000 elements in each other are refused.

mod decode;
mod element;
mod line;
mod reader;
mod tree;

use crate::format::Source;
use crate::import::{Foreign, Reading};
use policymark::text::Unit;

pub(super) fn read(name: &str, content: &[u8]) -> Reading {
    match decode::decode(content) {
        Ok(text) => page(name, &text),
        Err(fault) => Reading::from(fault),
    }
}

/// Reads a page that is decoded already, whatever it declares.
pub(super) fn read_text(source: &Source<'_>) -> Reading {
    page(source.name, source.content)
}

fn page(name: &str, text: &str) -> Reading {
    let tree = match tree::Tree::parse(text) {
        Ok(tree) => tree,
        Err(fault) => return Reading::from(fault),
    };
    let (text, ignored) = reader::read(&tree);
    let policy = Foreign { ignored, ..Foreign::new(name, &text, Unit::Characters) };
    Reading { policies: vec![policy], faults: Vec::new() }
}

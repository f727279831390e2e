//! Web pages and Word documents: policies that nobody has marked yet. What they show becomes a text without marks, with
//! headings, lists and tables as in Markdown:
//!
//! ```text
//! # 隐私政策
//!
//! ## 一、我们收集的信息
//!
//! 1. 注册
//!    - 手机号码
//!
//! | 信息 | 用途 |
//! | --- | --- |
//! | 设备型号 | 适配屏幕 |
//! ```
//!
//! [`html`] and [`word`] make blocks of a file, a [`page`] puts together those of its tables, and [`markdown`] writes
//! them. Without the feature `pages` neither is read.

#[cfg(feature = "pages")]
mod block;
#[cfg(feature = "pages")]
mod html;
#[cfg(feature = "pages")]
mod markdown;
#[cfg(feature = "pages")]
mod page;
#[cfg(feature = "pages")]
mod word;

use crate::feature::Feature;
use crate::format::{Definition, Input, Read, TextPlace};

pub(crate) const HTML: Definition = Definition {
    name: "html",
    about: "web pages, as text in Markdown; needs the feature pages",
    extensions: &["html", "htm"],
    carries: &[Feature::Sections, Feature::ControlCharacters],
    write: None,
    read: Some(Read { text: TextPlace::Inside, input: READ_HTML }),
};

pub(crate) const WORD: Definition = Definition {
    name: "word",
    about: "Word documents, as text in Markdown; needs the feature pages",
    extensions: &["docx"],
    carries: &[Feature::Sections],
    write: None,
    read: Some(Read { text: TextPlace::Inside, input: READ_WORD }),
};

#[cfg(feature = "pages")]
const READ_HTML: Input = Input::Encoded { text: html::read_text, bytes: html::read };
#[cfg(feature = "pages")]
const READ_WORD: Input = Input::Bytes(word::read);
#[cfg(not(feature = "pages"))]
const READ_HTML: Input = Input::LeftOut("pages");
#[cfg(not(feature = "pages"))]
const READ_WORD: Input = Input::LeftOut("pages");

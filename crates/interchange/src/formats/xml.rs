//! What the formats in XML share.

use std::io;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, Event};

/// A document in XML, indented, with a declaration or not.
pub(super) fn document(
    is_declared: bool,
    write: impl FnOnce(&mut Writer<Vec<u8>>) -> io::Result<()>,
) -> String {
    let mut writer = Writer::new_with_indent(Vec::new(), b' ', 2);
    let declaration = Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None));
    let declared = if is_declared { writer.write_event(declaration) } else { Ok(()) };
    let written = declared.and_then(|()| write(&mut writer));
    // A vector takes all that is written to it, and all of it are strings.
    let text = written.ok().and_then(|()| String::from_utf8(writer.into_inner()).ok());
    text.unwrap_or_default() + "\n"
}

/// A text as the value of an attribute. Readers take line ends and tabs for spaces there, unless they are references.
pub(super) fn attribute(text: &str) -> String {
    let escaped = quick_xml::escape::escape(text);
    escaped.replace('\t', "&#9;").replace('\n', "&#10;").replace('\r', "&#13;")
}

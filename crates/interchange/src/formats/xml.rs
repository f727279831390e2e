//! What the formats in XML share.

use std::io;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, Event};

/// A document in XML, with its declaration, indented.
pub(super) fn document(write: impl FnOnce(&mut Writer<Vec<u8>>) -> io::Result<()>) -> String {
    let mut writer = Writer::new_with_indent(Vec::new(), b' ', 2);
    let declaration = Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None));
    let written = writer.write_event(declaration).and_then(|()| write(&mut writer));
    // A vector takes all that is written to it, and all of it are strings.
    let text = written.ok().and_then(|()| String::from_utf8(writer.into_inner()).ok());
    text.unwrap_or_default() + "\n"
}

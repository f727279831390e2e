//! What adversarial texts repeat, each with the name of its family, and texts of other shapes.

/// Hands all families to a macro, as `name: unit;`.
macro_rules! families {
    ($then:ident) => {
        $then! {
            opening_parentheses: "(";
            closing_parentheses: ")";
            fullwidth_parentheses: "（";
            every_opening_bracket: "{[<(";
            parenthesis_and_letter: "(a";
            crossing_brackets: "{[}]";
            crossing_parentheses: "(（)）";
            unclosed_on_every_line: "您的<手机号码\n";
            stray_on_every_line: "手机号码>\n";
            backslashes: "\\";
            escapes: "\\(";
            empty_annotations: "<>";
            empty_parentheses: "()";
            link_starts: "](";
            half_links: "[a](/";
            long_links: "[a](/a b";
            arrows: " > ";
            quotations: "> ";
            look_alikes: "【（";
            one_long_line: "(我们)会[收集]您的<手机号码>，以便{核对}；";
            text_without_any_mark: "手机号码";
            stops: "。";
            commas: "，";
            line_ends: "\n";
            carriage_returns: "\r\n";
            blanks: " ";
            wide_blanks: "\u{3000}";
            joiners: "👩\u{200D}";
            combining: "e\u{301}";
            byte_order_marks: "\u{FEFF}";
            stars: "**";
            hashes: "#";
            bullets: "- ";
            digits: "1";
            numbers: "1.";
            enumerators: "1）";
            table_rows: "| (我们) | <手机号码> |\n";
            colons: "：\n";
            lead_ins: "(我们)会[收集]：\n";
            items_under_lead_ins: "(我们)会[收集]：\n1、<手机号码>；\n2、<邮箱>。\n";
            references_back: "上述信息用于{核对}。";
            conditions: "当{您注册}时，";
            asides: "（(我们)[收集]<昵称>）";
            parts: "<设备信息>，如<型号>、";
            actors: "(甲)、";
            actions: "[收集]、";
            denials: "(我们)不会";
            unclosed_asides: "（如<昵称>";
        }
    };
}

pub(crate) use families;

/// Half of the text is one datum, the other half are statements that refer back to it.
pub(crate) fn long_datum_in_many_statements(len: usize) -> String {
    shared_by_many(len, &"长".repeat(len / 2 / "长".len()))
}

/// Half of the text is one datum that names many items, the other half are statements that refer
/// back to it.
pub(crate) fn many_items_in_many_statements(len: usize) -> String {
    let items = len / 2 / "1234号、".len();
    shared_by_many(len, &(0..items).map(|item| format!("{item}号、")).collect::<String>())
}

fn shared_by_many(len: usize, datum: &str) -> String {
    let reference = "，[使用]这些信息";
    format!("(我们)会[收集]<{datum}>{}。", reference.repeat(len / 2 / reference.len()))
}

//! The families of adversarial texts: units to repeat, each with its name, and texts of other
//! shapes.

/// Passes all families to a macro, as `name: unit;`.
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
            link_starts_before_words: "]( 政 ";
            half_links: "[a](/";
            long_links: "[a](/a b";
            broken_links: "[a\nb](/";
            references: "[a][b]";
            labels: "[a]: /b\n";
            comments_never_closed: "<!--";
            comments_in_comments: "<!-- -";
            fences: "```\n";
            fences_in_fences: "````\n```\n";
            tildes: "~";
            tags: "<a b=";
            elements: "<x>";
            templates: "{{a}}";
            many_braces: "{";
            boxes: "- [ ] ";
            arrows: " > ";
            quotations: "> ";
            look_alikes: "【（";
            foreign_brackets: "〈";
            foreign_pairs: "&lt;〈〉〔";
            wide_actors: "（我们）会";
            parenthesised_names: "相机(和风)";
            listed_names: "登录(云杉)，";
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
            bullets_that_lead_in: "• (我们)会[收集]：\n";
            exceptions_above_lists: "(我们)[收]<x>。除外：\n1、<x>；\n";
            references_back: "上述信息用于{核对}。";
            conditions: "当{您注册}时，";
            asides: "（(我们)[收集]<昵称>）";
            parts: "<设备信息>，如<型号>、";
            actors: "(甲)、";
            actions: "[收集]、";
            denials: "(我们)不会";
            unclosed_asides: "（如<昵称>";
            short_data_on_every_line: "<x>\n";
            short_actions_on_every_line: "[x]\n";
            labels_without_words: "1)\n";
            letters_on_every_line: "a\n";
            lines_of_one_width: "我们会收集，并保存您在填写表格时提供的全部信息\n";
            lines_that_end_in_commas: "<x>，\n";
            lines_that_open_with_commas: "，<x>\n";
            lines_that_end_in_open_brackets: "（<x>\n";
            quotations_that_hold_ends: "“甲。《乙！》”";
            quotation_marks_without_partner: "“甲。「乙！";
            quotation_marks_on_every_line: "“甲。\n";
            lines_without_letter: "---\n。\n";
        }
    };
}

pub(crate) use families;

/// Half of the text is one datum. The other half are statements that refer back to it.
pub(crate) fn long_datum_in_many_statements(len: usize) -> String {
    shared_by_many(len, &"长".repeat(len / 2 / "长".len()))
}

/// Half of the text is one datum with many items. The other half are statements that refer back to
/// it.
pub(crate) fn many_items_in_many_statements(len: usize) -> String {
    let items = len / 2 / "1234号、".len();
    shared_by_many(len, &(0..items).map(|item| format!("{item}号、")).collect::<String>())
}

fn shared_by_many(len: usize, datum: &str) -> String {
    let reference = "，[使用]这些信息";
    format!("(我们)会[收集]<{datum}>{}。", reference.repeat(len / 2 / reference.len()))
}

/// Passes all families whose statements inherit members from one another to a macro, as
/// `name: |len| text;`. The text of each is about `len` bytes long.
macro_rules! carrying_families {
    ($then:ident) => {
        $then! {
            relative_clauses_share_data: |len| format!(
                "(我们)[收集]{}{}。",
                fill("<甲>、(您)[上传]的", len / 2),
                fill("<甲>、", len / 2),
            );
            relative_clauses_before_each_list: |len| fill(
                &format!("[收]{}{}，", "<甲>、[传]的".repeat(32), "<甲>".repeat(500)),
                len,
            );
            actors_before_many_verbs: |len| format!(
                "{}{}",
                fill("(甲)、", len / 2),
                fill("[收集]<甲>，", len / 2),
            );
            few_actors_before_many_verbs: |len| format!(
                "{}{}",
                "(甲)、".repeat(32),
                fill("[b]<x>,", len),
            );
            agents_before_many_verbs: |len| fill(
                &format!("由{}{}。", "(甲)、".repeat(32), "[b]<x>".repeat(100)),
                len,
            );
            conditions_before_many_verbs: |len| format!(
                "{}{}",
                "{a}、".repeat(32),
                fill("(我)[b],", len),
            );
            conditions_and_actors_before_many_verbs: |len| format!(
                "{}{}{}",
                "{a}、".repeat(32),
                "(甲)、".repeat(32),
                fill("[b]{a},", len),
            );
            conditions_between_subject_and_verb: |len| fill("{a}{a}(我)[b]我们[b]。", len);
            one_lead_in_of_many_sorts: |len| format!(
                "{}向{}从{}{}会[收集]：\n{}",
                "(我)、".repeat(8),
                "(甲)、".repeat(8),
                "(乙)、".repeat(8),
                "{a}".repeat(8),
                fill("1、<甲>；\n", len),
            );
            short_items: |len| format!("{}[b]:\n{}", "{a}、".repeat(32), fill("<x>;\n", len));
            short_items_with_verbs: |len| format!(
                "{}:\n{}",
                "{a}、".repeat(32),
                fill("[b];\n", len),
            );
            many_lead_ins: |len| fill(
                &format!("{}[b]:\n{}", "{a}、".repeat(32), "<x>;\n".repeat(100)),
                len,
            );
            a_purpose_leads_in: |len| fill(
                &format!("{}：\n{}", "{a}、".repeat(32), "(我)[b]<x>，(我)[b]<x>；\n".repeat(100)),
                len,
            );
            references_in_a_sentence: |len| fill(
                &format!("(我)[b]{}{}。", "<x>、".repeat(32), "，[b]这些信息".repeat(100)),
                len,
            );
            references_to_items: |len| fill(
                &format!("(我)[b]：\n{}", format!("1、{}。{{a}}。\n", "<x>、".repeat(32)).repeat(9)),
                len,
            );
            shared_wholes_and_parts: |len| format!(
                "[收]{}<甲>（如{}）。",
                "<甲>、[传]的".repeat(32),
                fill("<甲>、", len),
            );
            marks_that_refer_back: |len| format!(
                "{}[给]<昵>。{}",
                fill("(云杉SDK)、", len / 2),
                fill("(该SDK)[存]<昵>。", len / 2),
            );
            marks_that_refer_back_to_data: |len| format!(
                "[存]{}。{}",
                fill("<昵>、", len / 2),
                fill("[存]<上述信息>。", len / 2),
            );
            marks_that_refer_back_beside_data: |len| format!(
                "[存]<昵>{}。{}",
                fill("、<上述信息>", len / 2),
                fill("[存]<上述信息>。", len / 2),
            );
            agents_without_mark: |len| fill("由云杉[x]<y>，", len);
            subjects_without_mark: |len| fill("您不[x]，", len);
            verbs_without_mark: |len| fill("您使用<y>，", len);
            recipients_without_mark: |len| fill("向云杉[x]<y>，", len);
            asides_with_actors: |len| fill(
                &format!("(我)[b]<x>（{}{}）。", "(甲)、".repeat(32), "[b]<x>，".repeat(100)),
                len,
            );
            late_subjects: |len| fill("[b]<x>，(甲)、", len);
        }
    };
}

pub(crate) use carrying_families;

/// `unit`, repeated up to a length of `len` bytes.
pub(crate) fn fill(unit: &str, len: usize) -> String {
    unit.repeat((len / unit.len()).max(1))
}

//! An inventory as blocks of labelled lines: for each data item what is done with it.

use std::fmt::{self, Display, Formatter};

use super::style::Style;
use super::words::{NO_VERB, NOT, WORDS_CELLS, label, path};
use crate::query::{Inventory, Practices};
use crate::statement::{MemberRole, Polarity};
use crate::text::{AnnotationKind, shortened, visible, wrap};

impl<'n> Style<'n> {
    /// The items of an inventory as blocks, with a blank line between two: the words, of data also the kind of
    /// data, a line for each role in what is done with it, below `not` what is denied, and where all this
    /// is said. What is only supposed is left out; pass `item.practices(|_| true)` to [`Style::practices`] to
    /// show it as well.
    ///
    /// ```
    /// use policymark::display::Style;
    ///
    /// let document = policymark::parse("\
    /// 一、共享
    /// (我们)会向(合作伙伴)[提供]<邮箱>，不会向(广告商)[出售]<邮箱>。
    /// ")?;
    /// assert_eq!(
    ///     Style::new().name("policy.txt").inventory(&document.inventory()).to_string(),
    ///     "\
    /// 邮箱  basic
    ///   who     我们
    ///   does    提供
    ///   to      合作伙伴
    ///   not     出售
    ///     who     我们
    ///     to      广告商
    ///   where   一、共享
    ///   in      policy.txt #0 #1
    /// "
    /// );
    /// # Ok::<(), policymark::Error>(())
    /// ```
    pub fn inventory(self, inventory: &Inventory<'_>) -> impl Display {
        self.practices(inventory.iter().map(|item| item.practices(|s| s.is_asserted())))
    }

    /// The given practices, laid out as by [`Style::inventory`].
    ///
    /// ```
    /// use policymark::display::Style;
    /// use policymark::statement::Modality;
    ///
    /// let document = policymark::parse("(我们)会[收集]<邮箱>，可能[使用]<邮箱>。(我们)会[收集]<昵称>。")?;
    /// let inventory = document.inventory();
    /// let possible = inventory.iter().map(|item| item.practices(|s| s.modality() == Some(Modality::May)));
    /// let shown = Style::new().practices(possible.filter(|practices| !practices.is_empty())).to_string();
    /// assert_eq!(shown, "邮箱  basic\n  who     我们\n  does    使用\n  in      #1\n");
    /// # Ok::<(), policymark::Error>(())
    /// ```
    pub fn practices<'i, 'd: 'i>(
        self,
        practices: impl IntoIterator<Item = Practices<'i, 'd>>,
    ) -> impl Display {
        Items { style: self, practices: practices.into_iter().collect() }
    }
}

struct Items<'n, 'i, 'd> {
    style: Style<'n>,
    practices: Vec<Practices<'i, 'd>>,
}

impl Display for Items<'_, '_, '_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        if self.practices.is_empty() {
            return self.style.none(f, "items");
        }
        for (number, practices) in self.practices.iter().enumerate() {
            if number > 0 {
                writeln!(f)?;
            }
            self.item(f, practices)?;
        }
        Ok(())
    }
}

impl Items<'_, '_, '_> {
    fn item(&self, f: &mut Formatter<'_>, practices: &Practices<'_, '_>) -> fmt::Result {
        self.title(f, practices)?;
        let affirmed = practices.of_polarity(Polarity::Affirmed);
        for role in shown_roles(practices) {
            self.style.labelled(f, label(role), &words(&affirmed, role))?;
        }
        self.denied(f, &practices.of_polarity(Polarity::Denied))?;
        for heading in practices.headings() {
            self.style.labelled(f, "where", &path(Some(heading)))?;
        }
        let name = self.style.shown_name().map(String::from);
        let numbers = practices.statements().map(|statement| format!("#{}", statement.id()));
        let said = name.into_iter().chain(numbers).collect::<Vec<_>>().join(" ");
        self.style.labelled(f, "in", &said)
    }

    /// `手机号码  sensitive  contact`
    fn title(&self, f: &mut Formatter<'_>, practices: &Practices<'_, '_>) -> fmt::Result {
        let item = practices.item();
        let class = item.class();
        let mut title = visible(item.text()).into_owned();
        if class.is_some_and(|class| class.is_sensitive()) {
            title.push_str("  sensitive");
        }
        if let Some(class) = class {
            title.push_str(&format!("  {}", class.category));
        }
        for line in wrap(&title, self.style.cells()) {
            writeln!(f, "{line}")?;
        }
        Ok(())
    }

    /// The denied actions, and indented below them whom and what the denial is about.
    fn denied(&self, f: &mut Formatter<'_>, denied: &Practices<'_, '_>) -> fmt::Result {
        if denied.is_empty() {
            return Ok(());
        }
        let verbs = words(denied, MemberRole::Action);
        self.style.labelled(f, NOT, if verbs.is_empty() { NO_VERB } else { &verbs })?;
        let others = shown_roles(denied).filter(|role| *role != MemberRole::Action);
        for role in others {
            self.style.indented(f, 4, label(role), &words(denied, role))?;
        }
        Ok(())
    }
}

/// All roles; where the item is data itself, all but those of data.
fn shown_roles(practices: &Practices<'_, '_>) -> impl Iterator<Item = MemberRole> {
    let mention = practices.item().mentions().next();
    let is_of_data = mention.is_some_and(|mention| mention.kind() == AnnotationKind::Data);
    let is_shown = move |role: &MemberRole| !(is_of_data && role.kind() == AnnotationKind::Data);
    MemberRole::SHOWN.into_iter().filter(is_shown)
}

/// The words in one role, each once, those without a mark in parentheses.
fn words(practices: &Practices<'_, '_>, role: MemberRole) -> String {
    let marked = practices.texts(role).into_iter().map(|text| shortened(&text, WORDS_CELLS));
    let unmarked = practices.unmarked(role).into_iter();
    let unmarked = unmarked.map(|word| shortened(&format!("({word})"), WORDS_CELLS));
    marked.chain(unmarked).collect::<Vec<_>>().join("、")
}

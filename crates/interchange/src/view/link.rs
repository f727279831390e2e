//! [`Link`]: all that statements say about two spans, for formats that have binary relations and nothing else.

use std::collections::HashSet;

use super::{Statement, View};

/// A relation between two spans of a policy: `data` from `[收集]` to `<手机号码>`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Link {
    /// The index of the span from which it goes: the action, the whole, what refers to something.
    pub from: usize,
    /// The index of the span to which it goes.
    pub to: usize,
    /// The role of the second one in a statement, `includes` or `means`.
    pub name: &'static str,
}

impl Link {
    /// From a whole to a part: `<设备信息>，如<型号>`.
    pub const INCLUDES: &'static str = "includes";
    /// From what refers to something named before, `<上述信息>`, to that.
    pub const MEANS: &'static str = "means";
}

impl Statement {
    /// Its inclusions, then its references.
    pub fn inner_links(&self) -> impl Iterator<Item = Link> {
        let inclusions = self.inclusions.iter().map(|inclusion| Link {
            from: inclusion.whole,
            to: inclusion.part,
            name: Link::INCLUDES,
        });
        let references = self.references.iter().flat_map(|(mark, meant)| {
            meant.iter().map(|&to| Link { from: *mark, to, name: Link::MEANS })
        });
        inclusions.chain(references)
    }
}

impl View {
    /// The statements as relations between spans, with the inclusions and references that they comprise. What several
    /// statements say is listed once.
    ///
    /// ```
    /// use policymark_interchange::view::View;
    ///
    /// let document = policymark::parse("(我们)会[收集]<设备信息>，如<型号>。")?;
    /// let view = View::new("policy", &document);
    /// let links = view.links().into_iter().map(|link| (link.from, link.name, link.to));
    /// assert_eq!(links.collect::<Vec<_>>(), [(1, "actor", 0), (1, "data", 2), (1, "data", 3), (2, "includes", 3)]);
    /// # Ok::<(), policymark::Error>(())
    /// ```
    #[must_use]
    pub fn links(&self) -> Vec<Link> {
        let mut links = Vec::new();
        for statement in &self.statements {
            let members = statement.relations();
            links.extend(members.map(|relation| Link {
                from: relation.from,
                to: relation.to,
                name: relation.role.name(),
            }));
            links.extend(statement.inner_links());
        }
        let mut seen = HashSet::new();
        links.retain(|&link| seen.insert(link));
        links
    }
}

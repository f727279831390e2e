//! What the crate promises to others: its public items with their signatures, as the sources declare
//! them. A change of it shows in `tests/snapshots/api__public_items.snap`; `docs/releasing.md` says
//! what kind of version it needs.

#![allow(clippy::unwrap_used)]

mod common;

use std::collections::BTreeSet;

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use syn::{
    Attribute, Field, Fields, File, Ident, ImplItem, Item, ItemImpl, Meta, TraitItem, Type,
    Visibility, parse_quote,
};

/// Structs with public fields and enums that can never grow, and why.
const COMPLETE: &[(&str, &str)] = &[
    ("Position", "a line and a column"),
    ("Side", "a bracket opens or closes"),
    ("Polarity", "it is done or not"),
    ("Unit", "UTF-8, UTF-16 and UTF-32 are all the encodings of strings"),
];

/// The source files, parsed, by their path below `src/`.
fn sources() -> Vec<(String, File)> {
    let files = common::sources().into_iter();
    files.map(|(name, text)| (name, syn::parse_file(&text).unwrap())).collect()
}

const fn is_public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}

/// The type or trait that an item declares.
const fn declared(item: &Item) -> Option<(&Ident, &Visibility)> {
    match item {
        Item::Struct(item) => Some((&item.ident, &item.vis)),
        Item::Enum(item) => Some((&item.ident, &item.vis)),
        Item::Type(item) => Some((&item.ident, &item.vis)),
        Item::Trait(item) => Some((&item.ident, &item.vis)),
        _ => None,
    }
}

/// The public part of what the files hold. The lint `unreachable_pub` sees to it that whatever is `pub`
/// can be reached from outside.
struct Interface {
    /// The types that are not public, of which nobody sees what they implement.
    private: BTreeSet<String>,
}

impl Interface {
    fn new(sources: &[(String, File)]) -> Self {
        let items = sources.iter().flat_map(|(_, file)| &file.items);
        let (mut public, mut private) = (BTreeSet::new(), BTreeSet::new());
        for (ident, visibility) in items.filter_map(declared) {
            let names = if is_public(visibility) { &mut public } else { &mut private };
            names.insert(ident.to_string());
        }
        // One module can have a name for itself that is public in another.
        Self { private: private.difference(&public).cloned().collect() }
    }

    fn is_private(&self, path: &syn::Path) -> bool {
        path.segments.last().is_some_and(|last| self.private.contains(&last.ident.to_string()))
    }

    /// The public items among these, without bodies, documentation and private fields.
    fn of(&self, items: Vec<Item>) -> Vec<Item> {
        items.into_iter().filter_map(|item| self.item(item)).collect()
    }

    fn item(&self, mut item: Item) -> Option<Item> {
        let attributes = match &mut item {
            Item::Const(item) if is_public(&item.vis) => &mut item.attrs,
            Item::Enum(item) if is_public(&item.vis) => {
                item.variants.iter_mut().for_each(|variant| {
                    keep_what_promises(&mut variant.attrs);
                    variant.fields.iter_mut().for_each(|field| field.attrs.clear());
                });
                &mut item.attrs
            }
            Item::Fn(item) if is_public(&item.vis) => {
                *item.block = parse_quote!({});
                &mut item.attrs
            }
            Item::Impl(item) => {
                self.implementation(item)?;
                &mut item.attrs
            }
            Item::Macro(item) if declares_public_items(item) => {
                item.mac.tokens = without_docs(std::mem::take(&mut item.mac.tokens));
                &mut item.attrs
            }
            Item::Mod(item) if is_public(&item.vis) => &mut item.attrs,
            Item::Struct(item) if is_public(&item.vis) => {
                hide_private_fields(&mut item.fields);
                &mut item.attrs
            }
            Item::Trait(item) if is_public(&item.vis) => {
                item.items.iter_mut().for_each(strip_trait_item);
                &mut item.attrs
            }
            Item::Type(item) if is_public(&item.vis) => &mut item.attrs,
            Item::Use(item) if is_public(&item.vis) => &mut item.attrs,
            _ => return None,
        };
        let is_test = attributes.iter().any(|attribute| is_cfg(attribute, "test"));
        keep_what_promises(attributes);
        (!is_test).then_some(item)
    }

    /// Of an implementation the public functions, or of that of a trait the types; `None` if nothing
    /// of it can be seen from outside.
    fn implementation(&self, item: &mut ItemImpl) -> Option<()> {
        let is_private = |ty: &Type| matches!(ty, Type::Path(ty) if self.is_private(&ty.path));
        if is_private(&item.self_ty) {
            return None;
        }
        if let Some((path, _)) = &item.trait_ {
            item.items.retain(|item| matches!(item, ImplItem::Type(_)));
            return (!self.is_private(path)).then_some(());
        }
        item.items.retain_mut(|item| match item {
            ImplItem::Fn(item) if is_public(&item.vis) => {
                item.block = parse_quote!({});
                keep_what_promises(&mut item.attrs);
                true
            }
            ImplItem::Const(item) if is_public(&item.vis) => {
                keep_what_promises(&mut item.attrs);
                true
            }
            _ => false,
        });
        (!item.items.is_empty()).then_some(())
    }
}

fn is_cfg(attribute: &Attribute, name: &str) -> bool {
    let Meta::List(list) = &attribute.meta else { return false };
    list.path.is_ident("cfg") && list.tokens.to_string().contains(name)
}

/// Of the attributes those that others can rely on.
fn keep_what_promises(attributes: &mut Vec<Attribute>) {
    const KEPT: &[&str] = &["cfg", "derive", "must_use", "non_exhaustive", "deprecated"];
    attributes.retain(|attribute| KEPT.iter().any(|kept| attribute.path().is_ident(kept)));
}

/// Leaves of private fields that there are some.
fn hide_private_fields(fields: &mut Fields) {
    match fields {
        Fields::Named(fields) => {
            let all = std::mem::take(&mut fields.named);
            let count = all.len();
            fields.named = all.into_iter().filter(|field| is_public(&field.vis)).collect();
            fields.named.iter_mut().for_each(|field| field.attrs.clear());
            if fields.named.len() < count {
                let private: Field =
                    syn::parse::Parser::parse2(Field::parse_named, quote("private: _")).unwrap();
                fields.named.push(private);
            }
        }
        Fields::Unnamed(fields) => {
            for field in fields.unnamed.iter_mut().filter(|field| !is_public(&field.vis)) {
                field.ty = parse_quote!(_);
                field.vis = Visibility::Inherited;
            }
        }
        Fields::Unit => {}
    }
}

fn quote(code: &str) -> TokenStream {
    code.parse().unwrap()
}

fn strip_trait_item(item: &mut TraitItem) {
    if let TraitItem::Fn(item) = item {
        item.attrs.clear();
        if let Some(body) = &mut item.default {
            *body = parse_quote!({});
        }
    }
}

/// Whether a macro is called that declares public items, or is one that does.
fn declares_public_items(item: &syn::ItemMacro) -> bool {
    const DECLARING: &[&str] = &["named_enum", "id", "codes", "reasons", "rules"];
    let name = item.ident.as_ref().or_else(|| item.mac.path.get_ident());
    name.is_some_and(|name| DECLARING.iter().any(|declaring| name == declaring))
}

/// The tokens without comments: `#[doc = "…"]`, and `#[doc]` of the repetition in a macro.
fn without_docs(tokens: TokenStream) -> TokenStream {
    let mut kept: Vec<TokenTree> = Vec::new();
    for token in tokens {
        match token {
            TokenTree::Group(group) if is_doc(&group) && ends_in_hash(&kept) => {
                kept.pop();
            }
            TokenTree::Group(group) => {
                let inner = Group::new(group.delimiter(), without_docs(group.stream()));
                kept.push(inner.into());
            }
            token => kept.push(token),
        }
    }
    kept.into_iter().collect()
}

fn is_doc(group: &Group) -> bool {
    let first = group.stream().into_iter().next();
    group.delimiter() == Delimiter::Bracket
        && matches!(first, Some(TokenTree::Ident(first)) if first == "doc")
}

fn ends_in_hash(tokens: &[TokenTree]) -> bool {
    matches!(tokens.last(), Some(TokenTree::Punct(last)) if last.as_char() == '#')
}

/// The public items of the crate, file by file, as code.
fn public_items() -> String {
    let sources = sources();
    let interface = Interface::new(&sources);
    let files = sources.into_iter().filter_map(|(name, file)| {
        let items = interface.of(file.items);
        let code = prettyplease::unparse(&File {
            shebang: None,
            frontmatter: None,
            attrs: Vec::new(),
            items,
        });
        (!code.is_empty()).then(|| format!("// {name}\n{code}"))
    });
    files.collect::<Vec<_>>().join("\n")
}

#[test]
fn public_items_are_listed() {
    insta::assert_snapshot!("public_items", public_items());
}

#[test]
fn what_can_grow_says_so() {
    let mut complete = BTreeSet::new();
    for item in sources().into_iter().flat_map(|(_, file)| file.items) {
        let (name, code) = match &item {
            Item::Enum(item) if is_public(&item.vis) => {
                (item.ident.to_string(), attributes(&item.attrs))
            }
            Item::Struct(item)
                if is_public(&item.vis) && item.fields.iter().any(|f| is_public(&f.vis)) =>
            {
                (item.ident.to_string(), attributes(&item.attrs))
            }
            Item::Macro(item) if item.mac.path.is_ident("named_enum") => {
                named_enum(&item.mac.tokens)
            }
            _ => continue,
        };
        if !code.contains("non_exhaustive") {
            complete.insert(name);
        }
    }
    let expected = COMPLETE.iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(complete, expected);
}

/// The names of attributes.
fn attributes(attributes: &[Attribute]) -> String {
    attributes
        .iter()
        .filter_map(|attribute| attribute.path().get_ident())
        .map(Ident::to_string)
        .collect()
}

/// The name of an enum, and what is before it.
fn named_enum(tokens: &TokenStream) -> (String, String) {
    let is_comma =
        |token: &TokenTree| matches!(token, TokenTree::Punct(comma) if comma.as_char() == ',');
    let mut before: Vec<_> =
        without_docs(tokens.clone()).into_iter().take_while(|token| !is_comma(token)).collect();
    let name = before.pop().unwrap().to_string();
    (name, before.into_iter().map(|token| token.to_string()).collect())
}

#[test]
fn no_signature_names_what_is_underneath() {
    let items = public_items();
    let mut words = items.split(|c: char| !c.is_alphanumeric() && c != '_');
    let hidden = ["nom", "smallvec", "aho_corasick", "memchr", "wide", "annotate_snippets"];
    assert_eq!(words.find(|word| hidden.contains(word)), None);
}

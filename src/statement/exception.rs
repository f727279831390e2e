//! Exceptions and absences: conditions that are not met when the statement holds.

use super::rule::Rule;
use super::{MemberData, MemberRole, Polarity};
use crate::annotation::Bearing;

/// S24 to S26: sets the role of each condition of a statement, and of those of its purposes that are
/// exceptions. Its members are sorted by role and annotation, before and after.
pub(super) fn place_conditions(
    members: &mut [MemberData],
    polarity: Polarity,
    bearings: &[Bearing],
) {
    let first = members.partition_point(|member| member.role < MemberRole::Purpose);
    let (others, adjuncts) = members.split_at_mut(first);
    let verb = others.iter().rfind(|member| member.role == MemberRole::Action);
    for member in &mut *adjuncts {
        let bearing = bearings.get(member.annotation.index()).copied();
        let is_after_verb = verb.is_some_and(|verb| verb.annotation < member.annotation);
        member.role = match bearing {
            Some(Bearing::Promise) if polarity == Polarity::Denied && is_after_verb => {
                member.rule = Rule::Promise;
                MemberRole::Exception
            }
            Some(Bearing::Exception) => MemberRole::Exception,
            Some(bearing) if member.role == MemberRole::Condition => role(bearing, polarity),
            _ => member.role,
        };
    }
    if adjuncts.iter().any(|member| member.role > MemberRole::Condition) {
        let has_data = others.iter().any(|member| member.role == MemberRole::Data);
        fill_exception(adjuncts, has_data);
        adjuncts.sort_unstable_by_key(|member| (member.role, member.annotation));
    }
}

/// S25, S26: the role of a condition in a statement of this polarity.
fn role(bearing: Bearing, polarity: Polarity) -> MemberRole {
    match (bearing, polarity) {
        (Bearing::Exception, _) | (Bearing::Absence, Polarity::Denied) => MemberRole::Exception,
        (Bearing::Absence, Polarity::Affirmed) => MemberRole::Absence,
        _ => MemberRole::Condition,
    }
}

/// S25: `但{下列情形}除外：` / `1、{您同意}；`: what an item of an exception names is an exception too. A
/// purpose is one only if the item has no data, for which it could be the purpose.
fn fill_exception(adjuncts: &mut [MemberData], has_data: bool) {
    let is_lent = |m: &MemberData| m.rule == Rule::LeadIn;
    let is_case = |m: &MemberData| m.role != MemberRole::Purpose || !has_data;
    if adjuncts.iter().any(|m| is_lent(m) && m.role == MemberRole::Exception) {
        let own = adjuncts.iter_mut().filter(|m| !is_lent(m) && is_case(m));
        own.for_each(|m| m.role = MemberRole::Exception);
    }
}

#[cfg(test)]
mod tests {
    use crate::statement::tests::stated;

    #[test]
    fn a_cue_outside_makes_an_exception() {
        for text in [
            "未经{您同意}，(星海)不会[公开]<病历>。",
            "在未获得您的{您同意}的情况下，(星海)不会[公开]<病历>。",
            "(星海)不会[公开]<病历>，除非{您同意}。",
            "除{您同意}外，(星海)不会[公开]<病历>。",
            "除根据**{您同意}**之外，(星海)不会[公开]<病历>。",
            "(星海)不会[公开]<病历>，但{您同意}的除外。",
            "(星海)不会[公开]<病历>，{您同意}的，不在此限。",
            "无需{您同意}(星海)亦不得[公开]<病历>。",
        ] {
            assert_eq!(stated(text), ["不 谁星海 做公开 物病历 除您同意"], "{text}");
        }
    }

    #[test]
    fn a_cue_inside_makes_an_exception() {
        for mark in ["未经您同意", "除非您同意", "除您同意外", "在未获您同意时", "如未经您同意"]
        {
            assert_eq!(
                stated(&format!("{{{mark}}}，(星海)不会[公开]<病历>。")),
                [format!("不 谁星海 做公开 物病历 除{mark}")]
            );
        }
        assert_eq!(
            stated("(星海)不会[公开]<病历>，{但以下情形除外（见下）}。"),
            ["不 谁星海 做公开 物病历 除但以下情形除外（见下）"]
        );
    }

    #[test]
    fn an_affirmed_statement_has_exceptions_too() {
        assert_eq!(
            stated("(星海)会[保存]<病历>，除非{您注销}或{法律禁止}。"),
            ["谁星海 做保存 物病历 除您注销+法律禁止"]
        );
    }

    #[test]
    fn a_denied_statement_has_plain_conditions() {
        for (before, after) in [
            ("当", "时，"),
            ("若", "，"),
            ("如果", "，"),
            ("因", "时，"),
            ("根据", "的要求，"),
            ("在", "期间，"),
            ("在", "的情况下，"),
            ("自", "之后，"),
            ("一旦", "，"),
            ("经", "后，"),
        ] {
            assert_eq!(
                stated(&format!("{before}{{您停用定位}}{after}(星海)不会[收集]<位置>。")),
                ["不 谁星海 做收集 物位置 当您停用定位"],
                "{before} {after}"
            );
        }
    }

    #[test]
    fn words_that_contain_a_cue_make_no_exception() {
        for mark in ["您未登录时", "用户删除账号后", "如您不同意", "未成年人使用时", "您无法登录时"]
        {
            assert_eq!(
                stated(&format!("{{{mark}}}，(星海)不会[收集]<位置>。")),
                [format!("不 谁星海 做收集 物位置 当{mark}")]
            );
        }
        assert_eq!(
            stated("在清除{您的授权}后，(星海)不会[收集]<位置>。"),
            ["不 谁星海 做收集 物位置 当您的授权"]
        );
        assert_eq!(
            stated("(星海)未在{您注册时}[收集]<位置>。"),
            ["不 谁星海 做收集 物位置 当您注册时"]
        );
    }

    #[test]
    fn a_denial_can_have_both_conditions_and_exceptions() {
        assert_eq!(
            stated("当{您注销}时，除非{您同意}，(星海)不会[保存]<病历>。"),
            ["不 谁星海 做保存 物病历 当您注销 除您同意"]
        );
    }

    #[test]
    fn a_promise_after_a_denial_is_an_exception() {
        let mark = "我们会另行征得您的同意";
        assert_eq!(
            stated(&format!("(星海)不会[公开]<病历>，如需公开，{{{mark}}}。")),
            [format!("不 谁星海 做公开 物病历 除{mark}")]
        );
        assert_eq!(
            stated(&format!("(星海)会[公开]<病历>，如需公开，{{{mark}}}。")),
            [format!("谁星海 做公开 物病历 当{mark}")]
        );
    }

    #[test]
    fn an_absence_of_an_affirmed_statement() {
        for text in [
            "在未经{您同意}的情况下，(星海)会[公开]<病历>。",
            "(星海)无需征得{您同意}即可[公开]<病历>。",
            "(星海)可以不经您的{您同意}[公开]<病历>。",
        ] {
            assert_eq!(stated(text), ["谁星海 做公开 物病历 无您同意"], "{text}");
        }
    }

    #[test]
    fn a_cue_after_a_list_makes_all_of_it_exceptions() {
        for (text, exceptions) in [
            ("，但{您同意}或{法律要求}的除外。", "您同意+法律要求"),
            ("，但经{您同意}、根据{法律要求}的除外。", "您同意+法律要求"),
            ("（{您同意}、{星海合并}或者{法律要求}除外）。", "您同意+星海合并+法律要求"),
            ("，但经{您同意}的，或者{法律要求}的除外。", "您同意+法律要求"),
        ] {
            assert_eq!(
                stated(&format!("(星海)不会[公开]<病历>{text}")),
                [format!("不 谁星海 做公开 物病历 除{exceptions}")],
                "{text}"
            );
        }
        assert_eq!(
            stated("当{您注销}时，(星海)不会[公开]<病历>，但{您同意}的除外。"),
            ["不 谁星海 做公开 物病历 当您注销 除您同意"]
        );
    }

    #[test]
    fn items_of_an_exception_are_exceptions() {
        assert_eq!(
            stated("(星海)不会[公开]<病历>，但{下列情形}除外：\n1、{您同意}；"),
            ["不 谁星海 做公开 物病历 除下列情形", "不 谁星海 做公开 除下列情形+您同意"]
        );
        for lead_in in
            ["，但以下情况除外：", "，除非：", "。但以下情况除外：", "。但下列情形除外："]
        {
            assert_eq!(
                stated(&format!(
                    "(星海)不会[公开]<病历>{lead_in}\n1、{{获得您的同意}}；\n2、{{星海合并}}。"
                ))[1..],
                ["不 谁星海 做公开 除获得您的同意", "不 谁星海 做公开 除星海合并"],
                "{lead_in}"
            );
        }
        assert_eq!(
            stated("(星海)不会[公开]<病历>，但{下列情形}除外：\n1、{为保护他人}；")[1],
            "不 谁星海 做公开 除下列情形+为保护他人"
        );
        let lead_in = "(星海)会[收集]以下信息，但{您拒绝}的除外：";
        assert_eq!(
            stated(&format!("{lead_in}\n1、为{{送货}}，<地址>；"))[1],
            "谁星海 做收集 物地址 为送货 除您拒绝"
        );
        assert_eq!(stated("(星海)会[删除]：\n1、{您注销}；")[1], "谁星海 做删除 当您注销");
    }
}

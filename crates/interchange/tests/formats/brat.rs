use policymark_interchange::Format::Brat;

use crate::written;

/// brat's server warned of triggers with the same place and type.
#[test]
fn statements_of_one_span_share_a_trigger() {
    let markup = "(我们)会[收集]以下信息：\n1、注册时，<邮箱>；\n2、登录时，<电话>。\n";
    let annotations = written(Brat, markup, "policy.ann");
    let starting = |id| annotations.lines().filter(move |line| line.starts_with(id));
    assert_eq!(starting('T').filter(|line| line.contains("\tStatement ")).count(), 1);
    assert_eq!(starting('E').filter(|line| line.contains("\tStatement:T5 ")).count(), 3);
}

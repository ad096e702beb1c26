//! How lines are counted: the header of a partial, byte for byte, and what it says.

use std::sync::Arc;

use crate::automaton::Automaton;
use crate::filter::Filter;
use crate::groups::{Grouping, Zone};
use crate::json::Tree;
use crate::plan::{Column, Plan, Present};

/// The options of a tally.
#[derive(Clone, Debug)]
pub struct Options {
    /// The canonical JSON.
    pub header: String,
    pub plan: Plan,
    pub present: Present,
    pub filter: Option<Filter>,
    pub group_by: Vec<Grouping>,
    pub latency_by: Vec<Column>,
    /// Longest line in bytes, without its line end.
    pub max_line: usize,
    /// How many malformed lines are kept.
    pub samples: usize,
    pub strip_query: bool,
    pub zone: Zone,
    /// Whether memory is bounded, and counts are approximate.
    pub approx: bool,
}

impl Options {
    /// Compiles options; an error says what is wrong with them.
    pub fn read(header: &str, automata: &[&[u8]]) -> Result<Options, String> {
        let tree = Tree::parse(header)?;
        let automata = automata.iter().map(|bytes| Automaton::read(bytes).map(Arc::new));
        let automata: Vec<Arc<Automaton>> = automata.collect::<Result<_, _>>()?;
        let plan = Plan::read(tree.get("plan")?)?;
        let filter = match tree.get("filter")? {
            Tree::Null => None,
            filter => Some(Filter::read(filter, &automata)?),
        };
        let group_by = tree.get("group_by")?.list()?;
        let latency_by = tree.get("latency_by")?.list()?;
        let options = Options {
            header: header.to_string(),
            present: plan.present(),
            plan,
            filter,
            group_by: group_by.iter().map(Grouping::read).collect::<Result<_, _>>()?,
            latency_by: latency_by
                .iter()
                .map(|name| Column::named(&name.name()?))
                .collect::<Result<_, _>>()?,
            max_line: at_least(&tree, "max_line", 1)?,
            samples: at_least(&tree, "samples", 0)?,
            strip_query: tree.get("strip_query")?.bool()?,
            zone: Zone::read(tree.get("zone")?)?,
            approx: tree.get("approx")?.bool()?,
        };
        if options.approx && !options.latency_by.is_empty() {
            return Err("latency_by must be empty in approximate mode".to_string());
        }
        Ok(options)
    }
}

fn at_least(tree: &Tree, name: &str, least: i64) -> Result<usize, String> {
    let number = tree.get(name)?.number()?;
    if number < least {
        return Err(format!("{name} is {number}, must be at least {least}"));
    }
    Ok(number as usize)
}

/// Returns options of a plan as the tests want them; each `change` replaces one value.
#[cfg(test)]
pub fn options_of(plan: &str, changes: &[(&str, &str)]) -> Arc<Options> {
    let value = |name: &str, usual: &str| {
        let changed = changes.iter().find(|(changed, _)| *changed == name);
        format!("\"{name}\":{}", changed.map_or(usual, |(_, value)| value))
    };
    let values = [
        value("approx", "false"),
        value("filter", "null"),
        value("group_by", "[]"),
        value("latency_by", "[]"),
        value("max_line", "1048576"),
        format!("\"plan\":{plan}"),
        value("samples", "20"),
        value("strip_query", "true"),
        value("zone", "[]"),
    ];
    let header = format!("{{{}}}", values.join(","));
    Arc::new(Options::read(&header, &[]).expect("good options"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_say_what_is_wrong_with_them() {
        let good = options_of("{\"kind\":\"combined\"}", &[]);
        assert!(good.present.has(Column::UserAgent) && !good.present.has(Column::Host));
        for (old, new, why) in [
            ("\"combined\"", "\"other\"", "kind \"other\""),
            ("\"samples\":20", "\"samples\":-1", "samples is -1"),
            ("\"max_line\":1048576", "\"max_line\":0", "max_line is 0"),
            ("\"latency_by\":[]", "\"latency_by\":[\"day\"]", "column is 'day'"),
            ("\"group_by\":[]", "\"group_by\":[\"week\"]", "\"week\""),
            ("\"zone\":[]", "\"zone\":[[0,61]]", "61"),
            (",\"zone\":[]", "", "\"zone\" is missing"),
        ] {
            let error = Options::read(&good.header.replace(old, new), &[]).expect_err(new);
            assert!(error.contains(why), "{error}");
        }
    }
}

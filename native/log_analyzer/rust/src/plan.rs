//! What a line looks like: the format plan of the options, compiled.

use crate::json::{self, Tree};
use crate::line::Layout;
use crate::text;

/// How lines are read.
#[derive(Clone, Debug)]
pub enum Plan {
    /// `common` and `combined`, which have a parser of their own.
    Known(Layout),
    Text(text::Steps),
    Json(json::Paths),
    W3c,
}

/// What a value of a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    Ip,
    IpPort,
    User,
    Host,
    Referrer,
    UserAgent,
    Method,
    Target,
    Query,
    Protocol,
    Request,
    Status,
    Size,
    Time(Time),
    Latency(Unit),
    Skip,
}

/// How a moment, or a part of it, is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Time {
    Clf,
    Iso,
    Seconds,
    Milliseconds,
    Microseconds,
    Auto,
    Date,
    Clock,
}

/// What latencies are given in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    Seconds,
    Milliseconds,
    Microseconds,
    /// Seconds if there is a dot, else milliseconds.
    W3c,
}

impl Field {
    /// Finds a field by its name in plans.
    pub fn named(name: &str) -> Result<Field, String> {
        Ok(match name {
            "ip" => Field::Ip,
            "ip_port" => Field::IpPort,
            "user" => Field::User,
            "host" => Field::Host,
            "referrer" => Field::Referrer,
            "user_agent" => Field::UserAgent,
            "method" => Field::Method,
            "target" => Field::Target,
            "query" => Field::Query,
            "protocol" => Field::Protocol,
            "request" => Field::Request,
            "status" => Field::Status,
            "size" => Field::Size,
            "time_clf" => Field::Time(Time::Clf),
            "time_iso" => Field::Time(Time::Iso),
            "time_s" => Field::Time(Time::Seconds),
            "time_ms" => Field::Time(Time::Milliseconds),
            "time_us" => Field::Time(Time::Microseconds),
            "time_auto" => Field::Time(Time::Auto),
            "date" => Field::Time(Time::Date),
            "clock" => Field::Time(Time::Clock),
            "latency_s" => Field::Latency(Unit::Seconds),
            "latency_ms" => Field::Latency(Unit::Milliseconds),
            "latency_us" => Field::Latency(Unit::Microseconds),
            "skip" | "rest" => Field::Skip,
            _ => return Err(format!("field {name:?} is unknown")),
        })
    }
}

/// The columns whose keys are counted, in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    Path,
    Ip,
    UserAgent,
    Referrer,
    User,
    Host,
}

impl Column {
    pub const COUNT: usize = 6;
    pub const ALL: [Column; Self::COUNT] =
        [Column::Path, Column::Ip, Column::UserAgent, Column::Referrer, Column::User, Column::Host];

    pub fn name(self) -> &'static str {
        ["path", "ip", "user_agent", "referrer", "user", "host"][self as usize]
    }

    /// Finds a column by its name.
    pub fn named(name: &str) -> Result<Column, String> {
        let found = Column::ALL.into_iter().find(|column| column.name() == name);
        let names = Column::ALL.map(Column::name).join(", ");
        found.ok_or_else(|| format!("column is '{name}', must be one of {names}"))
    }
}

/// Which columns lines of a plan have, and whether they may say how long a request took.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Present {
    /// By [`Column`].
    pub columns: [bool; Column::COUNT],
    pub latency: bool,
}

impl Present {
    pub fn has(&self, column: Column) -> bool {
        self.columns[column as usize]
    }
}

impl Plan {
    /// Compiles a plan; an error says what is wrong with it.
    pub fn read(tree: &Tree) -> Result<Plan, String> {
        let kind = tree.get("kind")?.name()?;
        Ok(match &*kind {
            "common" => Plan::Known(Layout::Common),
            "combined" => Plan::Known(Layout::Combined),
            "text" => Plan::Text(text::Steps::read(tree.get("steps")?)?),
            "json" => Plan::Json(json::Paths::read(tree.get("fields")?)?),
            "w3c" => Plan::W3c,
            _ => return Err(format!("a plan of kind {kind:?} is unknown")),
        })
    }

    pub fn present(&self) -> Present {
        let columns = |has: &dyn Fn(Column) -> bool| Column::ALL.map(has);
        match self {
            Plan::Known(layout) => {
                let quoted = *layout == Layout::Combined;
                let columns = columns(&|column| match column {
                    Column::Path | Column::Ip | Column::User => true,
                    Column::UserAgent | Column::Referrer => quoted,
                    Column::Host => false,
                });
                Present { columns, latency: false }
            }
            Plan::Text(steps) => {
                let latency = steps.fields().any(|field| matches!(field, Field::Latency(_)));
                let has = |wanted: Field| steps.fields().any(|field| field == wanted);
                let columns = columns(&|column| match column {
                    Column::Path => true,
                    Column::Ip => has(Field::Ip) || has(Field::IpPort),
                    Column::UserAgent => has(Field::UserAgent),
                    Column::Referrer => has(Field::Referrer),
                    Column::User => has(Field::User),
                    Column::Host => has(Field::Host),
                });
                Present { columns, latency }
            }
            Plan::Json(paths) => {
                Present { columns: [true; Column::COUNT], latency: paths.have_latency() }
            }
            Plan::W3c => Present { columns: [true; Column::COUNT], latency: true },
        }
    }
}

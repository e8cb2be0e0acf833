//! `polya tools`: list, show, add, remove, call, test, new, connect.

use std::{
    collections::BTreeMap,
    fs,
    io::{self, IsTerminal, Read as _, Write as _},
    path::{Path, PathBuf},
    sync::Arc,
};

use polya_engine::tools::{goal_for_tools, registry};
use polya_lean::goal::Goal;
use polya_tools::{
    Language, Origin, OutsideServer, Registered, Registry, UseError, trial,
    wasm::{CallError, Export, Grants, NoServices, Permission, ToolError},
    write_template,
};
use serde_json::{Value, json};

use crate::{
    args::{
        AddToolArgs, CallToolArgs, ConnectArgs, NewToolArgs, ToolsArgs, ToolsCommand,
        tools::{Grant, Lang},
    },
    context::{Context, block_on},
    exit::{Exit, Failure},
    outside,
    terminal::{Paint, say, say_json},
};

pub(crate) fn tools(context: &Context, args: &ToolsArgs) -> anyhow::Result<Exit> {
    match &args.what {
        ToolsCommand::New(args) => new(context, args),
        ToolsCommand::Connect(args) => block_on(connect(context, args)),
        ToolsCommand::Call(args) if args.name.contains('.') => {
            block_on(call_outside(context, args))
        }
        ToolsCommand::Remove { name } if servers(context).contains_key(name) => {
            OutsideServer::forget(&folder(context), name)
                .map_err(|error| Failure::infrastructure(error.to_string()))?;
            context.terminal.note(format_args!("removed the server `{name}`"));
            Ok(Exit::Success)
        }
        what => block_on(async {
            let mut registry = registry(&context.settings).await?;
            if !matches!(what, ToolsCommand::Test { .. }) {
                for broken in registry.broken() {
                    context.terminal.warning(broken);
                }
            }
            match what {
                ToolsCommand::List { json } => {
                    list(&registry, &servers(context), *json, context.terminal.out())
                }
                ToolsCommand::Show { name, json } => {
                    show(&registry, name, *json, context.terminal.out())
                }
                ToolsCommand::Add(args) => add(context, &mut registry, args).await,
                ToolsCommand::Remove { name } => {
                    registry.remove(name)?;
                    context.terminal.note(format_args!("removed `{name}`"));
                    Ok(Exit::Success)
                }
                ToolsCommand::Call(args) => call(&registry, args).await,
                ToolsCommand::Test { tool, json } => {
                    test(&registry, tool, *json, context.terminal.out()).await
                }
                ToolsCommand::New(_) | ToolsCommand::Connect(_) => Ok(Exit::Success),
            }
        }),
    }
}

/// What a tool can do beyond answering calls.
fn abilities(exports: &[Export]) -> Vec<&'static str> {
    [Export::Propose, Export::Refute]
        .into_iter()
        .filter(|export| exports.contains(export))
        .map(Export::name)
        .collect()
}

fn names(permissions: impl IntoIterator<Item = Permission>) -> Vec<&'static str> {
    permissions.into_iter().map(Permission::name).collect()
}

fn origin(origin: &Origin) -> &'static str {
    match origin {
        Origin::BuiltIn => "built in",
        Origin::Added(_) => "added",
    }
}

fn as_json(tool: &Registered) -> Value {
    let spec = tool.spec();
    let output: Option<Value> =
        spec.output_schema.as_deref().and_then(|schema| serde_json::from_str(schema).ok());
    json!({
        "name": tool.name(),
        "description": spec.description,
        "origin": origin(tool.origin()),
        "can": abilities(tool.exports()),
        "asks": names(tool.requests().iter().copied()),
        "granted": names(tool.grants().iter()),
        "deterministic": spec.deterministic,
        "hash": tool.hash().to_hex().to_string(),
        "limits": tool.limits(),
        "input_schema": tool.input_schema(),
        "output_schema": output,
    })
}

/// Where added tools and outside servers are kept.
fn folder(context: &Context) -> PathBuf {
    context.settings.home.join("tools")
}

/// The outside servers that were connected. Broken files are left out with a warning.
fn servers(context: &Context) -> BTreeMap<String, OutsideServer> {
    let (found, broken) = OutsideServer::all(&folder(context));
    for error in broken {
        context.terminal.warning(error);
    }
    found
}

async fn connect(context: &Context, args: &ConnectArgs) -> anyhow::Result<Exit> {
    const OUTPUT_BYTES: usize = 256 * 1024;
    let tools = outside::look(&args.name, &args.command, args.timeout_ms).await?;
    for (tool, said) in &tools {
        let name = context.terminal.err().bold(format!("{}.{tool}", args.name));
        context.terminal.note(format_args!("{name}: {}", said.description));
    }
    let count = tools.len();
    let server = OutsideServer {
        command: args.command.clone(),
        timeout_ms: args.timeout_ms,
        output_bytes: OUTPUT_BYTES,
        tools,
    };
    server.keep(&folder(context), &args.name).map_err(|error| Failure::input(error.to_string()))?;
    context.terminal.note(format_args!("connected `{}`, {count} tools", args.name));
    Ok(Exit::Success)
}

async fn call_outside(context: &Context, args: &CallToolArgs) -> anyhow::Result<Exit> {
    let (server, tool) = args.name.split_once('.').unwrap_or((&args.name, ""));
    let servers = servers(context);
    let Some(found) = servers.get(server) else {
        return Err(Failure::input(format!("no server `{server}` is connected"))
            .hint("`polya tools connect NAME -- COMMAND` connects one")
            .into());
    };
    if args.goal.is_some() {
        return Err(Failure::input("an outside tool answers calls only").into());
    }
    let answer = outside::call(server, found, tool, &argument(args)?).await?;
    say_json(&answer)?;
    Ok(Exit::Success)
}

fn list(
    registry: &Registry,
    servers: &BTreeMap<String, OutsideServer>,
    json: bool,
    paint: Paint,
) -> anyhow::Result<Exit> {
    let mut tools: Vec<&Registered> = registry.iter().collect();
    tools.sort_by_key(|tool| (*tool.origin() != Origin::BuiltIn, tool.name()));
    if json {
        let tools: Vec<Value> = tools.into_iter().map(as_json).collect();
        let broken: Vec<String> = registry.broken().iter().map(ToString::to_string).collect();
        let all = json!({"tools": tools, "broken": broken, "servers": servers});
        say_json(&all)?;
        return Ok(Exit::Success);
    }
    let width = tools.iter().map(|tool| tool.name().len()).max().unwrap_or(0);
    for tool in tools {
        let name = paint.bold(format!("{:<width$}", tool.name()));
        let can = abilities(tool.exports()).join(", ");
        let about = tool.spec().description.split(": ").next().unwrap_or_default();
        say(format_args!("{name}  {:<8}  {can:<15}  {about}", origin(tool.origin())))?;
    }
    for (server, found) in servers {
        for (tool, said) in &found.tools {
            let name = paint.bold(format!("{server}.{tool}"));
            say(format_args!("{name}  outside  {:<15}  {}", "", said.description))?;
        }
    }
    Ok(Exit::Success)
}

fn show(registry: &Registry, name: &str, json: bool, paint: Paint) -> anyhow::Result<Exit> {
    let tool = registry.get(name)?;
    if json {
        say_json(&as_json(tool))?;
        return Ok(Exit::Success);
    }
    let limits = tool.limits();
    let none_or = |names: Vec<&'static str>| {
        if names.is_empty() { "nothing".to_owned() } else { names.join(", ") }
    };
    say(format_args!("{} ({})", paint.bold(tool.name()), origin(tool.origin())))?;
    say(&tool.spec().description)?;
    say(format_args!("can:     {}", none_or([vec!["call"], abilities(tool.exports())].concat())))?;
    say(format_args!("asks:    {}", none_or(names(tool.requests().iter().copied()))))?;
    say(format_args!("granted: {}", none_or(names(tool.grants().iter()))))?;
    say(format_args!(
        "limits:  {} ms, {} MiB, {} bytes of output, {} calls into the host",
        limits.timeout_ms, limits.memory_mib, limits.output_bytes, limits.host_calls
    ))?;
    say(format_args!("hash:    {}", tool.hash().to_hex()))?;
    if let Origin::Added(manifest) = tool.origin() {
        say(format_args!("manifest: {}", manifest.display()))?;
    }
    say(format_args!("input:   {}", tool.input_schema()))?;
    Ok(Exit::Success)
}

async fn add(
    context: &Context,
    registry: &mut Registry,
    args: &AddToolArgs,
) -> anyhow::Result<Exit> {
    let terminal = context.terminal;
    let found = registry.inspect(&args.file).await?;
    let spec = found.spec().clone();
    let requests = found.requests().to_vec();
    terminal.note(format_args!("{}: {}", terminal.err().bold(&spec.name), spec.description));
    let can = [vec!["call"], abilities(found.exports())].concat().join(", ");
    let asks =
        if requests.is_empty() { "nothing".to_owned() } else { names(requests.clone()).join(", ") };
    terminal.note(format_args!("  can {can}; asks for {asks}; {} bytes", found.size()));
    let grants = grants(context, args, &spec.name, &requests)?;
    let denied: Vec<&str> =
        names(requests.iter().copied().filter(|permission| !grants.allows(*permission)));
    if !denied.is_empty() {
        terminal.warning(format_args!("not granted: {}", denied.join(", ")));
    }
    let tool = registry.add(found, &grants)?;
    terminal.note(format_args!("added `{}`", tool.name()));
    if args.json {
        say_json(&as_json(tool))?;
    }
    Ok(Exit::Success)
}

/// What the user allows. Nothing is granted that was not asked for.
fn grants(
    context: &Context,
    args: &AddToolArgs,
    tool: &str,
    requests: &[Permission],
) -> Result<Grants, Failure> {
    let named: Vec<Permission> = args.grant.iter().copied().filter_map(permission).collect();
    if let Some(extra) = named.iter().find(|permission| !requests.contains(permission)) {
        return Err(Failure::input(format!("`{tool}` does not ask for `{}`", extra.name()))
            .hint("grant only what it asks for"));
    }
    if args.yes {
        return Ok(requests.iter().copied().collect());
    }
    if requests.is_empty() || !args.grant.is_empty() {
        return Ok(named.into_iter().collect());
    }
    if !io::stdin().is_terminal() {
        let asked = names(requests.iter().copied()).join(",");
        return Err(Failure::input(format!(
            "`{tool}` requests permissions ({asked}), and there is no terminal to grant them on"
        ))
        .hint(format!("say `--grant {asked}`, `--grant none`, or `--yes` for all")));
    }
    let mut granted = Vec::new();
    for permission in requests {
        let what = meaning(*permission);
        let _ = write!(io::stderr(), "may it {what} (`{}`)? [y/N] ", permission.name());
        let mut answer = String::new();
        io::stdin()
            .read_line(&mut answer)
            .map_err(|error| Failure::input(format!("no answer: {error}")))?;
        if matches!(answer.trim(), "y" | "Y" | "yes") {
            granted.push(*permission);
        }
    }
    context.terminal.detail("what was not granted can be granted later in its manifest");
    Ok(granted.into_iter().collect())
}

fn permission(grant: Grant) -> Option<Permission> {
    match grant {
        Grant::None => None,
        Grant::Log => Some(Permission::Log),
        Grant::Progress => Some(Permission::Progress),
        Grant::Lean => Some(Permission::Lean),
        Grant::Recall => Some(Permission::Recall),
    }
}

fn meaning(permission: Permission) -> &'static str {
    match permission {
        Permission::Log => "write lines to the program's log",
        Permission::Progress => "report how far it has come",
        Permission::Lean => "ask Lean about terms, in the environment of the problem at hand",
        Permission::Recall => "read the library's theorems",
    }
}

async fn call(registry: &Registry, args: &CallToolArgs) -> anyhow::Result<Exit> {
    let tool = registry.get(&args.name)?;
    let services = Arc::new(NoServices);
    if let Some(text) = &args.goal {
        // A person writes a goal on one line.
        let text = match text.rsplit_once('⊢') {
            Some((context, target)) => {
                let lines: Vec<&str> = context.split(';').map(str::trim).collect();
                format!("{}\n⊢ {}", lines.join("\n"), target.trim())
            }
            None => format!("⊢ {}", text.trim()),
        };
        let goal = Goal::parse(text.trim()).map_err(|error| {
            Failure::input(error.to_string()).hint("write it as `a b : Nat; h : a < b ⊢ a ≠ b`")
        })?;
        let goal = goal_for_tools(&goal);
        let mut answer = serde_json::Map::new();
        if tool.exports().contains(&Export::Propose) {
            let found = tool.propose(&goal, "", services.clone()).await.map_err(call_failure)?;
            answer.insert("proposals".to_owned(), serde_json::to_value(found)?);
        }
        if tool.exports().contains(&Export::Refute) {
            let found = tool.refute(&goal, "", services).await.map_err(call_failure)?;
            answer.insert("refutation".to_owned(), serde_json::to_value(found)?);
        }
        if answer.is_empty() {
            return Err(Failure::input(format!("`{}` answers calls only", tool.name())).into());
        }
        say_json(&answer)?;
        return Ok(Exit::Success);
    }
    let answer = tool.call(&argument(args)?, services).await.map_err(use_failure)?;
    say_json(&answer.value)?;
    Ok(Exit::Success)
}

/// The argument as it was given, or from standard input.
fn argument(args: &CallToolArgs) -> Result<Value, Failure> {
    let text = match args.argument.as_deref() {
        None => "{}".to_owned(),
        Some("-") => {
            let mut text = String::new();
            io::stdin()
                .read_to_string(&mut text)
                .map_err(|error| Failure::input(format!("cannot read standard input: {error}")))?;
            text
        }
        Some(text) => text.to_owned(),
    };
    serde_json::from_str(&text)
        .map_err(|error| Failure::input(format!("the argument is not JSON: {error}")))
}

#[expect(clippy::needless_pass_by_value, reason = "made for `map_err`")]
fn call_failure(error: CallError) -> Failure {
    Failure::infrastructure(error.to_string())
}

#[expect(clippy::needless_pass_by_value, reason = "made for `map_err`")]
fn use_failure(error: UseError) -> Failure {
    let message = error.to_string();
    match error {
        UseError::Arguments { .. } | UseError::Tool { error: ToolError::BadInput(_), .. } => {
            Failure::input(message).hint("`polya tools show NAME` shows the schema")
        }
        _ => Failure::infrastructure(message),
    }
}

async fn test(registry: &Registry, tool: &str, json: bool, paint: Paint) -> anyhow::Result<Exit> {
    // A name is a name even where a folder is called so.
    let file = Path::new(tool);
    let report = if file.exists() && !file.is_dir() {
        if !file.is_file() {
            return Err(Failure::input(format!("`{tool}` is not a regular file")).into());
        }
        trial::of(&registry.trial(file).await?).await
    } else {
        trial::of(registry.get(tool)?).await
    };
    if json {
        say_json(&report)?;
    } else {
        for check in &report.checks {
            let word = if check.passed { paint.green("ok   ") } else { paint.red("fails") };
            say(format_args!("{word}  {}  {}", check.what, paint.dim(&check.detail)))?;
        }
    }
    Ok(if report.passed() { Exit::Success } else { Exit::Unsolved })
}

fn new(context: &Context, args: &NewToolArgs) -> anyhow::Result<Exit> {
    let language = match args.lang {
        Lang::Rust => Language::Rust,
        Lang::C => Language::C,
        Lang::Js => Language::JavaScript,
        Lang::Python => Language::Python,
        Lang::Wat => Language::Wat,
    };
    let folder = args.dir.clone().unwrap_or_else(|| PathBuf::from(&args.name));
    let readme = write_template(language, &args.name, &folder)
        .map_err(|error| Failure::input(error.to_string()))?;
    let missing = language.missing(&std::env::var_os("PATH").unwrap_or_default());
    for tool in &missing {
        context.terminal.warning(format_args!("`{}` was not found", tool.program));
        context.terminal.hint(tool.remedy);
    }
    let files = fs::read_dir(&folder).map_or(0, Iterator::count);
    context.terminal.note(format_args!("wrote `{}` ({files} entries)", folder.display()));
    say(readme.trim_end())?;
    Ok(Exit::Success)
}

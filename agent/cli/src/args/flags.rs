//! The flags of settings, made from the table.

use std::marker::PhantomData;

use clap::{
    Arg, ArgAction, ArgMatches, Args, Command, Error, FromArgMatches, builder::ValueParser,
};

use crate::{
    config::Layer,
    settings::{Flag, Group, SETTINGS, Setting},
};

/// Which flags a command has.
pub(crate) trait Shown: std::fmt::Debug + Send + Sync + Clone + 'static {
    fn shows(group: Group) -> bool;
}

/// Those of every command.
#[derive(Clone, Debug)]
pub(crate) struct Everywhere;

/// Those of commands that search.
#[derive(Clone, Debug)]
pub(crate) struct OfSearch;

/// Those of `run`.
#[derive(Clone, Debug)]
pub(crate) struct OfRun;

impl Shown for Everywhere {
    fn shows(group: Group) -> bool {
        group == Group::Everywhere
    }
}

impl Shown for OfSearch {
    fn shows(group: Group) -> bool {
        matches!(group, Group::Search(_))
    }
}

impl Shown for OfRun {
    fn shows(group: Group) -> bool {
        group == Group::Run
    }
}

/// What the flags of one group set.
#[derive(Clone, Debug)]
pub(crate) struct Flags<G>(Layer, PhantomData<G>);

impl<G: Shown> Flags<G> {
    pub(crate) fn layer(&self) -> &Layer {
        &self.0
    }

    fn all() -> impl Iterator<Item = (&'static Setting, Flag)> {
        SETTINGS
            .iter()
            .filter_map(|setting| Some((setting, setting.flag?)))
            .filter(|(_, flag)| G::shows(flag.group))
    }
}

impl<G: Shown> FromArgMatches for Flags<G> {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, Error> {
        let mut layer = Layer::default();
        for (setting, flag) in Self::all() {
            if flag.value.is_empty() {
                if matches.get_flag(setting.path) {
                    layer.set(setting.path, "true");
                }
            } else if let Some(text) = matches.get_one::<String>(setting.path) {
                layer.set(setting.path, text);
            }
        }
        Ok(Self(layer, PhantomData))
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), Error> {
        let upper = Self::from_arg_matches(matches)?.0;
        self.0 = std::mem::take(&mut self.0).with(upper);
        Ok(())
    }
}

impl<G: Shown> Args for Flags<G> {
    fn augment_args(command: Command) -> Command {
        command.args(Self::all().map(|(setting, flag)| argument(setting, flag)))
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

fn argument(setting: &'static Setting, flag: Flag) -> Arg {
    let usual = setting.usual();
    let mut argument = Arg::new(setting.path).long(flag.long);
    if let Some(short) = flag.short {
        argument = argument.short(short);
    }
    if let Some(alias) = flag.alias {
        argument = argument.alias(alias);
    }
    argument = match flag.group {
        Group::Everywhere => argument.global(true),
        Group::Search(heading) => argument.help_heading(heading),
        Group::Run | Group::Declared => argument,
    };
    if flag.value.is_empty() {
        return argument.action(ArgAction::SetTrue).help(setting.help);
    }
    let help = match usual.as_str() {
        "" => setting.help.to_owned(),
        usual => format!("{} [default: {usual}]", setting.help),
    };
    let checked = move |text: &str| setting.check(text).map(|()| text.to_owned());
    argument.value_name(flag.value).help(help).value_parser(ValueParser::from(checked))
}

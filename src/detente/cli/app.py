"""Commands made from verbs: a verb's signature becomes its arguments, flags and help."""

from __future__ import annotations

import builtins
import inspect
import sys
from collections.abc import Callable
from dataclasses import dataclass
from types import ModuleType, SimpleNamespace
from typing import Annotated, Any, cast, get_args, get_origin, get_type_hints

import typer

from detente import verbs
from detente.cli import screen, subjects
from detente.cli.subjects import MANY
from detente.study.version import VERSION
from detente.verbs import Setting

_ORDER = (
    *("new", "list", "check", "run", "roots", "why", "claims", "whatif", "flip", "sensitivity", "weakest"),
    *("decide", "data", "measure", "report", "verify", "sources", "schema"),
)
_GROUPS = {"data": "Data sets of the record that are held here."}


def build() -> typer.Typer:
    """The application, with a command for every verb."""
    app = typer.Typer(
        name="detente",
        help="An argument about foreign policy, made runnable.",
        no_args_is_help=True,
        add_completion=True,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(_version)
    groups: dict[str, typer.Typer] = {}
    for name in sorted(verbs.names(), key=_rank):
        group, _, last = name.rpartition(" ")
        parent = app
        if group:
            if group not in groups:
                said = _GROUPS.get(group, f"{group.capitalize()} of a study.")
                groups[group] = typer.Typer(help=said, no_args_is_help=True)
                app.add_typer(groups[group], name=group)
            parent = groups[group]
        module = verbs.named(name)
        parent.command(name=last, help=_help(module))(_command(module))
    return app


def _print_version(asked: bool) -> None:  # noqa: FBT001  (Typer calls it so)
    if asked:
        print(f"detente {VERSION}")  # noqa: T201
        raise typer.Exit


def _version(
    version: Annotated[  # noqa: FBT002
        bool, typer.Option("--version", help="Print the version and stop.", callback=_print_version, is_eager=True)
    ] = False,
) -> None:
    del version  # its callback has answered


def _rank(name: str) -> tuple[int, str]:
    first = name.split(" ", 1)[0]
    return (_ORDER.index(first) if first in _ORDER else len(_ORDER), name)


def _help(module: ModuleType) -> str:
    """A verb's docstring, without the line that says which files it goes through."""
    text = inspect.cleandoc(module.do.__doc__ or "")
    return text.split("\n\nPath:")[0]


def _command(module: ModuleType) -> Callable[..., None]:
    """A function with the signature that Typer is to see, which asks the verb and shows its answer."""
    asked, kept = _signature(module.do), _signature(getattr(module, "save", None))

    def command(**given: Any) -> None:
        as_json = given.pop("json", False)
        subject = [subjects.read(given.pop(name), kind) for name, kind in asked.subjects.items()]
        given = {name: tuple(cast(list[Any], v)) if isinstance(v, list) else v for name, v in given.items()}
        settings = {name: given[name] for name in asked.keywords if name in given}
        keeping = {name: given[name] for name in kept.keywords}
        if hasattr(module, "ready"):
            module.ready(**keeping)
        with screen.progress(enabled=asked.wants_progress) as progress:
            extra = {"progress": progress} if asked.wants_progress else {}
            answer = module.do(*subject, **settings, **extra)
        screen.show(module.data(answer) if as_json else module.show(answer))
        if hasattr(module, "save"):
            said = module.save(answer, **keeping)
            if said and not as_json:
                screen.show(said)
        if hasattr(module, "succeeded") and not module.succeeded(answer):
            raise typer.Exit(1)

    parameters = [
        inspect.Parameter(
            name,
            inspect.Parameter.POSITIONAL_OR_KEYWORD,
            default=None if kind == MANY else inspect.Parameter.empty,
            annotation=subjects.argument(name, kind),
        )
        for name, kind in asked.subjects.items()
    ]
    parameters += [*asked.flags(), *kept.flags()]
    json_flag = Annotated[bool, typer.Option("--json", help="Print the answer as JSON.")]
    parameters.append(inspect.Parameter("json", inspect.Parameter.KEYWORD_ONLY, default=False, annotation=json_flag))
    command.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    command.__annotations__ = {p.name: p.annotation for p in parameters}
    return command


@dataclass(frozen=True)
class _Signature:
    """What a verb's function takes: subjects by position, settings by keyword."""

    subjects: dict[str, Any]
    keywords: dict[str, tuple[Any, Any, Setting]]
    wants_progress: bool

    def flags(self) -> list[inspect.Parameter]:
        """The settings as flags."""
        return [
            inspect.Parameter(
                name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=_flag(name, kind, setting)
            )
            for name, (kind, default, setting) in self.keywords.items()
        ]


def _signature(function: Callable[..., Any] | None) -> _Signature:
    if function is None:
        return _Signature({}, {}, wants_progress=False)
    parameters = inspect.signature(function).parameters.values()
    by_keyword = [p for p in parameters if p.kind is inspect.Parameter.KEYWORD_ONLY and p.name != "progress"]
    by_position = [p for p in parameters if p.kind is not inspect.Parameter.KEYWORD_ONLY]
    hints = _hints(function, [p.name for p in (*by_position, *by_keyword)])
    keywords = {p.name: _unpacked(hints[p.name], p.default) for p in by_keyword}
    subjects = {p.name: hints[p.name] for p in by_position}
    return _Signature(subjects, keywords, any(p.name == "progress" for p in parameters))


def _hints(function: Callable[..., Any], names: list[str]) -> dict[str, Any]:
    """Types of these parameters; an answer's type belongs to the engine and is not looked up here."""
    annotations: dict[str, str] = inspect.get_annotations(function)
    known = {name: annotations[name] for name in names if annotations[name].split("[")[0] in _namespace(function)}
    shell = SimpleNamespace(__annotations__=known)
    return dict.fromkeys(names, Any) | get_type_hints(shell, _namespace(function), include_extras=True)


def _namespace(function: Callable[..., Any]) -> dict[str, Any]:
    return {**vars(builtins), **vars(sys.modules[function.__module__])}


def _unpacked(hint: Any, default: Any) -> tuple[Any, Any, Setting]:
    if get_origin(hint) is Annotated:
        kind, *more = get_args(hint)
        return kind, default, next((m for m in more if isinstance(m, Setting)), Setting(""))
    return hint, default, Setting("")


def _flag(name: str, kind: Any, setting: Setting) -> Any:
    flag = "--" + _SPELLED.get(name, name.rstrip("_").replace("_", "-"))
    spellings = [flag]
    if setting.short:
        spellings.append(f"-{setting.short}")
    typed = list[str] if kind == MANY else kind
    return Annotated[typed, typer.Option(*spellings, help=setting.help, min=setting.least, max=setting.most)]


_SPELLED = {"sources_dir": "sources"}

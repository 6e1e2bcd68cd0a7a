"""The code about the code: layers, names, sizes, imports. A failing test names the file and the line to look at."""

import ast
import re
import subprocess
from functools import cache
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
SCENARIOS = ROOT / "tests" / "scenarios"
PACKAGES = ("ingest", "orchestration", "dashboards")
# Which package may import which: pages know the marts and nothing else, the door knows nothing of what comes after it.
FORBIDDEN_IMPORTS = {
    "ingest": {"orchestration", "dashboards", "dagster", "dbt"},
    "dashboards": {"ingest", "orchestration", "dagster", "dbt"},
}
# Import costs 4–5 s (great_expectations) or drags a server in (dagster): each has one home.
ONE_HOME = {"great_expectations": {"ingest/expectations.py"}, "lxml": {"ingest/messages/xsd.py"}, "pandas": set()}
# One row per declaration line or more: millions. What gathers their row ids grows in memory and cannot spill; 5 million stopped at 2.8 GB.
LINE_MODELS = (
    "stg_bericht__declaratieregel",
    "int_declaratie__regels",
    "int_declaratie__beoordeling",
    "int_declaratie__volumerijen",
    "int_geld__bedragen",
    "int_boekhouding__regels",
    "int_andere_wet__regels",
    "int_ontleding__regels",
)
MAX_PYTHON_LINES, MAX_FUNCTION_LINES, MAX_SQL_LINES = 300, 60, 90


@cache
def listed() -> list[str]:
    return subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.splitlines()


@cache
def nodes(path: Path) -> list[ast.AST]:
    """Everything in the tree of a module, the module itself first. Parsing and walking once saves seconds over all tests here."""
    return list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))


def tracked(*suffixes: str) -> list[Path]:
    return [ROOT / name for name in listed() if name.endswith(suffixes) and (ROOT / name).is_file()]


def modules() -> list[Path]:
    return [path for path in tracked(".py") if path.relative_to(ROOT).parts[0] in PACKAGES]


def imports(path: Path) -> list[tuple[str, int]]:
    found: list[tuple[str, int]] = []
    for node in nodes(path):
        if isinstance(node, ast.Import):
            found += [(alias.name, node.lineno) for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            found.append((node.module, node.lineno))
    return found


def test_each_package_imports_only_what_its_layer_may_know():
    wrong = [
        f"{path.relative_to(ROOT)}:{line} imports {name}"
        for path in modules()
        for name, line in imports(path)
        if name.split(".")[0] in FORBIDDEN_IMPORTS.get(path.relative_to(ROOT).parts[0], set())
    ]
    assert wrong == []


def test_costly_libraries_are_imported_in_their_one_home_only():
    wrong = [
        f"{path.relative_to(ROOT)}:{line} imports {name}"
        for path in modules()
        for name, line in imports(path)
        if name.split(".")[0] in ONE_HOME and str(path.relative_to(ROOT)) not in ONE_HOME[name.split(".")[0]]
    ]
    assert wrong == []


def test_great_expectations_is_never_imported_at_the_top_of_a_module():
    assert imported_at_the_top("ingest/expectations.py", "great_expectations") == []


def test_lxml_is_never_imported_at_the_top_of_a_module():
    """koers runs without it; only a check against the official schemas needs it."""
    assert imported_at_the_top("ingest/messages/xsd.py", "lxml") == []


def imported_at_the_top(path: str, name: str) -> list[str]:
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    top = [ast.unparse(node) for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom)]
    return [line for line in top if name in line]


def test_only_settings_reads_the_environment():
    reading = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in modules()
        for node in nodes(path)
        if isinstance(node, ast.Attribute) and node.attr in {"environ", "getenv"} and isinstance(node.ctx, ast.Load)
        if path.relative_to(ROOT).as_posix() not in {"orchestration/settings.py"} and not sets_environment(path, node.lineno)
    ]
    assert reading == []


def sets_environment(path: Path, line: int) -> bool:
    """Setting a variable for a tool that is started (os.environ.setdefault, os.environ[...] =, env={**os.environ}) is not reading it."""
    text = path.read_text(encoding="utf-8").splitlines()[line - 1]
    return bool(re.search(r"environ\.setdefault|environ\[[^]]+\]\s*=|\*\*os\.environ|environ\.update", text))


@pytest.mark.parametrize("word", ["utils", "helpers", "common", "misc"])
def test_no_room_has_a_name_that_says_nothing(word: str):
    assert [str(p.relative_to(ROOT)) for p in tracked(".py", ".sql") if p.stem == word or word in p.relative_to(ROOT).parts[:-1]] == []


def test_modules_and_functions_stay_small():
    wrong = []
    for path in modules():
        text = path.read_text(encoding="utf-8")
        if text.count("\n") > MAX_PYTHON_LINES:
            wrong.append(f"{path.relative_to(ROOT)} has {text.count(chr(10))} lines")
        wrong += [
            f"{path.relative_to(ROOT)}:{node.lineno} {node.name} has {node.end_lineno - node.lineno + 1} lines"
            for node in nodes(path)
            if isinstance(node, ast.FunctionDef) and (node.end_lineno or 0) - node.lineno >= MAX_FUNCTION_LINES
        ]
    assert wrong == []


def test_sql_models_stay_small_and_have_their_yml():
    models = [p for p in tracked(".sql") if "dbt_project/models" in p.as_posix()]
    assert models, "no models found"
    assert [str(p.relative_to(ROOT)) for p in models if p.read_text(encoding="utf-8").count("\n") > MAX_SQL_LINES] == []
    assert [str(p.relative_to(ROOT)) for p in models if not p.with_suffix(".yml").is_file()] == []


def test_model_names_follow_their_layer():
    prefix = {"staging": "stg_", "intermediate": "int_", "marts": "mart_"}
    models = [p for p in tracked(".sql") if "dbt_project/models" in p.as_posix()]
    assert [p.name for p in models if not p.stem.startswith(prefix[p.relative_to(ROOT / "dbt_project/models").parts[0]])] == []


def test_no_stored_model_gathers_the_rows_of_declaration_lines():
    models = [p for p in tracked(".sql") if "dbt_project/models" in p.as_posix()]
    texts = {p.stem: p.read_text(encoding="utf-8") for p in models}
    assert set(LINE_MODELS) <= set(texts), "a model that is named here is gone"
    gathers = [name for name, text in texts.items() if re.search(r"\{\{ lijst(_uniek|_samen)?\(", text)]
    over_lines = [name for name in gathers if any(f"ref('{lines}')" in texts[name] for lines in LINE_MODELS)]
    assert over_lines, "the pattern no longer finds the views on contributions"
    assert [name for name in over_lines if "materialized='view'" not in texts[name]] == []


def test_every_module_says_what_belongs_in_it():
    silent = [str(p.relative_to(ROOT)) for p in modules() if p.stem != "__init__" and not ast.get_docstring(nodes(p)[0])]
    assert silent == []


def test_unit_tests_import_no_heavy_tool():
    heavy = {"dagster", "dbt", "great_expectations", "dagster_dbt"}
    wrong = [
        f"{path.relative_to(ROOT)}:{line} imports {name}"
        for path in tracked(".py")
        if path.relative_to(ROOT).as_posix().startswith("tests/unit/")
        for name, line in imports(path)
        if name.split(".")[0] in heavy
    ]
    assert wrong == []


def test_unit_tests_open_no_database_file_and_read_no_samples():
    """What goes to a disk is integration, so that `make unit` stays within half a minute."""
    on_disk = re.compile(r"connect\([^)\s]|data_samples/inbox|parents\[\d\] / \"data_samples\"")
    texts = {path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8") for path in tracked(".py")}
    found = {name for name, text in texts.items() if name.startswith("tests/") and on_disk.search(text)}
    assert "tests/integration/release/test_release.py" in found, "the pattern no longer finds who opens a file"
    assert {name for name in found if name.startswith("tests/unit/")} == set()


def test_no_file_names_a_machine_or_a_registry():
    pattern = re.compile(r"(/home/|/root/|/work/|pythonhosted\.org|pypi\.org/simple|registry\.npmjs\.org|\.library)")
    wrong = []
    for path in tracked(".py", ".sql", ".yml", ".yaml", ".toml", ".md", ".lock", ".json", ".sh", ".in", ".css", "Makefile", "run"):
        if path == Path(__file__):
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1):
            if pattern.search(line):
                wrong.append(f"{path.relative_to(ROOT)}:{number}")
    assert wrong == []


def test_lock_files_hold_a_hash_for_every_package():
    for name in ("requirements.lock", "requirements-duckdb2.lock"):
        text = (ROOT / name).read_text(encoding="utf-8")
        pins = re.findall(r"^[A-Za-z0-9][\w.\[\]-]*==", text, re.M)
        assert pins
        for block in re.split(r"\n(?=[A-Za-z0-9])", text):
            if "==" in block and not block.startswith("#"):
                assert "--hash=sha256:" in block, block.splitlines()[0]


def test_usage_statistics_are_off_in_committed_configuration():
    project = yaml.load((ROOT / "dbt_project/dbt_project.yml").read_text(encoding="utf-8"), yaml.CSafeLoader)
    assert project["flags"]["send_anonymous_usage_stats"] is False
    dagster = list(tracked("dagster.yaml"))
    assert dagster
    assert all(yaml.load(p.read_text(encoding="utf-8"), yaml.CSafeLoader)["telemetry"]["enabled"] is False for p in dagster)


def test_the_sql_of_the_project_follows_from_the_project_alone():
    """It is made once per version of the project (orchestration/compiled_dbt.py); that it asks no database, dbt itself makes sure of."""
    of_a_run = re.compile(r"run_started_at|invocation_id|env_var|dbt_version|modules\.|\bvar\(|selected_resources")
    files = [p for p in tracked(".sql") if "dbt_project" in p.parts]
    assert len(files) > 300
    assert [p.name for p in files if of_a_run.search(p.read_text(encoding="utf-8"))] == []


def test_dbt_needs_no_package_hub():
    assert not (ROOT / "dbt_project/packages.yml").exists()
    assert not (ROOT / "dbt_project/dependencies.yml").exists()


def test_no_yaml_file_of_the_project_holds_a_key_twice():
    """YAML keeps the last without a word: a column about bounds was headed 'Grens' for that reason, and a column's test would be lost.
    What suppliers deliver, and do wrong, is read by another reader (scenarios)."""
    assert twice("a: {b: 1, c: 2, b: 3}") == ["b, line 1"]
    found = {
        path.relative_to(ROOT).as_posix(): twice(path.read_text(encoding="utf-8"))
        for path in tracked(".yml", ".yaml")
        if SCENARIOS not in path.parents
    }
    assert {name: keys for name, keys in found.items() if keys} == {}


def twice(text: str) -> list[str]:
    """Every key that stands more than once in one mapping of a YAML text, with the line of that mapping."""
    found: list[str] = []

    def look(node: yaml.Node | None) -> None:
        if isinstance(node, yaml.MappingNode):
            names = [key.value for key, _ in node.value]
            found.extend(f"{name}, line {node.start_mark.line + 1}" for name in sorted(set(names)) if names.count(name) > 1)
            for _, value in node.value:
                look(value)
        elif isinstance(node, yaml.SequenceNode):
            for value in node.value:
                look(value)

    look(yaml.compose(text, Loader=yaml.CSafeLoader))
    return found


def test_every_file_that_text_or_code_names_is_there():
    """tests/benchmark/funnel.sql was described, measured and never committed: the benchmark worked on one machine only (November 2026)."""
    folders = "|".join(sorted({path.split("/")[0] for path in listed() if "/" in path}))
    named = re.compile(rf"`((?:{folders})/[\w./-]*[\w/])`")
    found = [
        (path, name)
        for path in listed()
        if path.endswith((".md", ".py", ".sql", ".yml"))
        for name in named.findall((ROOT / path).read_text())
    ]
    tracked = set(listed())
    assert len(found) > 10
    assert [
        f"{path}: {name}" for path, name in found if name not in tracked and not any(t.startswith(name.rstrip("/") + "/") for t in tracked)
    ] == []

"""What runs elsewhere runs here: the steps of the action, the script of the template, the hooks, one by one."""

from __future__ import annotations

import json
import os
import re
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from fix.faults import ACCOUNT, FAULTS, plant
from report.test_forms import GITLAB
from repository import commit, git

ROOT = Path(__file__).resolve().parents[2]
SARIF = ROOT / "tests" / "report" / "schemas" / "sarif-2.1.0.json"
ACTION: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
TEMPLATE: dict[str, Any] = yaml.safe_load((ROOT / ".gitlab" / "siglum.yml").read_text("utf-8"))["siglum"]
HOOKS: list[dict[str, Any]] = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
STEPS: dict[str, dict[str, Any]] = {step["name"]: step for step in ACTION["runs"]["steps"] if "name" in step}
EXAMPLES = [
    yaml.safe_load(block) for block in re.findall(r"(?s)```yaml\n(.*?)```", (ROOT / "docs/ci.md").read_text("utf-8"))
]


@pytest.fixture
def tools(tmp_path: Path) -> Path:
    """A folder with `siglum`, and a `python` that writes down what pip is asked for."""
    folder = tmp_path / "tools"
    folder.mkdir()
    for name, does in {
        "siglum": f'exec {sys.executable} -c "from siglum.cli import main; main()" "$@"',
        "python": f'echo "$@" >> {folder / "installed"}',
    }.items():
        (folder / name).write_text(f"#!/bin/sh\n{does}\n")
        (folder / name).chmod(0o755 | stat.S_IXUSR)
    return folder


def run(script: str, folder: Path, tools: Path, **env: str) -> subprocess.CompletedProcess[str]:
    """A script as the systems run it: bash, which stops at the first command that fails."""
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
        cwd=folder, env={**os.environ, "PATH": f"{tools}:{os.environ['PATH']}", **env},
        capture_output=True, text=True, check=False,
    )  # fmt: skip


def given(step: str, **inputs: str) -> dict[str, str]:
    """The environment of a step, for what the action is given."""
    values = {name: inputs.get(name, str(known["default"])) for name, known in ACTION["inputs"].items()}
    found = {}
    for name, value in STEPS[step]["env"].items():
        found[name] = re.sub(r"\$\{\{ inputs\.([\w\-]+) \}\}", lambda match: values[match[1]], value)
    return found


def act(folder: Path, tools: Path, tmp_path: Path, **inputs: str) -> tuple[str, int]:
    """The steps of the action, in order; gives the annotations and the exit status."""
    env = {"GITHUB_OUTPUT": str(tmp_path / "output"), "RUNNER_TEMP": str(tmp_path), "GITHUB_ACTION_PATH": str(ROOT)}
    done = run(STEPS["install"]["run"], folder, tools, **env)
    assert done.returncode == 0, done.stderr
    checked = run(STEPS["check"]["run"], folder, tools, **env, **given("check", **inputs))
    assert checked.returncode == 0, checked.stderr
    if inputs.get("sarif") == "true":
        written = run(STEPS["write SARIF"]["run"], folder, tools, **env, **given("write SARIF", **inputs))
        assert written.returncode == 0, written.stderr
    status = (tmp_path / "output").read_text().strip().removeprefix("status=")
    concluded = run(STEPS["conclude"]["run"], folder, tools, SIGLUM_STATUS=status)
    return checked.stdout, concluded.returncode


def test_the_action_annotates_and_fails(small: Path, tools: Path, tmp_path: Path) -> None:
    plant(small, FAULTS[11], strict=False)
    said, status = act(small, tools, tmp_path, sarif="true")
    assert status == 1
    assert said.startswith(f"::error file={ACCOUNT},line=66,endLine=66,col=30,endColumn=41,title=dangling-pointer::")
    log = json.loads((tmp_path / "siglum.sarif").read_text("utf-8"))
    jsonschema.Draft7Validator(json.loads(SARIF.read_text("utf-8"))).validate(log)
    assert [result["ruleId"] for result in log["runs"][0]["results"]] == ["dangling-pointer"]
    assert (tools / "installed").read_text() == f"-m pip install --quiet --disable-pip-version-check {ROOT}\n"


def test_the_action_passes_what_has_no_error(small: Path, tools: Path, tmp_path: Path) -> None:
    assert act(small, tools, tmp_path, sarif="true") == ("", 0)
    assert '"results": []' in (tmp_path / "siglum.sarif").read_text("utf-8")


def test_the_action_takes_paths_and_options(small: Path, tools: Path, tmp_path: Path) -> None:
    plant(small, FAULTS[11], strict=False)
    assert act(small, tools, tmp_path, paths="tei/registers", options="--stations relaxng,integrity")[1] == 0
    (tmp_path / "output").unlink()
    said, status = act(small, tools, tmp_path, paths="none.xml")
    assert (said, status) == ("::error title=siglum::cannot read none.xml: no such file or directory\n", 2)


def test_annotations_and_sarif_give_the_same_in_the_same_order(small: Path, tools: Path, tmp_path: Path) -> None:
    """Errors, warnings and notes: each is an annotation of its kind, and only an error fails."""
    plant(small, *FAULTS[11:14], FAULTS[30])
    with (small / "siglum.toml").open("a", encoding="utf-8") as toml:
        toml.write('quotation-marks = "note"\ndangling-pointer = "warning"\n')
    said, status = act(small, tools, tmp_path, sarif="true")
    kinds = re.findall(r"^::(\w+) file=([^,]+),line=(\d+),.*?,title=([\w-]+)::", said, re.MULTILINE)
    assert status == 0
    assert {kind for kind, *_ in kinds} == {"warning", "notice"}
    results = json.loads((tmp_path / "siglum.sarif").read_text("utf-8"))["runs"][0]["results"]
    levels = {"error": "error", "warning": "warning", "note": "notice"}
    places = [(one, one["locations"][0]["physicalLocation"]) for one in results]
    assert kinds == [
        (levels[one["level"]], at["artifactLocation"]["uri"], str(at["region"]["startLine"]), one["ruleId"])
        for one, at in places
    ]


def test_what_could_not_be_done_is_in_the_sarif_too(small: Path, tools: Path, tmp_path: Path) -> None:
    said, status = act(small, tools, tmp_path, sarif="true", paths=f"{ACCOUNT} none.xml")
    assert (said, status) == ("::error title=siglum::cannot read none.xml: no such file or directory\n", 2)
    log = json.loads((tmp_path / "siglum.sarif").read_text("utf-8"))
    jsonschema.Draft7Validator(json.loads(SARIF.read_text("utf-8"))).validate(log)
    (invocation,) = log["runs"][0]["invocations"]
    assert invocation["executionSuccessful"] is False


def test_the_action_reports_what_a_contribution_has_brought(small: Path, tools: Path, tmp_path: Path) -> None:
    plant(small, FAULTS[11], strict=False)
    git("init", "-q", cwd=small)
    commit(small, "with a debt")
    assert act(small, tools, tmp_path, options="--since HEAD") == ("", 0)
    (tmp_path / "output").unlink()
    plant(small, FAULTS[12], strict=False)
    said, status = act(small, tools, tmp_path, options="--since HEAD")
    assert status == 1
    assert said.count("::error ") == 1 and "plce" in said


def test_no_input_of_the_action_is_run_as_a_command(small: Path, tools: Path, tmp_path: Path) -> None:
    assert not any("${{" in step["run"] for step in STEPS.values() if "run" in step)
    act(small, tools, tmp_path, paths=f"$(touch {tmp_path}/run) ; touch {tmp_path}/run")
    assert not (tmp_path / "run").exists()


def test_the_template_reports_and_fails(small: Path, tools: Path) -> None:
    plant(small, FAULTS[11], strict=False)
    script = "\n".join(TEMPLATE["script"])
    env = {**TEMPLATE["variables"], "SIGLUM": "git+https://example.org/siglum"}
    done = run(script, small, tools, **env)
    assert done.returncode == 1, done.stderr
    report = small / TEMPLATE["artifacts"]["reports"]["codequality"]
    found = json.loads(report.read_text("utf-8"))
    jsonschema.validate(found, GITLAB)
    assert [(entry["check_name"], entry["location"]["path"]) for entry in found] == [("dangling-pointer", ACCOUNT)]
    assert (tools / "installed").read_text().endswith("git+https://example.org/siglum\n")


def test_the_template_says_what_is_missing(small: Path, tools: Path) -> None:
    done = run("\n".join(TEMPLATE["script"]), small, tools, **TEMPLATE["variables"])
    assert (done.returncode, done.stderr) == (2, "set the variable SIGLUM to what pip is to install\n")
    assert not (tools / "installed").exists()


@pytest.mark.parametrize(
    ("hook", "status", "changed"), [("siglum-check", 1, False), ("siglum-fix", 0, True), ("siglum-format", 0, False)]
)
def test_a_hook_looks_at_the_files_of_a_commit(hook: str, status: int, changed: bool, small: Path, tools: Path) -> None:
    plant(small, FAULTS[0], strict=False)
    before = (small / ACCOUNT).read_bytes()
    (entry,) = (known["entry"] for known in HOOKS if known["id"] == hook)
    done = run(f"{entry} {ACCOUNT}", small, tools)
    assert done.returncode == status, done.stderr
    assert ((small / ACCOUNT).read_bytes() != before) == changed


def test_the_examples_of_the_documentation_name_what_there_is() -> None:
    hooks, workflow, gitlab = EXAMPLES
    known = {hook["id"] for hook in HOOKS}
    assert {hook["id"] for repo in hooks["repos"] for hook in repo["hooks"]} <= known
    assert all(f"`{name}`" in (ROOT / "docs/ci.md").read_text("utf-8") for name in known)
    (step,) = (step for step in workflow["jobs"]["check"]["steps"] if step["uses"].startswith("OWNER"))
    assert set(step["with"]) <= set(ACTION["inputs"])
    assert set(gitlab["variables"]) <= set(TEMPLATE["variables"])
    assert gitlab["include"][0]["remote"].endswith("/.gitlab/siglum.yml")

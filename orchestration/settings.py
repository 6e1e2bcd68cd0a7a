"""Where things are and which key is used: the only reader of the environment.

What belongs here: paths, limits, the pseudonym key and the variables set for tools that are started. Not here: what is done with them.
Variables: KOERS_VAR (folder of everything koers writes), KOERS_INBOX (where deliveries arrive), KOERS_PSEUDONYM_KEY (the key itself) or
KOERS_PSEUDONYM_KEY_FILE (a file with mode 0600 outside var/), KOERS_MAX_BYTES (largest delivery), KOERS_XSD_DIR (folder with the official
schemas of the national messages, checked too when set), KOERS_KEEP_RELEASES (how many releases stay after a publication, 0 = all),
KOERS_POSTCODE_WIJK (list of postcodes with their wijk), KOERS_TODAY (ISO date, for rebuilding an earlier night), DAGSTER_HOME is set,
never read.
"""

import os
import stat
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, Self

from pydantic import BaseModel, ConfigDict, Field

from ingest.result import MIN_KEY_BYTES, IngestSettings
from orchestration.errors import UnusableCall

ROOT = Path(__file__).resolve().parents[1]
# Public on purpose: with it koers accepts test numbers only, so nobody can mistake it for protection.
DEMO_KEY = b"koers-demonstratiesleutel: openbaar, alleen voor testnummers"
DEMO_NOTICE = (
    "Let op: koers gebruikt de openbare demonstratiesleutel en weigert daarom elk BSN buiten de testreeks. "
    "Zet voor echte leveringen KOERS_PSEUDONYM_KEY of KOERS_PSEUDONYM_KEY_FILE."
)
MAX_BYTES = 2_000_000_000
KEEP_RELEASES = 30  # a month of nights
# Usage statistics are off in committed configuration too; this covers a tool that is asked before it reads its configuration.
QUIET_TOOLS = {"DO_NOT_TRACK": "1", "DBT_SEND_ANONYMOUS_USAGE_STATS": "false", "GX_ANALYTICS_ENABLED": "false"}


class Settings(BaseModel):
    """Everything a run needs to know about its surroundings. The key never shows in a repr."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    var: Path
    inbox: Path
    key: bytes = Field(default=DEMO_KEY, repr=False)
    is_demo_key: bool = True
    dbt_project: Path = ROOT / "dbt_project"
    contracts: Path = ROOT / "ingest" / "contracts"
    corrections: Path = ROOT / "ingest" / "corrections"
    max_bytes: int = MAX_BYTES
    keep_releases: int = KEEP_RELEASES
    xsd_dir: Path | None = None
    postcode_wijk: Path | None = None
    today: date = Field(default_factory=date.today)

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] | None = None) -> Self:
        """Read the variables named above. Errors: UnusableCall with a Dutch sentence when one of them cannot be used."""
        env = os.environ if environ is None else environ
        var = Path(env.get("KOERS_VAR") or ROOT / "var").expanduser().absolute()
        key, is_demo = _key(env, var)
        inbox = Path(env.get("KOERS_INBOX") or var / "inbox").expanduser().absolute()
        xsd = usable_xsd_dir(Path(env["KOERS_XSD_DIR"])) if env.get("KOERS_XSD_DIR") else None
        wijken = usable_wijken(Path(env["KOERS_POSTCODE_WIJK"])) if env.get("KOERS_POSTCODE_WIJK") else None
        max_bytes = _whole(env, "KOERS_MAX_BYTES", MAX_BYTES, 1, "heel getal groter dan nul. Vul een aantal bytes in.")
        keep = _whole(env, "KOERS_KEEP_RELEASES", KEEP_RELEASES, 0, "heel getal. Vul een aantal uitgaven in; 0 bewaart alles.")
        limits: dict[str, Any] = {"max_bytes": max_bytes, "keep_releases": keep}
        return cls(var=var, inbox=inbox, key=key, is_demo_key=is_demo, xsd_dir=xsd, postcode_wijk=wijken, today=_today(env), **limits)

    @property
    def seeds(self) -> Path:
        return self.dbt_project / "seeds"

    @property
    def landing(self) -> Path:
        return self.var / "landing"

    @property
    def candidates(self) -> Path:
        return self.var / "candidates"

    @property
    def releases(self) -> Path:
        return self.var / "releases"

    @property
    def current(self) -> Path:
        return self.var / "CURRENT"

    @property
    def runs(self) -> Path:
        return self.var / "runs"

    @property
    def accepted(self) -> Path:
        return self.var / "accepted.jsonl"

    @property
    def dbt_target(self) -> Path:
        """dbt's own files (manifest, logs, partial parse): never in the checkout, which may be read-only."""
        return self.var / "dbt"

    @property
    def dagster_home(self) -> Path:
        return self.var / "dagster"

    def for_ingest(self) -> IngestSettings:
        """The part of it that the door needs."""
        return IngestSettings(
            key=self.key,
            is_demo_key=self.is_demo_key,
            seeds=self.seeds,
            corrections=self.corrections,
            max_bytes=self.max_bytes,
            xsd_dir=self.xsd_dir,
            postcode_wijk=self.postcode_wijk,
            today=self.today,
        )


def prepare_environment(settings: Settings) -> None:
    """Set what the tools look for: koers's own bin first on PATH (dagster-dbt needs `dbt` there), no usage statistics, DAGSTER_HOME."""
    own_bin = str(Path(sys.executable).parent)
    path = os.environ.get("PATH", "")
    if path.split(os.pathsep)[0] != own_bin:
        os.environ["PATH"] = own_bin + os.pathsep + path
    os.environ.update(QUIET_TOOLS)
    os.environ["DAGSTER_HOME"] = str(settings.dagster_home)


def usable_xsd_dir(folder: Path) -> Path:
    """The folder with schemas as an absolute path. Errors: UnusableCall when messages cannot be checked against it."""
    from ingest.messages.xsd import why_not

    folder = folder.expanduser().absolute()
    if sentence := why_not(folder):
        raise UnusableCall(sentence)
    return folder


def usable_wijken(path: Path) -> Path:
    """The list of postcodes and wijken as an absolute path. Errors: UnusableCall when it cannot be used."""
    from ingest.messages.wijken import WrongList, read_wijken

    path = path.expanduser().absolute()
    try:
        read_wijken(path)
    except WrongList as wrong:
        raise UnusableCall(str(wrong)) from None
    return path


def _key(env: Mapping[str, str], var: Path) -> tuple[bytes, bool]:
    direct, file = env.get("KOERS_PSEUDONYM_KEY"), env.get("KOERS_PSEUDONYM_KEY_FILE")
    if direct and file:
        raise UnusableCall("KOERS_PSEUDONYM_KEY en KOERS_PSEUDONYM_KEY_FILE zijn allebei gezet. Laat er één weg.")
    if file:
        return _checked(_read_key_file(Path(file).expanduser(), var), "Het sleutelbestand"), False
    if direct:
        return _checked(direct.encode(), "KOERS_PSEUDONYM_KEY"), False
    return DEMO_KEY, True


def _read_key_file(path: Path, var: Path) -> bytes:
    try:
        real, info = path.resolve(strict=True), path.stat()
    except OSError:
        raise UnusableCall(
            "Het sleutelbestand uit KOERS_PSEUDONYM_KEY_FILE bestaat niet of is niet leesbaar. Controleer het pad."
        ) from None
    if not stat.S_ISREG(info.st_mode):
        raise UnusableCall("Het sleutelbestand uit KOERS_PSEUDONYM_KEY_FILE is geen gewoon bestand. Wijs een bestand aan.")
    if real.is_relative_to(var.resolve()):
        raise UnusableCall("Het sleutelbestand staat in de map var van koers, naast de gegevens. Zet het erbuiten.")
    if info.st_mode & 0o077:
        raise UnusableCall("Het sleutelbestand is leesbaar voor anderen. Geef het de rechten 0600 (chmod 600) en probeer opnieuw.")
    try:
        return real.read_bytes().strip()
    except OSError:
        raise UnusableCall("Het sleutelbestand is niet leesbaar voor deze gebruiker. Controleer de eigenaar.") from None


def _checked(key: bytes, name: str) -> bytes:
    if len(key) < MIN_KEY_BYTES:
        raise UnusableCall(f"{name} is te kort: {len(key)} tekens, minstens {MIN_KEY_BYTES}. Maak een lange willekeurige sleutel.")
    if key == DEMO_KEY:
        raise UnusableCall(f"{name} bevat de openbare demonstratiesleutel. Maak een eigen, geheime sleutel.")
    return key


def _whole(env: Mapping[str, str], name: str, default: int, least: int, wanted: str) -> int:
    """A whole number of at least `least` from a variable. Errors: UnusableCall that says what is `wanted`."""
    text = env.get(name)
    if text is None:
        return default
    if not text.isascii() or not text.isdigit() or int(text) < least:
        raise UnusableCall(f"{name} is geen {wanted}")
    return int(text)


def _today(env: Mapping[str, str]) -> date:
    text = env.get("KOERS_TODAY")
    try:
        return date.fromisoformat(text) if text else date.today()
    except ValueError:
        raise UnusableCall("KOERS_TODAY is geen datum. Schrijf jjjj-mm-dd.") from None

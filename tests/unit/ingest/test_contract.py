"""The contracts themselves: their headers and columns are an interface, and a contract that contradicts itself does not load."""

import re
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from ingest.contract import Contract, load_contracts, read_contract
from ingest.seeds import read_seed

ROOT = Path(__file__).parents[3]
SEEDS = ROOT / "dbt_project" / "seeds"

# What suppliers see. A change here is a change of the agreement with every supplier.
HEADERS = {
    "zrm": "Gemeentecode;Clientnummer;BSN;Trajectnummer;ZRM-versie;Meetmoment;Meetdatum;Informant;Beoordelaar;Domein;Score",
    "zrmaggregaat": "Gemeentecode;Wijkcode;Contractnummer;ZRM-versie;Meetmoment;Domein;Score;Aantal",
    "rapportage": "Gemeentecode;Contractnummer;Wijkcode;Indicator;Waarde;Teller;Noemer;Toelichting",
    "trajecten": "Gemeentecode;Clientnummer;BSN;Huishoudnummer;Trajectnummer;Contractnummer;Wet;Productcategorie;Leveringsvorm;Toegang;"
    "Meldingsdatum;Besluitdatum;Beschikking;Begindatum;Einddatum;Reden beëindiging;Wijkcode;Locatie wijkcode;Geboortejaar;Geslacht;"
    "Intensiteit;Doelrichting;Doelgroep",
    "grootboek": "Boekjaar;Periode;Taakveld;Economische categorie;Lasten of baten;Contractnummer;AGB-code;Boekstuknummer;Boekdatum;Bedrag;"
    "Omschrijving",
    "begroting": "Boekjaar;Versie;Vastgesteld op;Taakveld;Lasten of baten;Contractnummer;Soort;Bedrag",
    "contracten": "Contractnummer;Naam;Wet;Uitvoeringsvariant;Ingangsdatum;Einddatum;Samenwerkingsverband;Inkoopschaal;Berichten",
    "contractbudget": "Contractnummer;Jaar;Soort;Bedrag",
    "tarieven": "Contractnummer;Productcategorie;Productcode;Eenheid;Tarief;Geldig vanaf;Geldig tot",
    "aanbieders": "AGB-code;Naam;Rol;Samenwerkingsverband;Contractnummer;Geldig vanaf;Geldig tot",
    "pgb": "BSN;Wet;Productcategorie;Maand;Toegekend;Besteed",
    "ceo": "Contractnummer;Wijkcode;Thema;Vraag;Antwoord;Aantal;Uitgezet",
    "bevolking": "Wijkcode;Wijknaam;Leeftijdsgroep;Aantal",
    "doelen": "Doelcode;Bovenliggend doel;Maatschappelijk effect;Doel;Indicator;Richting;Norm;Streefjaar;Taakvelden;Contractnummer",
    "ketenkosten": "Doelgroep;Jaar;Wet;Personen;Persoonsjaren thuis;Bedrag",
    "iv3": "ID;Gemeenten;Verslagsoort;TaakveldBalanspost;Categorie;k_1ePlaatsing_1;k_2ePlaatsing_2",
    "aansluitposten": "Boekjaar;Periode;Taakveld;Contractnummer;Soort;Boekstuknummer;Bedrag;Toelichting",
    "termijnen": "Contractnummer;Jaar;Termijn;Vervaldatum;Taakveld;Bedrag",
    "verhaal": "Doelcode;Periode;Verhaal",
    "acties": "Actienummer;Doelcode;Actie;Eigenaar;Einddatum;Status",
    "besluiten": "Besluitnummer;Doelcode;Besluit;Besluitdatum;Besloten door;Kenmerk cijfer;Uitgave;Waarde toen;Terugkijkdatum",
    "scenario": "Scenario;Contractnummer;Jaar;Afbouw;Indexatie;Vraag;Volume;Prijs;Taakmutatie;Ondergrens",
}
# What the warehouse reads. A change here breaks models.
COLUMNS = {
    "zrm": "gemeentecode clientnummer_pseudo bsn_pseudo trajectnummer_pseudo zrm_versie meetmoment meetdatum informant beoordelaar_pseudo "
    "domein_naam score score_reden",
    "zrmaggregaat": "gemeentecode wijkcode contractnummer zrm_versie meetmoment domein_naam score score_reden aantal",
    "rapportage": "gemeentecode contractnummer wijkcode indicator waarde teller noemer",
    "trajecten": "gemeentecode clientnummer_pseudo bsn_pseudo huishoudnummer_pseudo trajectnummer_pseudo contractnummer wet "
    "productcategorie leveringsvorm toegang meldingsdatum besluitdatum heeft_beschikking begindatum einddatum reden_beeindiging_code "
    "wijkcode locatie_wijkcode geboortejaar geslacht intensiteit doelrichting doelgroep",
    "grootboek": "boekjaar periode taakveld_code categorie_code lasten_baten contractnummer agb_code boekstuknummer boekdatum bedrag_cent",
    "begroting": "boekjaar versie vastgesteld_datum taakveld_code lasten_baten contractnummer soort bedrag_cent",
    "contracten": "contractnummer contract_naam wet uitvoeringsvariant ingangsdatum einddatum samenwerkingsverband inkoopschaal berichten",
    "contractbudget": "contractnummer jaar soort bedrag_cent",
    "tarieven": "contractnummer productcategorie productcode eenheid tarief_cent geldig_vanaf geldig_tot",
    "aanbieders": "agb_code aanbieder_naam rol samenwerkingsverband contractnummer geldig_vanaf geldig_tot",
    "pgb": "bsn_pseudo wet productcategorie maand toegekend_cent besteed_cent",
    "ceo": "contractnummer wijkcode thema vraag antwoord aantal uitgezet",
    "bevolking": "wijkcode wijknaam leeftijdsgroep aantal",
    "doelen": "doelcode bovenliggend_doelcode maatschappelijk_effect doel indicator richting norm streefjaar taakvelden contractnummer",
    "ketenkosten": "doelgroep jaar wet personen persoonsjaren_thuis bedrag_cent",
    "iv3": "gemeente_code verslagsoort_code taakveld_code categorie_code plaatsing_1_cent plaatsing_1_reden plaatsing_2_cent "
    "plaatsing_2_reden",
    "aansluitposten": "boekjaar periode taakveld_code contractnummer soort boekstuknummer bedrag_cent",
    "termijnen": "contractnummer jaar termijn vervaldatum taakveld_code bedrag_cent",
    "verhaal": "doelcode verslagperiode verhaal",
    "acties": "actienummer doelcode actie eigenaar einddatum status",
    "besluiten": "besluitnummer doelcode besluit besluitdatum orgaan cijfer_kenmerk uitgave_id waarde_toen terugkijkdatum",
    "scenario": "scenario contractnummer jaar afbouw_pct indexatie_pct vraag_pct volume_pct prijs_pct taakmutatie_cent ondergrens_cent",
}
CONTRACTS = load_contracts()


def small(**changes: Any) -> dict[str, Any]:
    """A valid contract of two columns, to be spoilt in one place per test."""
    fields = [
        {"name": "code", "from": "Code", "required": True, "title": "Code", "description": "De code."},
        {"name": "aantal", "from": "Aantal", "type": "integer", "title": "Aantal", "description": "Het aantal."},
    ]
    start = {"name": "klein", "title": "Klein", "description": "Een klein contract.", "one_row_is": "a code", "primary_key": ["code"]}
    return {**start, "max_quarantine_pct": 5, "threshold_reason": "Small.", "fields": fields, **changes}


def with_field(**changes: Any) -> dict[str, Any]:
    spoilt = small()
    spoilt["fields"][1] |= changes
    return spoilt


def test_every_delivery_has_a_contract_with_exactly_its_headers():
    assert {name: ";".join(f.source for f in contract.fields) for name, contract in CONTRACTS.items()} == HEADERS


def test_every_landing_table_has_exactly_the_columns_the_models_read():
    assert {name: " ".join(contract.landed_columns()) for name, contract in CONTRACTS.items()} == COLUMNS


def test_a_sound_contract_loads():
    assert Contract.model_validate(small()).landed_columns() == ["code", "aantal"]


@pytest.mark.parametrize(
    ("spoilt", "complaint"),
    [
        (small(max_quarantaine_pct=5), "max_quarantaine_pct"),
        (small(primary_key=["cod"]), "unknown columns cod"),
        (small(any_of=[["code", "naam"]]), "unknown columns naam"),
        (small(max_quarantine_pct=101), "max_quarantine_pct"),
        (small(row_rules=[{"id": "r", "check": "true", "columns": ["naam"], "message": "m"}]), "unknown columns naam"),
        (with_field(name="code"), "occurs twice"),
        (with_field(**{"from": "Code"}), "occurs twice"),
        (with_field(personal_data="direct"), "must be pseudonymised or dropped"),
        (with_field(pseudonym="client"), "named …_pseudo"),
        (with_field(missing={"99": "onbekend"}), "belong together"),
        (with_field(constraints={"minimun": 1}), "minimun"),
        (with_field(times=1000), "only money is written in thousands"),
        (small(minus_from={"0484": "lasten"}), "minus_from needs lasten_baten"),
        (with_field(policy_text=True, type="string"), "a policy text is a string with a max_length"),
        (with_field(policy_text=True, constraints={"max_length": 9}), "a policy text is a string with a max_length"),
    ],
)
def test_a_contract_that_contradicts_itself_does_not_load(spoilt: dict[str, Any], complaint: str):
    with pytest.raises(ValidationError, match=complaint):
        Contract.model_validate(spoilt)


def test_a_file_must_be_named_after_its_contract(tmp_path: Path):
    (tmp_path / "anders.yml").write_text((ROOT / "ingest/contracts/bevolking.yml").read_text(encoding="utf-8"), encoding="utf-8")
    with pytest.raises(ValueError, match="anders"):
        load_contracts(tmp_path)


def test_a_misspelt_key_in_a_contract_file_is_an_error(tmp_path: Path):
    text = (ROOT / "ingest/contracts/bevolking.yml").read_text(encoding="utf-8").replace("required: true", "requierd: true", 1)
    (tmp_path / "bevolking.yml").write_text(text, encoding="utf-8")
    with pytest.raises(ValidationError, match="requierd"):
        read_contract(tmp_path / "bevolking.yml")


@pytest.mark.parametrize(
    ("contract", "column", "raw", "landed"),
    [
        ("zrm", "meetmoment", "follow-up", "follow_up"),
        ("begroting", "versie", "wijziging 1", "wijziging_1"),
        ("begroting", "soort", "reserve-onttrekking", "reserve_onttrekking"),
        ("trajecten", "leveringsvorm", "algemene voorziening", "algemene_voorziening"),
        ("trajecten", "heeft_beschikking", "ja", "true"),
        ("contracten", "wet", "wmo en jeugdwet", "Wmo en Jeugdwet"),
        ("bevolking", "leeftijdsgroep", "75+", "75+"),
    ],
)
def test_usual_spellings_of_a_fixed_value_are_accepted(contract: str, column: str, raw: str, landed: str):
    field = next(f for f in CONTRACTS[contract].fields if f.name == column)
    assert field.accepted()[raw] == landed


def test_every_spelling_lands_on_an_allowed_value():
    wrong = [
        (contract.name, field.name, value)
        for contract in CONTRACTS.values()
        for field in contract.fields
        for value in field.values.values()
        if value not in (field.constraints.enum or (["true", "false"] if field.type == "boolean" else []))
    ]
    assert wrong == []


def test_every_code_list_is_a_column_of_a_seed_and_depends_on_columns_of_the_delivery():
    wrong = []
    for contract in CONTRACTS.values():
        names = {f.name for f in contract.fields}
        lists = [f.enum_from for f in contract.fields if f.enum_from] + ([contract.wide.headers_from] if contract.wide else [])
        for enum in lists:
            wrong += sorted({enum.column, *enum.match} - set(read_seed(SEEDS, enum.seed).columns))
            wrong += sorted({*enum.match.values(), *([enum.valid_on] if enum.valid_on else [])} - names)
    assert wrong == []


def test_every_column_a_row_rule_uses_is_named_in_its_columns():
    wrong = []
    for contract in CONTRACTS.values():
        for rule in contract.row_rules:
            used = {name for name in contract.landed_columns() if re.search(rf"\b{name}\b", rule.check)}
            wrong += [f"{contract.name}.{rule.id}: {name}" for name in used ^ set(rule.columns)]
    assert wrong == []


def test_columns_are_needed_for_marts_that_exist():
    marts = {path.stem for path in (ROOT / "dbt_project/models/marts").glob("mart_*.yml")}
    assert marts
    assert {mart for c in CONTRACTS.values() for f in c.fields for mart in f.needed_for} <= marts


def test_money_lands_in_cents_and_only_money():
    assert {(c.name, f.name) for c in CONTRACTS.values() for f in c.fields if (f.type == "cents") != f.name.endswith("_cent")} == set()


def test_codes_are_text():
    endings = ("_code", "code", "nummer", "_pseudo")
    assert [f.name for c in CONTRACTS.values() for f in c.fields if f.name.endswith(endings) and f.type != "string"] == []


def test_free_text_and_numbers_of_persons_never_land_as_they_are():
    sources = {"Toelichting", "Omschrijving", "BSN", "Clientnummer", "Huishoudnummer", "Trajectnummer", "Beoordelaar"}
    fields = [f for c in CONTRACTS.values() for f in c.fields if f.source in sources]
    assert {f.source for f in fields} == sources
    assert [f.name for f in fields if not (f.pseudonym or f.drop)] == []

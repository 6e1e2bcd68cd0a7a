{# Contributions of whole trajectories: mart_resultaat_contract (cell_id), mart_resultaat_jaar (cell_id_jaar), mart_meetkwaliteit. #}
with gescoord as (
    select
        spell_id,
        count(*) as scores_n,
        count(*) filter (where uitsluitreden = 'score_ontbreekt') as scores_ontbreken_n,
        {{ lijst('_row_id') }} as _row_ids
    from {{ ref('int_resultaat__scores') }}
    where (is_eerste_venster or is_laatste_venster) and coalesce(uitsluitreden, 'score_ontbreekt') = 'score_ontbreekt'
    group by spell_id
),

basis as (
    select
        t.*,
        {{ cell_id('mart_resultaat_contract', ['t.contractnummer', 't.contract_gemeentecode', 't.halfjaar']) }} as cell_id,
        {{ cell_id('mart_resultaat_jaar', ['t.contractnummer', 't.contract_gemeentecode', 't.jaar']) }} as cell_id_jaar,
        {{ cell_id('mart_meetkwaliteit', ['t.contractnummer', 't.contract_gemeentecode', 't.halfjaar']) }} as cell_id_meetkwaliteit,
        coalesce(g.scores_n, 0) as scores_n,
        coalesce(g.scores_ontbreken_n, 0) as scores_ontbreken_n,
        coalesce(g._row_ids, t._row_ids) as score_row_ids
    from {{ ref('int_resultaat__traject') }} as t
    left join gescoord as g on g.spell_id = t.spell_id
)

{%- set maten = [
    ("'niet_in_aanmerking_n'", '1', 'not is_in_aanmerking', '_row_ids'),
    ("'in_aanmerking_n'", '1', 'is_in_aanmerking', '_row_ids'),
    ("'paren_n'", '1', 'is_paar', 'score_row_ids'),
    ("reden_niet_meetbaar || '_n'", '1', 'is_in_aanmerking and not is_paar', '_row_ids'),
    ("verandering || '_n'", '1', 'is_paar', 'score_row_ids'),
    ("'stabiel_of_beter_n'", '1', "is_paar and verandering <> 'betrouwbaar_slechter'", 'score_row_ids'),
    ("'beoordelaar_bekend_n'", '1', 'is_paar and is_zelfde_beoordelaar is not null', 'score_row_ids'),
    ("'zelfde_beoordelaar_n'", '1', 'is_paar and is_zelfde_beoordelaar', 'score_row_ids'),
    ("'eerste_som'", 'eerste_gemiddeld', 'is_paar', 'score_row_ids'),
    ("'laatste_som'", 'laatste_gemiddeld', 'is_paar', 'score_row_ids'),
    ("'scores_n'", 'scores_n', 'is_in_aanmerking and scores_n > 0', 'score_row_ids'),
    ("'scores_ontbreken_n'", 'scores_ontbreken_n', 'is_in_aanmerking and scores_ontbreken_n > 0', 'score_row_ids'),
] %}
{%- for maat, waarde, voorwaarde, rijen in maten %}
select
    spell_id,
    contractnummer,
    contract_gemeentecode as gemeentecode,
    halfjaar,
    jaar,
    cell_id,
    cell_id_jaar,
    case when is_in_aanmerking then cell_id_meetkwaliteit end as cell_id_meetkwaliteit,
    case when is_paar then drempel end as drempel,
    case when is_paar then drempel_bron end as drempel_bron,
    case when is_paar then drempel_sd end as drempel_sd,
    {{ maat }} as measure,
    cast({{ waarde }} as decimal(18, 6)) as contribution,
    {{ rijen }} as _row_ids
from basis
where {{ voorwaarde }}
{{ 'union all' if not loop.last }}
{%- endfor %}

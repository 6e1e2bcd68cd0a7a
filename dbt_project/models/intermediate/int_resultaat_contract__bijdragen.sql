{# Contributions of whole trajectories: mart_resultaat_contract (cell_id), mart_resultaat_jaar (cell_id_jaar), mart_meetkwaliteit.
   A view: every row of it follows from its trajectory at once. #}
{{ config(materialized='view') }}
{%- set maten = {
    'niet_in_aanmerking_n': ('1', 'not t.is_in_aanmerking'),
    'in_aanmerking_n': ('1', 't.is_in_aanmerking'),
    'paren_n': ('1', 't.is_paar'),
    'reden': ('1', 't.is_in_aanmerking and not t.is_paar'),
    'verandering': ('1', 't.is_paar'),
    'stabiel_of_beter_n': ('1', "t.is_paar and t.verandering <> 'betrouwbaar_slechter'"),
    'beoordelaar_bekend_n': ('1', 't.is_paar and t.is_zelfde_beoordelaar is not null'),
    'zelfde_beoordelaar_n': ('1', 't.is_paar and t.is_zelfde_beoordelaar'),
    'eerste_som': ('t.eerste_gemiddeld', 't.is_paar'),
    'laatste_som': ('t.laatste_gemiddeld', 't.is_paar'),
    'scores_n': ('t.scores_n', 't.is_in_aanmerking and t.scores_n > 0'),
    'scores_ontbreken_n': ('t.scores_ontbreken_n', 't.is_in_aanmerking and t.scores_ontbreken_n > 0'),
} %}
{%- set zonder_score = ['niet_in_aanmerking_n', 'in_aanmerking_n', 'reden'] %}
-- One mark per cell, not per trajectory: a mark costs more than finding it again.
with cellen as (
    select
        c.*,
        {{ cell_id('mart_resultaat_contract', ['c.contractnummer', 'c.contract_gemeentecode', 'c.halfjaar']) }} as cell_id,
        {{ cell_id('mart_resultaat_jaar', ['c.contractnummer', 'c.contract_gemeentecode', 'c.jaar']) }} as cell_id_jaar,
        {{ cell_id('mart_meetkwaliteit', ['c.contractnummer', 'c.contract_gemeentecode', 'c.halfjaar']) }} as cell_id_meetkwaliteit
    from (select distinct contractnummer, contract_gemeentecode, halfjaar, jaar from {{ ref('int_resultaat__traject') }}) as c
),

met_maat as (
    select
        t.*,
        d.drempel_bron,
        d.sd_gebruikt as drempel_sd,
        c.cell_id,
        c.cell_id_jaar,
        case when t.is_in_aanmerking then c.cell_id_meetkwaliteit end as cell_id_meetkwaliteit,
        m.measure as soort,
        case m.measure when 'reden' then t.reden_niet_meetbaar || '_n' when 'verandering' then t.verandering || '_n' else m.measure end as measure,
        case m.measure
            {%- for maat, (waarde, voorwaarde) in maten.items() %}
            when '{{ maat }}' then case when {{ voorwaarde }} then cast({{ waarde }} as decimal(18, 6)) end
            {%- endfor %}
        end as contribution
    from {{ ref('int_resultaat__traject') }} as t
    inner join cellen as c
        on c.contractnummer = t.contractnummer and c.contract_gemeentecode = t.contract_gemeentecode and c.halfjaar = t.halfjaar
    left join {{ ref('int_resultaat__drempel') }} as d on d.zrm_versie = t.zrm_versie
    cross join (values {% for maat in maten %}('{{ maat }}'){{ ', ' if not loop.last }}{% endfor %}) as m(measure)
)

select
    spell_id,
    contractnummer,
    contract_gemeentecode as gemeentecode,
    halfjaar,
    jaar,
    cell_id,
    cell_id_jaar,
    cell_id_meetkwaliteit,
    case when is_paar then drempel end as drempel,
    case when is_paar then drempel_bron end as drempel_bron,
    case when is_paar then drempel_sd end as drempel_sd,
    measure,
    contribution,
    case when soort in ('{{ zonder_score | join("', '") }}') then {{ rijen_sleutel('traject', 'spell_id') }} else {{ rijen_sleutel('venster', 'spell_id') }} end
        as rijen_sleutel
from met_maat
where contribution is not null

{# Contributions to mart_dekking_groep: who stays without a second measurement, by first score and by reason of ending. #}
{{ config(materialized='view') }}
with basis as (
    select
        t.*,
        case
            when i.gemiddeld is null then 'geen_eerste_meting'
            when i.gemiddeld < 2 then 'onder_2'
            when i.gemiddeld < 3 then 'van_2_tot_3'
            when i.gemiddeld < 4 then 'van_3_tot_4'
            else 'vanaf_4'
        end as band
    from {{ ref('int_resultaat__traject') }} as t
    left join {{ ref('int_resultaat__intake') }} as i on i.spell_id = t.spell_id and i.is_eerste
    where t.is_in_aanmerking
),

gegroepeerd as (
    select b.*, 'eerste_score' as kenmerk, band as groep from basis as b
    union all
    select b.*, 'reden_beeindiging', klasse from basis as b
),

met_cel as (
    select
        g.*,
        {{ cell_id('mart_dekking_groep', ['g.contractnummer', 'g.contract_gemeentecode', 'g.jaar', 'g.kenmerk', 'g.groep']) }} as cell_id
    from gegroepeerd as g
)

{%- set sleutels = 'contractnummer, contract_gemeentecode as gemeentecode, jaar, kenmerk, groep, cell_id' %}
select {{ sleutels }}, 'in_aanmerking_n' as measure, 1 as contribution, {{ rijen_sleutel('traject', 'spell_id') }} as rijen_sleutel from met_cel
union all
select {{ sleutels }}, 'paren_n', 1, {{ rijen_sleutel('traject', 'spell_id') }} from met_cel where is_paar

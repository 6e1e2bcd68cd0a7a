{# Every row of a delivery that counts, with where it went: counted in a figure ('') or set apart with a reason. A view: rows are not stored
   twice. Landing tables no figure reads yet are named as such, so that the reconciliation closes for every delivery. #}
{{ config(materialized='view') }}
with gepaard as (
    select distinct _row_id from {{ ref('int_resultaat__rijen') }} where soort = 'paar'
),

regels as (
    select wet, gemeentecode, agb_code, bericht_identificatie, referentie_pseudo, min(_row_id) as _row_id
    from {{ ref('stg_bericht__declaratieregel') }}
    group by wet, gemeentecode, agb_code, bericht_identificatie, referentie_pseudo
),

rijen as (
    select
        s._row_id,
        s._delivery_id,
        case
            when g._row_id is not null then ''
            when s.uitsluitreden is not null then s.uitsluitreden
            when s.is_eerste_venster or s.is_laatste_venster then 'geen_paar'
            else 'buiten_venster'
        end as reden,
        cast(null as bigint) as bedrag_cent
    from {{ ref('int_resultaat__scores') }} as s
    left join gepaard as g on g._row_id = s._row_id
    union all
    select
        t._row_id,
        t._delivery_id,
        case when s._row_id is null then 'dubbel' when t.begindatum > p.peildatum then 'begint_na_peildatum' else '' end,
        null
    from {{ ref('stg_levering__trajecten') }} as t
    cross join {{ ref('int_parameter__geldig') }} as p
    left join {{ ref('int_traject__spells') }} as s on s._row_id = t._row_id
    union all
    select b._row_id, b._delivery_id, b.reden, s.bedrag_cent
    from {{ ref('int_begroting__regels') }} as b
    inner join {{ ref('stg_levering__begroting') }} as s on s._row_id = b._row_id
    union all
    select a._row_id, a._delivery_id, case when r._row_id is null then 'declaratie_onbekend' else '' end, a.bedrag_cent
    from {{ ref('stg_bericht__antwoordregel') }} as a
    left join regels as r
        on r.wet = a.wet and r.gemeentecode = a.gemeentecode and r.agb_code = a.agb_code
        and r.bericht_identificatie = a.declaratie_identificatie and r.referentie_pseudo = a.referentie_pseudo
    union all
    {%- for model in ['int_contractbudget__onderdelen', 'int_geld__termijnen', 'int_boekhouding__verklaringen'] %}
    select _row_id, _delivery_id, reden, bedrag_cent from {{ ref(model) }}
    union all
    {%- endfor %}
    select _row_id, _delivery_id, reden, plaatsing_1_cent from {{ ref('int_iv3__regels') }}
    union all
    select _row_id, _delivery_id, '', bedrag_cent from {{ ref('stg_levering__grootboek') }}
    union all
    select _row_id, _delivery_id, '', toegekend_cent from {{ ref('stg_levering__pgb') }}
    union all
    select _row_id, _delivery_id, '', bedrag_cent from {{ ref('int_declaratie__regels') }}
    union all
    select _row_id, _delivery_id, 'dubbel_gedeclareerd', bedrag_cent from {{ ref('int_declaratie__herhaald') }}
    union all
    select _row_id, _delivery_id, reden, bedrag_cent from {{ ref('int_aansluiting__lijstrijen') }}
    union all
    select _row_id, _delivery_id, reden, null from {{ ref('int_aansluiting__indicatorrijen') }}
)

select _row_id, _delivery_id, reden, 1 as rijen_n, bedrag_cent from rijen
union all
select _row_id, _delivery_id, reden, rijen_n, null from {{ ref('int_aansluiting__zorgrijen') }}
union all
select _row_id, _delivery_id, reden, 1, bedrag_cent from {{ ref('int_aansluiting__beleidsrijen') }}
union all
-- Message types that are recognised and kept, but not read yet: all their lines at once.
select _row_id, _delivery_id, 'bericht_nog_niet_gelezen', n_regels, null
from {{ source('landing', 'bericht') }}
where not verwerkt and n_regels > 0

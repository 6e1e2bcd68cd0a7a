{# Every version is the whole budget; `mutatie_cent` is what a version changed, counted from the version decided before it. A field that drops
   out of a version has no row there: the change back to nothing is in the total of the year, not here. #}
{%- set soorten = ['structureel', 'incidenteel', 'reserve_onttrekking', 'index', 'taakmutatie', 'aanloopinvestering'] %}
with maten as (
    select
        b.cell_id, b.gemeentecode, b.contractnummer, b.taakveld_code, b.boekjaar, b.versie,
        max(b.vastgesteld_datum) as vastgesteld_datum,
        bool_or(b.is_actueel) as is_actueel,
        cast(sum(b.contribution) as bigint) as bedrag_cent
        {%- for soort in soorten %},
        {{ som(soort ~ '_cent') }} as {{ soort }}_cent
        {%- endfor %}
    from {{ ref('int_begroting_versie__bijdragen') }} as b
    group by b.cell_id, b.gemeentecode, b.contractnummer, b.taakveld_code, b.boekjaar, b.versie
),

geordend as (
    select *, row_number() over volgorde as volgnummer, bedrag_cent - lag(bedrag_cent) over volgorde as mutatie_cent
    from maten
    window volgorde as (
        partition by gemeentecode, contractnummer, taakveld_code, boekjaar
        order by cast(vastgesteld_datum as varchar) || case versie when 'primitief' then '0' when 'actueel' then '2' else '1' || versie end
    )
)

select
    g.cell_id,
    g.gemeentecode,
    g.contractnummer,
    g.taakveld_code,
    g.boekjaar,
    g.versie,
    cast(g.volgnummer as integer) as volgnummer,
    g.vastgesteld_datum,
    g.is_actueel,
    g.bedrag_cent,
    g.mutatie_cent
    {%- for soort in soorten %},
    g.{{ soort }}_cent
    {%- endfor %},
    c.uitvoeringsvariant,
    p.peildatum
from geordend as g
cross join {{ ref('int_parameter__geldig') }} as p
left join {{ ref('int_contract__contracten') }} as c on c.contractnummer = g.contractnummer

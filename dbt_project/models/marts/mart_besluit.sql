{# A decision with the then and the now. The now is the latest year of the same verdict (same subject, contract and indicator); the same
   figure as koers calculates it today stands apart, because a late delivery may have changed it. Money in cents, shares in percent. #}
with besluiten as (
    select
        b.cell_id, b.gemeentecode, b.besluitnummer, b.doelcode, b.besluit, b.besluitdatum, b.orgaan, b.terugkijkdatum, b.cijfer_kenmerk,
        b.uitgave_id, b.meegegeven_waarde, b.uitgave_waarde, b.uitgave_laag, b.uitgave_hoog, b.uitgave_oordeel_code, b.uitgave_oordeel_id, b.uitgave_n,
        {{ som('regels_n') }} as regels_n
    from {{ ref('int_besluit__bijdragen') }} as b
    group by all
),

met_cijfer as (
    select
        b.*,
        o.oordeel_id, o.onderwerp, o.cell_id as zelfde_cell_id, o.waarde as zelfde_waarde, o.n as zelfde_n, o.teller as zelfde_teller,
        o.jaar as toen_jaar, o.contractnummer, o.indicator, o.gemeentecode as cijfer_gemeentecode,
        coalesce(coalesce(o.onderwerp, case when b.cijfer_kenmerk like 'geld-%' then 'geld' end) = 'geld', false) as is_geld,
        coalesce(b.uitgave_waarde, b.meegegeven_waarde) as toen_waarde
    from besluiten as b
    left join {{ ref('mart_oordeel') }} as o
        on o.oordeel_id = coalesce(b.uitgave_oordeel_id, b.cijfer_kenmerk)
        or (b.uitgave_oordeel_id is null and o.cell_id = b.cijfer_kenmerk)
),

nu as (
    select o.*, row_number() over (partition by o.onderwerp, o.contractnummer, o.gemeentecode, o.indicator order by o.jaar desc) as rang
    from {{ ref('mart_oordeel') }} as o
)

select
    b.cell_id, b.gemeentecode, b.besluitnummer, b.doelcode, b.besluit, b.besluitdatum, b.orgaan, b.terugkijkdatum,
    b.terugkijkdatum <= p.peildatum as is_terug,
    b.cijfer_kenmerk, b.uitgave_id, b.is_geld,
    case
        when b.uitgave_waarde is not null then 'uitgave'
        when b.meegegeven_waarde is not null then 'meegegeven'
        else 'onbekend'
    end as toen_bron,
    b.contractnummer as cijfer_contractnummer, b.cijfer_gemeentecode, b.indicator as cijfer_indicator, b.toen_jaar,
    {%- for naam, waarde in [('toen_pct', 'b.toen_waarde'), ('toen_laag_pct', 'b.uitgave_laag'), ('toen_hoog_pct', 'b.uitgave_hoog')] %}
    case when not b.is_geld then {{ waarde }} end as {{ naam }},
    {%- endfor %}
    case when b.is_geld then cast(round(coalesce(b.uitgave_waarde, 100 * b.meegegeven_waarde)) as bigint) end as toen_cent,
    b.uitgave_n as toen_n,
    b.uitgave_oordeel_code as toen_oordeel_code,
    n.jaar as nu_jaar,
    {%- for naam, waarde in [('nu_pct', 'n.waarde'), ('nu_laag_pct', 'n.laag'), ('nu_hoog_pct', 'n.hoog')] %}
    case when not b.is_geld then {{ waarde }} end as {{ naam }},
    {%- endfor %}
    case when b.is_geld then cast(n.waarde as bigint) end as nu_cent,
    n.oordeel_code as nu_oordeel_code,
    n.geld_oordeel_code as nu_geld_oordeel_code,
    n.n as nu_n,
    {%- for naam, waarde in [('nu_teller', 'n.teller'), ('zelfde_pct', 'b.zelfde_waarde')] %}
    case when not b.is_geld then {{ waarde }} end as {{ naam }},
    {%- endfor %}
    case when b.is_geld then cast(b.zelfde_waarde as bigint) end as zelfde_cent,
    {%- for naam in ['zelfde_n', 'zelfde_teller'] %}
    case when not b.is_geld then b.{{ naam }} end as {{ naam }},
    {%- endfor %}
    case
        when b.cijfer_kenmerk is null then 'geen_cijfer'
        when b.oordeel_id is null then 'cijfer_onbekend'
        when n.waarde is null then 'nog_geen_nieuw_cijfer'
    end as reden_code,
    n.cell_id as nu_cell_id,
    b.zelfde_cell_id,
    b.regels_n,
    p.peildatum
from met_cijfer as b
cross join {{ ref('int_parameter__geldig') }} as p
left join nu as n
    on n.rang = 1 and n.onderwerp = b.onderwerp and n.contractnummer = b.contractnummer and n.gemeentecode = b.cijfer_gemeentecode
    and n.indicator = b.indicator

{# What the reported support would have cost per unit (shadow PxQ), beside the part of the lump sum for the same months. A calculation and never a
   cost: nobody pays these tariffs under a lump sum, so who reports more hours does not get more. #}
with vast as (
    select *, coalesce(contractbudget_cent, begroting_actueel_cent) as vast_bedrag_cent
    from {{ ref('mart_budget_jaar') }}
    where uitvoeringsvariant = 'taakgericht'
),

gemeld as (
    select contractnummer, gemeentecode, jaar, sum(maanden_n) as maanden_n, bool_and(heeft_tarief) as heeft_tarief
    from (
        select contractnummer, gemeentecode, jaar, periode, max(maanden_n) as maanden_n, bool_and(laagste_cent is not null) as heeft_tarief
        from {{ ref('int_schaduw__volumes') }}
        group by contractnummer, gemeentecode, jaar, periode
    )
    group by contractnummer, gemeentecode, jaar
),

bedragen as (
    select
        b.cell_id,
        {%- for maat in ['schaduw', 'schaduw_laag', 'schaduw_hoog'] %}
        {{ som(maat ~ '_cent') }} as {{ maat }}_cent{{ ',' if not loop.last }}
        {%- endfor %}
    from {{ ref('int_schaduw__bijdragen') }} as b
    group by b.cell_id
),

samen as (
    select
        {{ cell_id('mart_schaduwprijs', ['v.contractnummer', 'v.gemeentecode', 'v.boekjaar']) }} as cell_id,
        v.contractnummer, v.gemeentecode, v.boekjaar, v.uitvoeringsvariant, v.vast_bedrag_cent, v.cell_id as budget_cell_id,
        cast(g.maanden_n as integer) as maanden_n,
        cast({{ afgeronde_deling('v.vast_bedrag_cent * g.maanden_n', '12') }} as bigint) as vast_deel_cent,
        case
            when v.vast_bedrag_cent is null then 'geen_vast_bedrag'
            when g.maanden_n is null then 'geen_hoeveelheid'
            when not g.heeft_tarief then 'geen_tarief'
        end as reden_code
    from vast as v
    left join gemeld as g on g.contractnummer = v.contractnummer and g.gemeentecode = v.gemeentecode and g.jaar = v.boekjaar
)

select
    s.cell_id,
    s.contractnummer,
    s.gemeentecode,
    s.boekjaar,
    s.uitvoeringsvariant,
    case when s.reden_code is null then 'schaduw' else 'geweigerd' end as kostenvorm,
    s.maanden_n,
    s.vast_bedrag_cent,
    case when s.reden_code is null then s.vast_deel_cent end as vast_deel_cent,
    {%- for maat in ['schaduw', 'schaduw_laag', 'schaduw_hoog'] %}
    case when s.reden_code is null then b.{{ maat }}_cent end as {{ maat }}_cent,
    {%- endfor %}
    {%- for maat in ['', '_laag', '_hoog'] %}
    case when s.reden_code is null then b.schaduw{{ maat }}_cent - s.vast_deel_cent end as verschil{{ maat }}_cent,
    {%- endfor %}
    case
        when s.reden_code is not null then 'geweigerd'
        when b.schaduw_laag_cent > s.vast_deel_cent then 'schaduw_hoger'
        when b.schaduw_hoog_cent < s.vast_deel_cent then 'schaduw_lager'
        else 'geen_duidelijk_verschil'
    end as oordeel_code,
    s.reden_code,
    s.budget_cell_id,
    p.peildatum
from samen as s
cross join {{ ref('int_parameter__geldig') }} as p
left join bedragen as b on b.cell_id = s.cell_id

with maten as (
    select
        b.contractnummer,
        b.gemeentecode,
        b.taakveld_code,
        b.maand,
        b.boekjaar,
        b.cell_id,
        {%- for maat in ['begroting_primitief_cent', 'begroting_actueel_cent'] %}
        cast(sum(b.contribution) filter (where b.measure = '{{ maat }}') as bigint) as {{ maat }},
        {%- endfor %}
        {%- for maat in ['grootboek', 'grootboek_baten', 'declaratie_ingediend', 'declaratie_geaccepteerd', 'declaratie_open',
            'declaratie_afgewezen', 'declaratie_gemeld', 'pgb_toegekend', 'pgb_besteed', 'termijn'] %}
        {{ som(maat ~ '_cent') }} as {{ maat }}_cent{{ ',' if not loop.last }}
        {%- endfor %}
    from {{ ref('int_geld__bijdragen') }} as b
    group by b.contractnummer, b.gemeentecode, b.taakveld_code, b.maand, b.boekjaar, b.cell_id
),

met_jaar as (
    select
        m.*,
        t.taakveld_naam,
        c.uitvoeringsvariant,
        cast(sum(m.grootboek_cent) over (jaar order by m.maand rows unbounded preceding) as bigint) as grootboek_tot_nu_cent,
        cast(sum(m.begroting_actueel_cent) over jaar as bigint) as begroting_jaar_cent,
        coalesce(m.maand <= a.laatste_maand, false) as is_afgesloten
    from maten as m
    left join {{ ref('int_geld__afgesloten') }} as a
        on a.contractnummer = m.contractnummer and a.gemeentecode = m.gemeentecode and a.boekjaar = m.boekjaar
    left join {{ ref('int_contract__contracten') }} as c on c.contractnummer = m.contractnummer
    left join {{ ref('iv3_taakveld') }} as t on {{ taakveld_geldt('t', 'm.taakveld_code', 'm.maand') }}
    window jaar as (partition by m.contractnummer, m.gemeentecode, m.taakveld_code, m.boekjaar)
)

select
    m.cell_id,
    m.contractnummer,
    m.gemeentecode,
    m.taakveld_code,
    m.maand,
    coalesce(m.taakveld_naam, 'Onbekend') as taakveld_naam,
    m.boekjaar,
    m.uitvoeringsvariant,
    m.begroting_primitief_cent,
    m.begroting_actueel_cent,
    m.grootboek_cent,
    m.grootboek_baten_cent,
    m.declaratie_ingediend_cent,
    m.declaratie_geaccepteerd_cent,
    m.declaratie_open_cent,
    m.declaratie_afgewezen_cent,
    m.declaratie_gemeld_cent,
    m.pgb_toegekend_cent,
    m.pgb_besteed_cent,
    m.termijn_cent,
    case when m.is_afgesloten then m.grootboek_tot_nu_cent end as grootboek_cumulatief_cent,
    m.begroting_jaar_cent,
    case
        when m.is_afgesloten and m.begroting_jaar_cent > 0 then {{ aandeel('m.grootboek_tot_nu_cent', 'm.begroting_jaar_cent') }}
    end as uitnutting_pct,
    month(m.maand) * 100.0 / 12 as norm_pct,
    m.is_afgesloten,
    p.peildatum
from met_jaar as m
cross join {{ ref('int_parameter__geldig') }} as p

with maten as (
    select
        b.contractnummer,
        b.gemeentecode,
        b.signaal,
        b.periode,
        b.cell_id,
        {{ som('n') }} as n,
        {{ som('vergelijking_n') }} as vergelijking_n,
        {%- for maat in ['waarde', 'vergelijking', 'verschil'] %}
        {{ maat_gemiddeld(maat ~ '_som') }} as {{ maat }},
        {{ maat_sd(maat ~ '_som') }} as {{ maat }}_sd,
        {%- endfor %}
        {{ mcnemar_z('verschil_som', 100) }} as mcnemar_z
    from {{ ref('int_scoresignaal__bijdragen') }} as b
    group by b.contractnummer, b.gemeentecode, b.signaal, b.periode, b.cell_id
),

gemeten as (
    select
        m.*,
        case m.signaal
            when 'verloop_eerste_score' then v.helling
            when 'voor_contractstart' then m.waarde - m.vergelijking
            else m.verschil
        end as verandering,
        case m.signaal
            when 'verloop_eerste_score' then v.helling_fout
            when 'voor_contractstart'
                then sqrt(m.waarde_sd * m.waarde_sd / m.n + m.vergelijking_sd * m.vergelijking_sd / m.vergelijking_n)
            else m.verschil_sd / sqrt(m.n)
        end as fout,
        v.houdt_stand,
        case
            when m.n < p.k_min then 'te_weinig_metingen'
            when m.signaal <> 'verloop_eerste_score' and m.vergelijking_n < p.k_min then 'te_weinig_metingen'
            when m.signaal = 'verloop_eerste_score' and v.perioden_n < p.trend_perioden then 'te_weinig_perioden'
        end as reden_code
    from maten as m
    cross join {{ ref('int_parameter__geldig') }} as p
    left join {{ ref('int_scoresignaal__verloop') }} as v
        on m.signaal = 'verloop_eerste_score' and v.contractnummer = m.contractnummer and v.gemeentecode = m.gemeentecode
),

getoetst as (
    select
        g.*,
        case
            when g.reden_code is not null then null
            when g.signaal = 'ophoping' then g.mcnemar_z
            else coalesce(g.verandering / nullif(g.fout, 0), 0)
        end as toets_z
    from gemeten as g
)

select
    g.cell_id,
    g.contractnummer,
    g.gemeentecode,
    g.signaal,
    g.periode,
    g.n,
    g.vergelijking_n,
    g.waarde,
    g.vergelijking,
    g.verandering,
    case when g.reden_code is null then g.verandering - p.z * g.fout end as verandering_laag,
    case when g.reden_code is null then g.verandering + p.z * g.fout end as verandering_hoog,
    g.toets_z,
    p.z_signaal as grens_z,
    {{ is_scoresignaal() }} as is_signaal,
    g.reden_code,
    p.peildatum
from getoetst as g
cross join {{ ref('int_parameter__geldig') }} as p

{# The middle and the limits of each phase: mean and mean plus and minus the factor times the mean step between two periods (individuals and moving
   range). With too few periods, or when neighbouring values hold the same people, only a median: a provisional line. #}
with stappen as (
    select
        *,
        abs(waarde - lag(waarde) over (partition by contractnummer, gemeentecode, reeks_code, fase_start order by periode_start)) as stap
    from {{ ref('int_verloop__punten') }}
),

fasen as (
    select
        contractnummer,
        gemeentecode,
        reeks_code,
        fase_start,
        waarde_soort,
        kaart,
        count(*) as perioden_n,
        cast(sum(waarde) as double) / count(*) as gemiddeld,
        cast(median(waarde) as double) as mediaan,
        cast(sum(stap) as double) / nullif(count(stap), 0) as stap_gemiddeld
    from stappen
    group by contractnummer, gemeentecode, reeks_code, fase_start, waarde_soort, kaart
),

gekozen as (
    select
        f.*,
        p.xmr_factor,
        p.xmr_d2,
        p.xmr_twee_sigma,
        case when f.kaart = 'verloop' then 'zelfde_inwoners' when f.perioden_n < p.xmr_min_perioden then 'te_weinig_perioden' end as reden_code
    from fasen as f
    cross join {{ ref('int_parameter__geldig') }} as p
)

select
    contractnummer,
    gemeentecode,
    reeks_code,
    fase_start,
    perioden_n,
    stap_gemiddeld,
    -- Of the same step: 2.66 is 3 divided by 1.128, rounded as everybody prints it.
    stap_gemiddeld / xmr_d2 as sigma,
    reden_code,
    case when reden_code is null then 'xmr' else 'verloop' end as kaart,
    case when reden_code is null then gemiddeld else mediaan end as midden,
    case
        when reden_code is null and waarde_soort in ('aantal', 'aandeel') then greatest(0.0, gemiddeld - xmr_factor * stap_gemiddeld)
        when reden_code is null then gemiddeld - xmr_factor * stap_gemiddeld
    end as grens_laag,
    case
        when reden_code is null and waarde_soort = 'aandeel' then least(100.0, gemiddeld + xmr_factor * stap_gemiddeld)
        when reden_code is null then gemiddeld + xmr_factor * stap_gemiddeld
    end as grens_hoog,
    case when reden_code is null then gemiddeld + xmr_twee_sigma * stap_gemiddeld / xmr_d2 end as let_op_hoog,
    case when reden_code is null then gemiddeld - xmr_twee_sigma * stap_gemiddeld / xmr_d2 end as let_op_laag
from gekozen

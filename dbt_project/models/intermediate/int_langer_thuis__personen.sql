{# One row per person, contract and year with accepted Wmo lines for help at home (categories 01, 02, 03): hours a week over the months with
   support, age on 1 January (as the population is counted) and how long the support had run in its last month. What cannot be known is
   NULL: hours of a unit that is no time, a person of whom no birth year or no start was delivered. #}
with maanden as (
    select r.contractnummer, r.gemeentecode, r.bsn_pseudo, r.maand, sum(e.minuten * r.volume) as minuten,
        coalesce(bool_or(e.minuten is null), false) as zonder_tijd
    from {{ ref('int_declaratie__regels') }} as r
    left join {{ ref('eenheid') }} as e on e.eenheid_code = r.eenheid
    where r.declaratie_status = 'geaccepteerd' and r.wet = 'Wmo' and r.productcategorie in ('01', '02', '03')
    group by r.contractnummer, r.gemeentecode, r.bsn_pseudo, r.maand
),

jaren as (
    select contractnummer, gemeentecode, bsn_pseudo, {{ jaar('maand') }} as boekjaar, count(*) as maanden_n, max(maand) as laatste_maand,
        case when not bool_or(zonder_tijd) then sum(minuten) * 84 / (365.25 * count(*) * 60) end as uren_per_week
    from maanden
    where zonder_tijd or minuten > 0
    group by contractnummer, gemeentecode, bsn_pseudo, {{ jaar('maand') }}
),

geboren as (
    select persoon_id, max(geboortejaar) as geboortejaar
    from (
        select persoon_id, geboortejaar from {{ ref('int_traject__spells') }}
        union all
        select persoon_id, geboortejaar from {{ ref('int_toewijzing__stand') }}
    )
    group by persoon_id
),

begonnen as (
    select j.contractnummer, j.gemeentecode, j.bsn_pseudo, j.boekjaar, max(r.reeks_nr) as reeks_nr, max(r.begindatum) as begindatum,
        least(max(r.einddatum), last_day(max(j.laatste_maand))) as gezien_tot
    from jaren as j
    inner join {{ ref('int_langer_thuis__reeksen') }} as r
        on r.persoon_id = j.bsn_pseudo and r.gemeentecode = j.gemeentecode and r.begindatum <= last_day(j.laatste_maand)
        and r.einddatum >= j.laatste_maand
    group by j.contractnummer, j.gemeentecode, j.bsn_pseudo, j.boekjaar
)

select j.contractnummer, j.gemeentecode, j.bsn_pseudo, j.boekjaar, cast(j.maanden_n as integer) as maanden_n,
    cast(j.uren_per_week as double) as uren_per_week,
    cast(j.boekjaar - g.geboortejaar - 1 as integer) as leeftijd,
    b.begindatum,
    b.reeks_nr,
    j.uren_per_week >= p.langer_thuis_uren_week and j.boekjaar - g.geboortejaar - 1 >= p.langer_thuis_leeftijd
    and {{ dbt.dateadd('year', 'p.langer_thuis_jaren', 'b.begindatum') }} < b.gezien_tot as is_langdurig
from jaren as j
cross join {{ ref('int_parameter__geldig') }} as p
left join geboren as g on g.persoon_id = j.bsn_pseudo
left join begonnen as b
    on b.contractnummer = j.contractnummer and b.gemeentecode = j.gemeentecode and b.bsn_pseudo = j.bsn_pseudo and b.boekjaar = j.boekjaar

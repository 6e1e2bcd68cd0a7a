{# Per contract and year: over which months its declarations can be compared with the same months of the year before, or why not. The months run
   from January up to the last that is complete enough in both years; and where there is a ledger, the declarations must cover most of
   what it holds in those months, in both years. #}
with maanden as (
    select contractnummer, gemeentecode, {{ jaar('maand') }} as boekjaar, cast(month(maand) as integer) as maand_nr,
        bool_and(v.reden_code is null and v.voltooiing * 100 >= p.verzilvering_min_voltooiing_pct) as is_compleet
    from {{ ref('int_declaratie__verwachting') }} as v
    cross join {{ ref('int_parameter__geldig') }} as p
    group by contractnummer, gemeentecode, {{ jaar('maand') }}, month(maand)
),

compleet as (
    select contractnummer, gemeentecode, boekjaar,
        coalesce(min(maand_nr) filter (where not is_compleet) - 1, max(maand_nr)) as maand_nr
    from maanden
    group by contractnummer, gemeentecode, boekjaar
),

jaren as (
    select s.contractnummer, s.gemeentecode, s.boekjaar, nu.maand_nr is not null as heeft_nu,
        case when toen.maand_nr is not null then least(nu.maand_nr, toen.maand_nr) end as maanden_n
    from (select distinct contractnummer, gemeentecode, boekjaar from {{ ref('int_budget_jaar__realisatie') }} where realisatie_bron <> 'geen') as s
    left join compleet as nu on nu.contractnummer = s.contractnummer and nu.gemeentecode = s.gemeentecode and nu.boekjaar = s.boekjaar
    left join compleet as toen
        on toen.contractnummer = s.contractnummer and toen.gemeentecode = s.gemeentecode and toen.boekjaar = s.boekjaar - 1
),

dekking as (
    select j.contractnummer, j.gemeentecode, j.boekjaar, b.boekjaar as in_jaar,
        100.0 * sum(b.contribution) filter (where b.measure = 'declaratie_geaccepteerd_cent')
        / nullif(sum(b.contribution) filter (where b.measure = 'grootboek_cent'), 0) as gedekt_pct
    from jaren as j
    inner join {{ ref('int_geld__bedragen') }} as b
        on b.contractnummer = j.contractnummer and b.gemeentecode = j.gemeentecode and b.boekjaar in (j.boekjaar, j.boekjaar - 1)
        and month(b.maand) <= j.maanden_n
    group by j.contractnummer, j.gemeentecode, j.boekjaar, b.boekjaar
)

select
    j.contractnummer,
    j.gemeentecode,
    cast(j.boekjaar as integer) as boekjaar,
    cast(j.maanden_n as integer) as maanden_n,
    min(d.gedekt_pct) as gedekt_pct,
    case
        when c.contractnummer is null then 'geen_contract'
        when c.uitvoeringsvariant = 'taakgericht' then 'taakgericht_contract'
        when not j.heeft_nu then 'geen_declaraties'
        when coalesce(j.maanden_n, 0) < 1 then 'geen_declaraties_vorig_jaar'
        when min(d.gedekt_pct) < max(p.ontleding_min_dekking_pct) then 'declaraties_dekken_boeken_niet'
    end as reden_code
from jaren as j
cross join {{ ref('int_parameter__geldig') }} as p
left join {{ ref('int_contract__contracten') }} as c on c.contractnummer = j.contractnummer
left join dekking as d on d.contractnummer = j.contractnummer and d.gemeentecode = j.gemeentecode and d.boekjaar = j.boekjaar
group by j.contractnummer, j.gemeentecode, j.boekjaar, j.maanden_n, j.heeft_nu, c.contractnummer, c.uitvoeringsvariant

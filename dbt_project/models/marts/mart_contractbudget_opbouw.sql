{# `tussenstand_cent` is the amount after the step; `stap_pct` is the step as a share of the amount before it: of a taper that is -a, of an
   indexation i. Real: in prices of the first delivered year of the contract, by the seed prijsindex. #}
with stappen as (
    select b.cell_id, b.contractnummer, b.gemeentecode, b.jaar, b.stap, {{ som('stap_cent') }} as stap_cent,
        case b.stap when 'vorig_jaar' then 1 when 'begin' then 1 when 'onverklaard' then 2 when 'afbouw' then 3 when 'indexatie' then 4
            when 'taakmutatie' then 5 else 6 end as volgorde
    from {{ ref('int_contractbudget__bijdragen') }} as b
    group by b.cell_id, b.contractnummer, b.gemeentecode, b.jaar, b.stap
),

met_stand as (
    select *,
        sum(stap_cent) over (jaar order by volgorde) as tussenstand_cent,
        sum(stap_cent) over jaar as geleverd_cent,
        sum(case when stap <> 'aanloopinvestering' then stap_cent else 0 end) over jaar as structureel_cent,
        min(jaar) over (partition by contractnummer, gemeentecode) as basisjaar
    from stappen
    window jaar as (partition by contractnummer, gemeentecode, jaar)
)

select
    s.cell_id,
    s.contractnummer,
    s.gemeentecode,
    s.jaar,
    s.stap,
    cast(s.volgorde as integer) as volgorde,
    s.stap_cent,
    cast(s.tussenstand_cent as bigint) as tussenstand_cent,
    case when s.volgorde > 1 then round({{ aandeel('s.stap_cent', 's.tussenstand_cent - s.stap_cent') }}, 4) end as stap_pct,
    cast(s.geleverd_cent as bigint) as geleverd_cent,
    cast(s.structureel_cent as bigint) as structureel_cent,
    s.basisjaar,
    round(100 * exp(case when s.jaar > s.basisjaar then n.log_prijs - coalesce(b.log_prijs, 0) else 0 end), 4) as prijsindex,
    cast(round(s.structureel_cent / exp(case when s.jaar > s.basisjaar then n.log_prijs - coalesce(b.log_prijs, 0) else 0 end)) as bigint)
        as structureel_reeel_cent,
    c.uitvoeringsvariant,
    p.peildatum
from met_stand as s
cross join {{ ref('int_parameter__geldig') }} as p
left join {{ ref('int_prijsindex__jaren') }} as n on n.jaar = s.jaar
left join {{ ref('int_prijsindex__jaren') }} as b on b.jaar = s.basisjaar
left join {{ ref('int_contract__contracten') }} as c on c.contractnummer = s.contractnummer

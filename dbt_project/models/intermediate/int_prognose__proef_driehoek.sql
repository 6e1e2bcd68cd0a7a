{# The run-off triangle as it was known at the end of each of the last months: what was dated later is left out. Whether a line was accepted is
   known from its answer, which comes within ten working days, so a month whose declarations were in had its answers too. #}
with standen as (
    select cast({{ dbt.dateadd('month', '-n.stap', 'k.laatste_maand') }} as date) as stand_maand
    from (select max(laatste_maand) as laatste_maand from {{ ref('int_declaratie__bekend') }}) as k
    cross join (select {{ getallen('voltooiing_max_vertraging') }} as stap from {{ ref('int_parameter__geldig') }}) as n
    where n.stap >= 1
)

select
    s.stand_maand,
    d.gemeentecode,
    d.contractnummer,
    d.wet,
    d.productcategorie,
    d.maand,
    d.vertraging_maanden,
    d.is_in_schatting,
    d.geaccepteerd_cent
from {{ ref('int_declaratie__driehoek') }} as d
inner join {{ ref('int_declaratie__bekend') }} as k
    on k.gemeentecode = d.gemeentecode and k.contractnummer = d.contractnummer and k.wet = d.wet
inner join standen as s
    on s.stand_maand <= k.laatste_maand and d.vertraging_maanden <= {{ maanden_tussen('d.maand', 's.stand_maand') }}

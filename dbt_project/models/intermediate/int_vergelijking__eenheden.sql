{# Per comparison group, window of years and unit: how many trajectories, pairs and reached goals, and the sums of the first and last means. Unit type
   'groep' is everybody together; an empty unit: unknown. First added up per year, because a window of three years holds each year three times. #}
{%- set maten = ['in_aanmerking_n', 'paren_n', 'doel_gehaald_n', 'som_x', 'som_y', 'som_xx', 'som_xy', 'som_yy', 'som_kx', 'som_ky'] %}
with per_jaar as (
    select
        t.groep_nr,
        t.jaar,
        case s.soort when 'contract' then t.contract_nr when 'wijk' then t.wijk_nr when 'aanbieder' then t.aanbieder_nr else 0 end as naam_nr,
        {%- for maat in maten %}
        cast(sum(t.{{ maat }}) as bigint) as {{ maat }}{{ ',' if not loop.last }}
        {%- endfor %}
    from {{ ref('int_vergelijking__per_jaar') }} as t
    cross join (values ('groep'), ('contract'), ('wijk'), ('aanbieder')) as s(soort)
    group by t.groep_nr, t.jaar, naam_nr
),

vensters as (
    select
        j.groep_nr,
        j.jaar,
        t.naam_nr,
        {%- for maat in maten %}
        cast(sum(t.{{ maat }}) as bigint) as {{ maat }}{{ ',' if not loop.last }}
        {%- endfor %}
    from (select distinct groep_nr, jaar from per_jaar) as j
    cross join {{ ref('int_parameter__geldig') }} as p
    inner join per_jaar as t on t.groep_nr = j.groep_nr and t.jaar between j.jaar - p.vergelijking_jaren + 1 and j.jaar
    group by j.groep_nr, j.jaar, t.naam_nr
)

select
    {{ eenheid_nr('v.groep_nr', 'v.jaar', 'v.naam_nr') }} as eenheid_nr,
    g.gemeentecode,
    g.wet,
    g.doelrichting,
    v.jaar,
    n.soort as eenheidsoort,
    n.naam as eenheid,
    {%- for maat in maten %}
    v.{{ maat }}{{ ',' if not loop.last }}
    {%- endfor %}
from vensters as v
inner join {{ ref('int_vergelijking__groepen') }} as g on g.groep_nr = v.groep_nr
inner join {{ ref('int_vergelijking__namen') }} as n on n.naam_nr = v.naam_nr

{# Per comparison group, window of years, unit and profile, by number: pairs, reached goals and sums of both scores. The window ends in `jaar` and is
   as long as the parameter says. The group as a whole is a unit too. #}
with jaren as (
    select distinct groep_nr, jaar from {{ ref('int_vergelijking__per_jaar') }}
),

vensters as (
    select
        {{ eenheid_nr('t.groep_nr', 'j.jaar', "case s.soort when 'contract' then t.contract_nr when 'wijk' then t.wijk_nr when 'aanbieder' then t.aanbieder_nr else 0 end") }}
            as eenheid_nr,
        t.profiel_nr,
        {%- for maat in ['paren_n', 'doel_gehaald_n', 'som_x', 'som_y'] %}
        cast(sum(t.{{ maat }}) as bigint) as {{ maat }}{{ ',' if not loop.last }}
        {%- endfor %}
    from jaren as j
    cross join {{ ref('int_parameter__geldig') }} as p
    inner join {{ ref('int_vergelijking__per_jaar') }} as t on t.groep_nr = j.groep_nr and t.jaar between j.jaar - p.vergelijking_jaren + 1 and j.jaar
    cross join (values ('groep'), ('contract'), ('wijk'), ('aanbieder')) as s(soort)
    where t.paren_n > 0
    group by eenheid_nr, t.profiel_nr
)

select eenheid_nr, {{ cel_nr('eenheid_nr', 'profiel_nr') }} as cel_nr, paren_n, doel_gehaald_n, som_x, som_y
from vensters

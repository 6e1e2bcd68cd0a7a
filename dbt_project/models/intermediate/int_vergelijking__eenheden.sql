{# Per comparison group, window of years, unit and profile: how many trajectories, pairs and reached goals, and the sums of the first and last means.
   The window ends in `jaar` and is as long as the parameter says. Unit type 'groep' is everybody together; an empty unit: unknown. All further models start here. #}
with per_jaar as (
    select
        t.gemeentecode,
        t.wet,
        t.doelrichting,
        t.jaar,
        t.contractnummer,
        t.wijkcode,
        t.agb_code,
        t.profiel,
        count(*) as in_aanmerking_n,
        count(*) filter (where t.is_paar) as paren_n,
        count(*) filter (where t.is_doel_gehaald) as doel_gehaald_n,
        {%- for naam, som in {
            'x': 't.eerste_gemiddeld', 'y': 't.laatste_gemiddeld', 'xx': 't.eerste_gemiddeld * t.eerste_gemiddeld',
            'xy': 't.eerste_gemiddeld * t.laatste_gemiddeld', 'yy': 't.laatste_gemiddeld * t.laatste_gemiddeld',
            'kx': 'case when t.is_doel_gehaald then t.eerste_gemiddeld else 0 end',
            'ky': 'case when t.is_doel_gehaald then t.laatste_gemiddeld else 0 end',
        }.items() %}
        coalesce(sum({{ som }}) filter (where t.is_paar), 0) as som_{{ naam }}{{ ',' if not loop.last }}
        {%- endfor %}
    from {{ ref('int_vergelijking__paren') }} as t
    group by t.gemeentecode, t.wet, t.doelrichting, t.jaar, t.contractnummer, t.wijkcode, t.agb_code, t.profiel
),

jaren as (select distinct gemeentecode, wet, doelrichting, jaar from per_jaar),

met_eenheid as (
    select
        {{ groepskolommen('j') }},
        s.eenheidsoort,
        coalesce(case s.eenheidsoort when 'contract' then t.contractnummer when 'wijk' then t.wijkcode when 'aanbieder' then t.agb_code end, '')
            as eenheid,
        t.profiel,
        t.in_aanmerking_n,
        t.paren_n,
        t.doel_gehaald_n,
        t.som_x,
        t.som_y,
        t.som_xx,
        t.som_xy,
        t.som_yy,
        t.som_kx,
        t.som_ky
    from jaren as j
    cross join {{ ref('int_parameter__geldig') }} as p
    inner join per_jaar as t
        on t.gemeentecode = j.gemeentecode and t.wet = j.wet and t.doelrichting = j.doelrichting
        and t.jaar between j.jaar - p.vergelijking_jaren + 1 and j.jaar
    cross join (values ('groep'), ('contract'), ('wijk'), ('aanbieder')) as s(eenheidsoort)
)

select
    {{ groepskolommen('e') }},
    e.eenheidsoort,
    e.eenheid,
    e.profiel,
    {%- for maat in ['in_aanmerking_n', 'paren_n', 'doel_gehaald_n'] %}
    cast(sum(e.{{ maat }}) as bigint) as {{ maat }},
    {%- endfor %}
    {%- for naam in ['x', 'y', 'xx', 'xy', 'yy', 'kx', 'ky'] %}
    sum(e.som_{{ naam }}) as som_{{ naam }}{{ ',' if not loop.last }}
    {%- endfor %}
from met_eenheid as e
group by {{ groepskolommen('e') }}, e.eenheidsoort, e.eenheid, e.profiel

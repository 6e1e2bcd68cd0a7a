with maten as (
    select
        b.contractnummer,
        b.gemeentecode,
        b.jaar,
        b.cell_id,
        {{ som('in_aanmerking_n') }} as in_aanmerking_n,
        {{ som('paren_n') }} as paren_n,
        {%- for groep in ['gepaard', 'ongepaard'] %}
        {{ som(groep ~ '_n') }} as {{ groep }}_n,
        {{ maat_gemiddeld(groep ~ '_som') }} as {{ groep }}_gemiddeld,
        {{ maat_sd(groep ~ '_som') }} as {{ groep }}_sd{{ ',' if not loop.last }}
        {%- endfor %}
    from {{ ref('int_dekking__bijdragen') }} as b
    group by b.contractnummer, b.gemeentecode, b.jaar, b.cell_id
),

vergeleken as (
    select
        m.*,
        p.z,
        p.standaardverschil_max,
        p.peildatum,
        case
            when m.gepaard_n >= p.k_min and m.ongepaard_n >= p.k_min
                then {{ standaardverschil('m.gepaard_gemiddeld', 'm.gepaard_sd', 'm.ongepaard_gemiddeld', 'm.ongepaard_sd') }}
        end as standaardverschil
    from maten as m
    cross join {{ ref('int_parameter__geldig') }} as p
)

select
    v.cell_id,
    v.contractnummer,
    v.gemeentecode,
    v.jaar,
    v.in_aanmerking_n,
    v.paren_n,
    {{ aandeel_met_interval('v.paren_n', 'v.in_aanmerking_n', 'v.z', 'dekking') }},
    v.gepaard_n,
    v.gepaard_gemiddeld,
    v.gepaard_sd,
    v.ongepaard_n,
    v.ongepaard_gemiddeld,
    v.ongepaard_sd,
    v.standaardverschil,
    abs(v.standaardverschil) > v.standaardverschil_max as is_waarschuwing,
    v.peildatum
from vergeleken as v

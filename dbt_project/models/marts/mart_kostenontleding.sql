with maten as (
    select
        b.cell_id, b.contractnummer, b.gemeentecode, b.boekjaar, b.product,
        {%- for periode in ['toen', 'nu'] %}
        {{ som('gebruikers_' ~ periode ~ '_n') }} as gebruikers_{{ periode }}_n,
        cast(coalesce(sum(b.contribution) filter (where b.measure = 'volume_{{ periode }}'), 0) as decimal(24, 6)) as volume_{{ periode }},
        {{ som('kosten_' ~ periode ~ '_cent') }} as kosten_{{ periode }}_cent{{ ',' if not loop.last }}
        {%- endfor %}
    from {{ ref('int_ontleding__bijdragen') }} as b
    group by b.cell_id, b.contractnummer, b.gemeentecode, b.boekjaar, b.product
)

select
    m.cell_id,
    m.contractnummer,
    m.gemeentecode,
    m.boekjaar,
    c.uitvoeringsvariant,
    m.product,
    v.maanden_n,
    {%- for periode in ['toen', 'nu'] %}
    m.gebruikers_{{ periode }}_n,
    m.volume_{{ periode }},
    m.kosten_{{ periode }}_cent,
    {%- endfor %}
    m.kosten_nu_cent - m.kosten_toen_cent as verschil_cent,
    {%- for deel in ['clienten', 'volume', 'prijs', 'mix'] %}
    e.{{ deel }}_cent as {{ deel }}_deel_cent,
    {%- endfor %}
    'shapley' as methode,
    p.peildatum
from maten as m
cross join {{ ref('int_parameter__geldig') }} as p
inner join {{ ref('int_ontleding__venster') }} as v
    on v.contractnummer = m.contractnummer and v.gemeentecode = m.gemeentecode and v.boekjaar = m.boekjaar
left join {{ ref('int_ontleding__effecten') }} as e
    on e.contractnummer = m.contractnummer and e.gemeentecode = m.gemeentecode and e.boekjaar = m.boekjaar and e.product = m.product
left join {{ ref('int_contract__contracten') }} as c on c.contractnummer = m.contractnummer

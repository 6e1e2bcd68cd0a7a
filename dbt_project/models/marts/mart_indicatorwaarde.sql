{%- set sleutels = ['indicator_code', 'gemeentecode', 'wet', 'contractnummer', 'wijkcode', 'onderdeel', 'klasse', 'periode'] -%}
with maten as (
    select
        b.cell_id,
        {%- for sleutel in sleutels %}
        b.{{ sleutel }},
        {%- endfor %}
        {%- for maat in ['teller', 'noemer', 'buiten_n', 'in_aanmerking_n', 'zonder_bsn_n'] %}
        {{ som(maat) }} as {{ maat }},
        {%- endfor %}
        cast(max(b.contribution) filter (where b.measure = 'gemeld') as double) as gemeld
    from {{ ref('int_indicatorwaarde__bijdragen') }} as b
    group by b.cell_id{% for sleutel in sleutels %}, b.{{ sleutel }}{% endfor %}
),

gemeten as (
    select
        m.cell_id,
        {%- for sleutel in sleutels %}
        m.{{ sleutel }},
        {%- endfor %}
        m.teller,
        m.noemer,
        -- The classes of a distribution are its denominator together.
        case
            when i.is_verdeling then cast(sum(m.teller) over (
                partition by m.indicator_code, m.gemeentecode, m.wet, m.contractnummer, m.wijkcode, m.onderdeel, m.periode
            ) as bigint)
            else m.noemer
        end as n,
        m.buiten_n,
        m.in_aanmerking_n,
        {{ aandeel('(m.noemer + m.buiten_n)', 'm.in_aanmerking_n') }} as dekking_pct,
        m.zonder_bsn_n,
        m.gemeld,
        i.eenheid,
        i.methode,
        i.ondergrens,
        i.reden_zonder_noemer
    from maten as m
    inner join {{ ref('indicator_berekening') }} as i on i.indicator_code = m.indicator_code
),

met_reden as (
    select g.*, {{ indicator_reden() }} as reden_code
    from gemeten as g
    cross join {{ ref('int_parameter__geldig') }} as p
)

select
    r.cell_id,
    {%- for sleutel in sleutels %}
    r.{{ sleutel }},
    {%- endfor %}
    r.teller,
    r.noemer,
    r.n,
    r.buiten_n,
    r.in_aanmerking_n,
    r.dekking_pct,
    r.zonder_bsn_n,
    r.gemeld,
    r.eenheid,
    {{ indicator_waarde() }} as waarde,
    {{ indicator_grens('-') }} as laag,
    {{ indicator_grens('+') }} as hoog,
    r.methode,
    r.reden_code,
    p.peildatum
from met_reden as r
cross join {{ ref('int_parameter__geldig') }} as p

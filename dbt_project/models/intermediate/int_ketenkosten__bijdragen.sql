{# Contributions to mart_ketenrendement: what each payer said it cost, each line as last delivered. An amount that is not known is no
   contribution; that it was delivered at all is one. #}
with gekozen as (
    select max_by(_row_id, _volgorde) as _row_id
    from {{ ref('stg_levering__ketenkosten') }}
    group by _leverancier, doelgroep, wet, jaar
),

regels as (
    select k.*
    from {{ ref('stg_levering__ketenkosten') }} as k
    inner join gekozen on gekozen._row_id = k._row_id
),

maten as (
    {%- for maat, waarde in [('regels_n', '1'), ('personen_n', 'personen'), ('persoonsjaren_thuis', 'persoonsjaren_thuis'),
        ('bedrag_cent', 'bedrag_cent')] %}
    select _leverancier, doelgroep, wet, jaar, '{{ maat }}' as measure, cast({{ waarde }} as decimal(22, 4)) as contribution, _row_id
    from regels
    where {{ waarde }} is not null
    {{ 'union all' if not loop.last }}
    {%- endfor %}
)

select
    _leverancier as gemeentecode,
    doelgroep,
    wet,
    cast(jaar as integer) as jaar,
    {{ cell_id('mart_ketenrendement', ['_leverancier', 'doelgroep', 'wet', 'cast(jaar as integer)']) }} as cell_id,
    measure,
    contribution,
    {{ lijst_van('_row_id') }} as _row_ids
from maten

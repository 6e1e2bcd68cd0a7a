{# Per payer and year what the chain cost per person-year at home, and what it would have cost at the pattern of the base year: the base
   amount at this year's person-years at home and this year's prices. The difference describes; it does not say why.

   Payers report overlapping persons, so their person-years cannot be added: the largest number of a year stands for the group. #}
with maten as (
    select
        b.gemeentecode,
        b.doelgroep,
        b.wet,
        b.jaar,
        b.cell_id,
        {{ som('regels_n') }} as regels_n,
        {{ som('personen_n') }} as personen_n,
        cast(sum(b.contribution) filter (where b.measure = 'persoonsjaren_thuis') as decimal(18, 4)) as persoonsjaren_thuis,
        cast(sum(b.contribution) filter (where b.measure = 'bedrag_cent') as bigint) as bedrag_cent
    from {{ ref('int_ketenkosten__bijdragen') }} as b
    group by b.gemeentecode, b.doelgroep, b.wet, b.jaar, b.cell_id
),

groepen as (
    select
        m.*,
        max(m.persoonsjaren_thuis) over groep_jaar as groep_persoonsjaren_thuis,
        count(m.bedrag_cent) over groep_jaar as betalers_bekend_n,
        coalesce(nullif(p.keten_basisjaar, 0), min(m.jaar) over (partition by m.gemeentecode, m.doelgroep)) as basisjaar
    from maten as m
    cross join {{ ref('int_parameter__geldig') }} as p
    window groep_jaar as (partition by m.gemeentecode, m.doelgroep, m.jaar)
),

vergeleken as (
    select
        g.*,
        b.cell_id as basis_cell_id,
        b.bedrag_cent as basis_bedrag_cent,
        b.groep_persoonsjaren_thuis as basis_persoonsjaren_thuis,
        g.betalers_bekend_n = b.betalers_bekend_n as is_volledig,
        case
            when g.jaar < g.basisjaar then 'voor_basisjaar'
            when g.jaar = g.basisjaar then 'basisjaar'
            when g.bedrag_cent is null then 'bedrag_onbekend'
            when b.bedrag_cent is null or coalesce(b.groep_persoonsjaren_thuis, 0) = 0 or g.groep_persoonsjaren_thuis is null
                then 'basis_onbekend'
        end as reden_code
    from groepen as g
    left join groepen as b
        on b.gemeentecode = g.gemeentecode and b.doelgroep = g.doelgroep and b.wet = g.wet and b.jaar = g.basisjaar
),

verwacht as (
    select
        v.*,
        {%- for naam in ['', '_laag', '_hoog'] %}
        case when v.reden_code is null then cast(round(
            v.basis_bedrag_cent * cast(v.groep_persoonsjaren_thuis as double) / cast(v.basis_persoonsjaren_thuis as double)
            * power(1 + p.keten_prijs{{ naam }}_pct / 100, v.jaar - v.basisjaar)
        ) as bigint) end as verwacht{{ naam }}_cent{{ ',' if not loop.last }}
        {%- endfor %}
    from vergeleken as v
    cross join {{ ref('int_parameter__geldig') }} as p
)

select
    v.cell_id,
    v.gemeentecode,
    v.doelgroep,
    v.wet,
    v.jaar,
    v.regels_n,
    v.personen_n,
    v.persoonsjaren_thuis,
    v.groep_persoonsjaren_thuis,
    v.bedrag_cent,
    cast(round(v.bedrag_cent / cast(nullif(v.groep_persoonsjaren_thuis, 0) as double)) as bigint) as per_jaar_thuis_cent,
    v.basisjaar,
    v.basis_bedrag_cent,
    v.verwacht_cent,
    v.verwacht_laag_cent,
    v.verwacht_hoog_cent,
    case when v.verwacht_cent > v.bedrag_cent then v.verwacht_cent - v.bedrag_cent when v.verwacht_cent is not null then 0 end as minder_cent,
    case when v.verwacht_cent < v.bedrag_cent then v.bedrag_cent - v.verwacht_cent when v.verwacht_cent is not null then 0 end as meer_cent,
    v.verwacht_cent - v.bedrag_cent as saldo_cent,
    v.verwacht_laag_cent - v.bedrag_cent as saldo_laag_cent,
    v.verwacht_hoog_cent - v.bedrag_cent as saldo_hoog_cent,
    coalesce(v.is_volledig, false) as is_volledig,
    v.reden_code,
    v.basis_cell_id,
    p.peildatum
from verwacht as v
cross join {{ ref('int_parameter__geldig') }} as p

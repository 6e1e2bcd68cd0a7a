-- The bars of a contract year are the whole difference between expectation and budget, to the cent; and that difference is the one of
-- mart_budget_jaar. Every contract year with a budget and an expectation has bars.
with posten as (
    select budget_cell_id, sum(bedrag_cent) as bedrag_cent, min(verschil_cent) as verschil_cent, count(distinct verschil_cent) as verschillen_n
    from {{ ref('mart_overschrijding') }}
    group by budget_cell_id
)

select b.contractnummer, b.gemeentecode, b.boekjaar, b.verschil_cent, p.bedrag_cent
from {{ ref('mart_budget_jaar') }} as b
full outer join posten as p on p.budget_cell_id = b.cell_id
where (b.verschil_cent is not null or p.budget_cell_id is not null)
    and (p.bedrag_cent is distinct from b.verschil_cent or p.verschil_cent is distinct from b.verschil_cent or p.verschillen_n > 1)

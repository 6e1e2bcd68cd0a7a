{# The goals that a contract works on, each as last delivered, with the target that holds for the last whole year: of a target per year
   the first one not before that year, else the last. #}
with genormeerd as (
    select
        d.*,
        row_number() over (
            partition by d.gemeentecode, d.doelcode, d.contractnummer
            order by
                case when d.streefjaar < p.laatste_hele_jaar then 1 else 0 end,
                case when d.streefjaar < p.laatste_hele_jaar then -d.streefjaar else d.streefjaar end
        ) as rang
    from {{ ref('int_doel__bijdragen') }} as d
    cross join {{ ref('int_parameter__geldig') }} as p
    where d.geldig_tot is null and d.contractnummer <> 'geen'
)

select
    d._row_id,
    d.doelcode,
    d.bovenliggend_doelcode,
    d.gemeentecode,
    d.contractnummer,
    coalesce(c.gemeentecode, d.gemeentecode) as contract_gemeentecode,
    d.doel,
    d.maatschappelijk_effect,
    d.indicator,
    d.richting,
    d.norm,
    d.streefjaar,
    d.cell_id as doel_cell_id
from genormeerd as d
left join {{ ref('int_contract__contracten') }} as c on c.contractnummer = d.contractnummer
where d.rang = 1

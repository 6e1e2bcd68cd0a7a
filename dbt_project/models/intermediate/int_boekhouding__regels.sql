{# Ledger lines and what stands beside them in another source, each with the place a difference in that month has: the source says nothing at
   all (zonder_tegenbron), not yet (nog_niet_gemeld), or something else (onverklaard). A contract is compared as a whole, so that a line on the
   wrong taakveld is seen; money without a contract per taakveld. Only months that the ledger has closed. #}
with regels as (
    select b.contractnummer, b.gemeentecode, b.taakveld_code, b.boekjaar, b.maand,
        case b.measure
            when 'grootboek_cent' then 'grootboek'
            when 'declaratie_geaccepteerd_cent' then 'declaraties_geaccepteerd'
            when 'declaratie_open_cent' then 'declaraties_open'
            when 'pgb_besteed_cent' then 'pgb_besteed'
            when 'termijn_cent' then 'termijnen'
        end as post,
        b.contribution as bedrag_cent,
        b._row_id
    from {{ ref('int_geld__bedragen') }} as b
    inner join {{ ref('int_geld__afgesloten') }} as a
        on a.contractnummer = b.contractnummer and a.gemeentecode = b.gemeentecode and a.boekjaar = b.boekjaar and b.maand <= a.laatste_maand
    where b.measure in ('grootboek_cent', 'declaratie_geaccepteerd_cent', 'declaratie_open_cent', 'pgb_besteed_cent', 'termijn_cent')
    union all
    select contractnummer, gemeentecode, taakveld_code, boekjaar, maand, 'verklaard_' || soort, bedrag_cent, _row_id
    from {{ ref('int_boekhouding__verklaringen') }}
    where reden = ''
),

met_deel as (
    select *, case when contractnummer = 'geen' then taakveld_code else '' end as deel from regels
),

bronnen as (
    select contractnummer, gemeentecode, boekjaar, deel, max(maand) as gemeld_tot
    from met_deel
    where post <> 'grootboek' and post not like 'verklaard_%'
    group by contractnummer, gemeentecode, boekjaar, deel
)

select
    r.contractnummer,
    r.gemeentecode,
    r.taakveld_code,
    r.boekjaar,
    r.maand,
    r.post,
    r.bedrag_cent,
    case when b.gemeld_tot is null then 'zonder_tegenbron' when r.maand > b.gemeld_tot then 'nog_niet_gemeld' else 'onverklaard' end as restpost,
    r._row_id
from met_deel as r
left join bronnen as b
    on b.contractnummer = r.contractnummer and b.gemeentecode = r.gemeentecode and b.boekjaar = r.boekjaar and b.deel = r.deel

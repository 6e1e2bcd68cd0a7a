-- Does it close with the books? In every comparison the books are exactly the sum of all other posts, to the cent; and the ledger that was
-- compared is the ledger in the money marts, months the ledger has closed.
select vergelijking, gemeentecode, contractnummer, taakveld_code, boekjaar, lasten_baten,
    sum(case groep when 'boeken' then bedrag_cent else -bedrag_cent end) as verschil_cent
from {{ ref('mart_boekhouding') }}
group by vergelijking, gemeentecode, contractnummer, taakveld_code, boekjaar, lasten_baten
having verschil_cent <> 0
union all
select 'grootboek', r.gemeentecode, r.contractnummer, r.taakveld_code, r.boekjaar, 'saldo', sum(r.grootboek_cent) - coalesce(max(b.bedrag_cent), 0)
from {{ ref('mart_budget_realisatie') }} as r
left join {{ ref('mart_boekhouding') }} as b
    on b.vergelijking = 'bronnen' and b.post = 'grootboek' and b.gemeentecode = r.gemeentecode and b.contractnummer = r.contractnummer
    and b.taakveld_code = r.taakveld_code and b.boekjaar = r.boekjaar
where r.is_afgesloten
group by r.gemeentecode, r.contractnummer, r.taakveld_code, r.boekjaar
having sum(r.grootboek_cent) <> coalesce(max(b.bedrag_cent), 0)

{# The value of allocations in each window (int_prognose__vensters), as they stood in the messages of the day before it: the version known then,
   even when it was changed later. Volume times the mean price of what this contract declared; what was never declared has no price and stays
   out, and what comes of the rest makes up for it. #}
with prijzen as (
    select r.contractnummer, r.gemeentecode, r.wet, r.productcategorie, case when e.minuten is not null then 'minuut' else r.eenheid end as eenheid,
        sum(r.bedrag_cent) * 1.0 / nullif(sum(coalesce(e.minuten, 1) * r.volume), 0) as prijs_cent
    from {{ ref('int_declaratie__regels') }} as r
    left join {{ ref('eenheid') }} as e on e.eenheid_code = r.eenheid
    where r.declaratie_status = 'geaccepteerd'
    group by r.contractnummer, r.gemeentecode, r.wet, r.productcategorie, case when e.minuten is not null then 'minuut' else r.eenheid end
),

versies as (
    select
        t.*,
        {{ toewijzing_id('t') }} as toewijzing_id,
        {{ dbt.datediff('b.dagtekening', "date '9999-12-31'", 'day') }} as vroegheid,
        coalesce(t.reden_wijziging, '') in ('13', '01') and coalesce(t.einddatum = t.ingangsdatum, false) as is_verwijderd
    from {{ ref('stg_bericht__toewijzing') }} as t
    inner join {{ ref('int_bericht__berichten') }} as b on b._delivery_id = t._delivery_id and not b.is_afgekeurd
),

toen_bekend as (
    select v.contractnummer, v.gemeentecode, v.boekjaar, v.venster, v.van, v.tot_en_met,
        max_by(t._row_id, {{ versie_volgorde('t', 't.is_verwijderd', 't.vroegheid') }}) as _row_id
    from {{ ref('int_prognose__vensters') }} as v
    inner join {{ ref('int_toewijzing__stand') }} as s on s.contractnummer = v.contractnummer and s.contract_gemeentecode = v.gemeentecode
    inner join versies as t on t.toewijzing_id = s.toewijzing_id and t.toewijzingsdatum <= v.bekend_op
    group by v.contractnummer, v.gemeentecode, v.boekjaar, v.venster, v.van, v.tot_en_met, t.toewijzing_id
),

maanden as (
    select k.contractnummer, k.gemeentecode, k.boekjaar, k.venster, t.wet, t.productcategorie, t.volume, t.eenheid, t.frequentie, e.minuten,
        t.ingangsdatum, t.einddatum, {{ maandreeks('greatest(k.van, t.ingangsdatum)', 'least(k.tot_en_met, t.einddatum)') }} as maand
    from toen_bekend as k
    inner join versies as t on t._row_id = k._row_id and not t.is_verwijderd and t.volume is not null
    inner join {{ ref('eenheid') }} as e on e.eenheid_code = t.eenheid
    where t.ingangsdatum <= last_day(k.tot_en_met) and coalesce(t.einddatum, k.van) >= k.van
),

volumes as (
    select *,
        {{ volume_in_maand(
            '(' ~ dbt.datediff('greatest(maand, ingangsdatum)', 'least(last_day(maand), coalesce(einddatum, last_day(maand)))', 'day') ~ ' + 1)',
            'day(last_day(maand))', '(' ~ dbt.datediff('ingangsdatum', 'einddatum', 'day') ~ ' + 1)') }} as toegewezen
    from maanden
)

select m.contractnummer, m.gemeentecode, m.boekjaar, m.venster,
    cast(round(sum(cast(m.toegewezen * p.prijs_cent as decimal(24, 6)))) as bigint) as toegewezen_cent
from volumes as m
inner join prijzen as p
    on p.contractnummer = m.contractnummer and p.gemeentecode = m.gemeentecode and p.wet = m.wet
    and p.productcategorie = coalesce(m.productcategorie, 'onbekend') and p.prijs_cent > 0
    and p.eenheid = case when m.minuten is not null then 'minuut' else m.eenheid end
group by m.contractnummer, m.gemeentecode, m.boekjaar, m.venster

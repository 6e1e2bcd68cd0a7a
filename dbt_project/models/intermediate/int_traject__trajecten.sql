{# One row per spell, the unit of measurement, with why it does or does not count as an ended trajectory. #}
with samengevoegd as (
    select
        spell_id,
        max(persoon_id) as persoon_id,
        bool_or(heeft_bsn) as heeft_bsn,
        max(contractnummer) as contractnummer,
        max(productcategorie) as productcategorie,
        max(leveringsvorm) as leveringsvorm,
        max_by(wet, cast(begindatum as varchar) || trajectnummer_pseudo) as wet,
        max_by(reden_beeindiging_code, cast(begindatum as varchar) || trajectnummer_pseudo) as reden_beeindiging_code,
        max_by(telt_in_noemer_uitval, cast(begindatum as varchar) || trajectnummer_pseudo) as telt_in_noemer_uitval,
        max_by(gemeentecode, cast(begindatum as varchar) || trajectnummer_pseudo) as gemeentecode,
        max_by(wijkcode, cast(begindatum as varchar) || trajectnummer_pseudo) as wijkcode,
        max_by(klasse, cast(begindatum as varchar) || trajectnummer_pseudo) as klasse,
        max_by(telt_als_einde, cast(begindatum as varchar) || trajectnummer_pseudo) as telt_als_einde,
        max_by(doelrichting, cast(begindatum as varchar) || trajectnummer_pseudo) as doelrichting,
        max(geboortejaar) as geboortejaar,
        min(begindatum) as begindatum,
        case when count(einddatum) = count(*) then max(einddatum) end as einddatum,
        cast(count(*) as integer) as trajecten_n,
        {{ lijst('_row_id') }} as _row_ids
    from {{ ref('int_traject__spells') }}
    group by spell_id
)

select
    t.*,
    coalesce(c.gemeentecode, t.gemeentecode) as contract_gemeentecode,
    {{ halfjaar('t.einddatum') }} as halfjaar,
    {{ jaar('t.einddatum') }} as jaar,
    coalesce({{ jaar('t.einddatum') }} - t.geboortejaar >= p.aow_leeftijd, false) as is_aow,
    case
        when t.einddatum is null or t.einddatum > p.peildatum then 'loopt_nog'
        when not t.telt_als_einde then 'geen_echt_einde'
        when t.klasse = 'overleden' then 'overleden'
        when t.klasse = 'verhuizing_extern' then 'verhuisd'
    end as reden_niet_in_aanmerking
from samengevoegd as t
left join {{ ref('int_contract__contracten') }} as c on c.contractnummer = t.contractnummer
cross join {{ ref('int_parameter__geldig') }} as p

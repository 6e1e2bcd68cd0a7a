{# One row per spell, the unit of measurement, with why it does or does not count as an ended trajectory. #}
with samengevoegd as (
    select
        spell_id,
        max_by(trajectnummer_pseudo, cast(begindatum as varchar) || trajectnummer_pseudo) as laatste_trajectnummer,
        bool_or(heeft_bsn) as heeft_bsn,
        min_by(toegang, cast(begindatum as varchar) || trajectnummer_pseudo) as toegang,
        bool_or(is_huishouden_bekend) as is_huishouden_bekend,
        max(geboortejaar) as geboortejaar,
        min(begindatum) as begindatum,
        case when count(einddatum) = count(*) then max(einddatum) end as einddatum,
        cast(count(*) as integer) as trajecten_n,
        {{ lijst_uniek('_row_id') }} as _row_ids
    from {{ ref('int_traject__spells') }}
    group by spell_id
),

-- What the last trajectory of a spell says is what holds.
met_laatste as (
    select
        t.spell_id,
        l.persoon_id,
        t.heeft_bsn,
        t.toegang,
        t.is_huishouden_bekend,
        l.contractnummer,
        l.productcategorie,
        l.leveringsvorm,
        l.wet,
        l.reden_beeindiging_code,
        l.telt_in_noemer_uitval,
        l.gemeentecode,
        l.wijkcode,
        l.klasse,
        l.telt_als_einde,
        l.doelrichting,
        t.geboortejaar,
        t.begindatum,
        t.einddatum,
        t.trajecten_n,
        t._row_ids
    from samengevoegd as t
    inner join {{ ref('int_traject__spells') }} as l on l.trajectnummer_pseudo = t.laatste_trajectnummer
)

select
    t.*,
    coalesce(c.gemeentecode, t.gemeentecode) as contract_gemeentecode,
    {{ halfjaar('t.einddatum') }} as halfjaar,
    {{ jaar('t.einddatum') }} as jaar,
    a.aow_vanaf,
    coalesce(t.einddatum >= a.aow_vanaf, false) as is_aow,
    case
        when t.einddatum is null or t.einddatum > p.peildatum then 'loopt_nog'
        when not t.telt_als_einde then 'geen_echt_einde'
        when t.klasse = 'overleden' then 'overleden'
        when t.klasse = 'verhuizing_extern' then 'verhuisd'
    end as reden_niet_in_aanmerking
from met_laatste as t
left join {{ ref('int_contract__contracten') }} as c on c.contractnummer = t.contractnummer
left join {{ ref('int_inwoner__aow') }} as a on a.geboortejaar = t.geboortejaar
cross join {{ ref('int_parameter__geldig') }} as p

{# One row per spell, the unit of measurement, with why it does or does not count as an ended trajectory. What its last trajectory says is what
   holds. A view: each reader takes a few of these columns, and writing them all cost more than working them out (2.9 s per 300,000). #}
{{ config(materialized='view') }}
select
    t.spell_id,
    t.persoon_id,
    t.spell_heeft_bsn as heeft_bsn,
    t.spell_toegang as toegang,
    t.spell_is_huishouden_bekend as is_huishouden_bekend,
    t.contractnummer,
    t.productcategorie,
    t.leveringsvorm,
    t.wet,
    t.reden_beeindiging_code,
    t.telt_in_noemer_uitval,
    t.gemeentecode,
    t.wijkcode,
    t.klasse,
    t.telt_als_einde,
    t.doelrichting,
    t.spell_geboortejaar as geboortejaar,
    t.spell_begindatum as begindatum,
    t.spell_einddatum as einddatum,
    t.spell_trajecten_n as trajecten_n,
    coalesce(c.gemeentecode, t.gemeentecode) as contract_gemeentecode,
    {{ halfjaar('t.spell_einddatum') }} as halfjaar,
    {{ jaar('t.spell_einddatum') }} as jaar,
    a.aow_vanaf,
    coalesce(t.spell_einddatum >= a.aow_vanaf, false) as is_aow,
    case
        when t.spell_einddatum is null or t.spell_einddatum > p.peildatum then 'loopt_nog'
        when not t.telt_als_einde then 'geen_echt_einde'
        when t.klasse = 'overleden' then 'overleden'
        when t.klasse = 'verhuizing_extern' then 'verhuisd'
    end as reden_niet_in_aanmerking
from {{ ref('int_traject__spells') }} as t
left join {{ ref('int_contract__contracten') }} as c on c.contractnummer = t.contractnummer
left join {{ ref('int_inwoner__aow') }} as a on a.geboortejaar = t.spell_geboortejaar
cross join {{ ref('int_parameter__geldig') }} as p
where t.is_laatste

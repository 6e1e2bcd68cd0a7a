{# What a measurement needs to know of its trajectory, the windows as days, open windows as none.
   A view over what is written down already. #}
{{ config(materialized='view') }}
select
    s.trajectnummer_pseudo,
    t.spell_id,
    t.is_aow,
    t.aow_vanaf,
    'traject_' || t.reden_niet_in_aanmerking as reden,
    cast({{ dbt.dateadd('day', '-p.intake_venster_voor', 't.begindatum') }} as date) as begin_vanaf,
    cast({{ dbt.dateadd('day', 'p.intake_venster_na', 't.begindatum') }} as date) as begin_tot,
    case when t.reden_niet_in_aanmerking is null then cast({{ dbt.dateadd('day', '-p.eind_venster_voor', 't.einddatum') }} as date) end as einde_vanaf,
    cast({{ dbt.dateadd('day', 'p.eind_venster_na', 't.einddatum') }} as date) as einde_tot
from {{ ref('int_traject__spells') }} as s
inner join {{ ref('int_traject__trajecten') }} as t on t.spell_id = s.spell_id
cross join {{ ref('int_parameter__geldig') }} as p

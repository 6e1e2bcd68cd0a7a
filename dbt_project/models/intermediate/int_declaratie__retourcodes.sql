{# The return codes in answers to declarations (325) that reject what they stand under: one row per code and place. `_row_id` is the answer, or
   the returned line for place 'regel'. A code the list does not know rejects. #}
with codes as (
    select _row_id, _delivery_id, 'bericht' as plaats, {{ uitgerold(delen('header_retourcodes')) }} as retourcode
    from {{ ref('stg_bericht__declaratieantwoord') }}
    union
    select _row_id, _delivery_id, 'declaratie', {{ uitgerold(delen('antwoord_retourcodes')) }}
    from {{ ref('stg_bericht__declaratieantwoord') }}
    union
    select _row_id, _delivery_id, 'regel', {{ uitgerold(delen('retourcodes')) }}
    from {{ ref('stg_bericht__antwoordregel') }}
)

select c._row_id, c._delivery_id, c.plaats, c.retourcode
from codes as c
left join {{ ref('retourcode') }} as s on s.retourcode = c.retourcode
where c.retourcode <> '' and coalesce(s.is_afkeuring, true)

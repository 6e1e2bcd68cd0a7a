{# Since when a provider and a municipality exchange each message type under a law. A rule that looks for another message can only speak from
   that day on: what never comes is for the completeness check (int_bericht__verwacht), not an error in what does come. #}
select wet, gemeentecode, agb_code, berichttype, min(dagtekening) as eerste_dagtekening
from {{ ref('int_bericht__berichten') }}
where not is_afgekeurd
group by wet, gemeentecode, agb_code, berichttype

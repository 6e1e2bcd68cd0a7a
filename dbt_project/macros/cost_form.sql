{# Cost per client by contract form (reference.md §4.2). Under a task contract money does not follow clients: never observed, at most
   allocated. Observed: accepted declarations divided by the persons in them, in a running year so far. Allocated: the spending of a closed
   year shared out over all clients; of a running year it would depend on the calendar, so it is refused. The implied price
   per client-month of a task contract has months on both sides, so a running year is no objection; it is allocated, whatever the messages say. #}

{% macro kostenvorm_reden() -%}
  case
    when c.contractnummer is null then 'contract_onbekend'
    when c.uitvoeringsvariant <> 'taakgericht' and m.declaratie_clienten_n >= p.k_min then 'geaccepteerde_declaraties'
    when coalesce(a.maanden_n, 0) < 12 then 'jaar_niet_afgesloten'
    when m.realisatie_cent is null then 'geen_realisatie'
    when m.clienten_n = 0 then 'geen_clienten'
    when m.clienten_n < p.k_min then 'te_weinig_clienten'
    when c.uitvoeringsvariant = 'taakgericht' then 'taakgericht_contract'
    else 'geen_declaraties'
  end
{%- endmacro %}

{% macro kostenvorm() -%}
  case
    when v.kostenvorm_reden = 'geaccepteerde_declaraties' then 'waargenomen'
    when v.kostenvorm_reden in ('taakgericht_contract', 'geen_declaraties') then 'toegerekend'
    else 'geweigerd'
  end
{%- endmacro %}

{% macro kosten_per_client() -%}
  case
    when v.kostenvorm_reden = 'geaccepteerde_declaraties'
      then cast(round(v.declaratie_geaccepteerd_cent * 1.0 / v.declaratie_clienten_n) as bigint)
    when v.kostenvorm_reden in ('taakgericht_contract', 'geen_declaraties')
      then cast(round(v.realisatie_cent * 1.0 / v.clienten_n) as bigint)
  end
{%- endmacro %}

{% macro prijsvorm_reden() -%}
  case
    when c.contractnummer is null then 'contract_onbekend'
    when c.uitvoeringsvariant <> 'taakgericht' then 'geen_vast_bedrag'
    when m.realisatie_cent is null then 'geen_realisatie'
    when m.clientmaanden_n = 0 then 'geen_clienten'
    when m.clienten_n < p.k_min then 'te_weinig_clienten'
    else 'taakgericht_contract'
  end
{%- endmacro %}

{% macro prijs_per_clientmaand() -%}
  case when v.prijsvorm_reden = 'taakgericht_contract' then cast(round(v.realisatie_cent * 1.0 / v.clientmaanden_n) as bigint) end
{%- endmacro %}
